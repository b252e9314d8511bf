//! The life of a widget, and how it meets the host.

use std::marker::PhantomData;

use fanlight_bridge::guest::{context, events, failure, view, widget as wit};
use serde::{Serialize, de::DeserializeOwned};

use crate::{Context, Error, Event, Result, View};

/// A widget: its fields are its state, kept as JSON between calls (at most 64 KiB). Each call gets a fresh instance, so whatever
/// is not a field, or in [`storage`](crate::storage), is gone when the call ends.
pub trait Widget: Serialize + DeserializeOwned + Default {
    /// Something happened: change the fields. The first event is [`Event::Installed`], with the default value.
    /// When it returns an error, neither the fields nor anything written through the gate is kept.
    fn update(&mut self, event: Event, ctx: &Context) -> Result<()>;

    /// Show the fields. The gate is closed here: only `self` and `ctx` count.
    fn view(&self, ctx: &Context) -> View;

    /// Turns the state of an older version into one of this version. As it stands it reads the state as it is, which is enough as
    /// long as new fields are `#[serde(default)]`.
    fn migrate(from: &str, state: &[u8]) -> Result<Self> {
        let _ = from;
        decode(state)
    }
}

/// Reads a state as the SDK writes it.
fn decode<W: Widget>(state: &[u8]) -> Result<W> {
    serde_json::from_slice(state)
        .map_err(|error| Error::State(format!("What this widget saved does not fit this version of it: {error}.")))
}

fn encode<W: Widget>(widget: &W) -> Result<Vec<u8>> {
    serde_json::to_vec(widget).map_err(|error| Error::State(format!("This widget's state cannot be saved: {error}.")))
}

/// What [`export!`](crate::export) hands to the host: a [`Widget`] behind the functions of the world `widget`.
#[derive(Debug)]
pub struct Exported<W>(PhantomData<W>);

impl<W: Widget> wit::Guest for Exported<W> {
    fn update(context: context::Context, state: Option<Vec<u8>>, event: events::Event) -> Result<wit::Outcome, failure::Error> {
        let ctx = Context::new(context);
        let mut widget = match state {
            Some(state) => decode::<W>(&state)?,
            None => W::default(),
        };
        widget.update(event, &ctx)?;
        Ok(wit::Outcome { state: encode(&widget)?, refresh_after: ctx.refresh_asked() })
    }

    fn render(context: context::Context, state: Vec<u8>) -> Result<view::View, failure::Error> {
        let ctx = Context::new(context);
        Ok(decode::<W>(&state)?.view(&ctx).flatten())
    }

    fn migrate(from: String, state: Vec<u8>) -> Result<Vec<u8>, failure::Error> {
        Ok(encode(&W::migrate(&from, &state)?)?)
    }
}
