//! One guest for all attacks that are written in Rust: each `attack.rs` in `tests/hostile` is a module of it, and the setting `attack`
//! says which of them it is. So the corpus is one crate to build, however many cases there are.
//!
//! An `attack.rs` has a `pub struct Attack` that implements the SDK's `Widget`, or [`raw::Raw`] to send what no SDK would.

mod raw;

use fanlight_bridge::guest::widget::{self, Guest, Outcome};
use raw::{Context, Error, Event, View};

include!(concat!(env!("OUT_DIR"), "/attacks.rs"));

/// The functions of one attack.
struct Functions {
    update: fn(Context, Option<Vec<u8>>, Event) -> Result<Outcome, Error>,
    render: fn(Context, Vec<u8>) -> Result<View, Error>,
}

impl Functions {
    fn of<G: Guest>() -> Self {
        Self { update: G::update, render: G::render }
    }
}

struct Hostile;

impl Guest for Hostile {
    fn update(context: Context, state: Option<Vec<u8>>, event: Event) -> Result<Outcome, Error> {
        (chosen(&context).update)(context, state, event)
    }

    fn render(context: Context, state: Vec<u8>) -> Result<View, Error> {
        (chosen(&context).render)(context, state)
    }

    /// There is no context here to say which attack it is: cases of `migrate` are written in WebAssembly's text format.
    fn migrate(_: String, state: Vec<u8>) -> Result<Vec<u8>, Error> {
        Ok(state)
    }
}

/// The settings are `{"attack":"…"}`.
fn chosen(context: &Context) -> Functions {
    attack(context.settings.split('"').nth(3).unwrap_or_default())
}

widget::export_widget!(Hostile with_types_in widget);
