//! The bare bindings for hostile guests that send what no SDK would. A case says what it attacks with; the rest is harmless.
//!
//! ```ignore
//! use raw_guest::*;
//!
//! struct Guest;
//!
//! impl Raw for Guest {
//!     fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
//!         Ok(heading("x".repeat(50 << 20)))
//!     }
//! }
//!
//! export!(Guest);
//! ```

pub use fanlight_bridge::guest::{
    context::Context,
    documents,
    events::Event,
    failure::Error,
    log, storage,
    view::*,
    widget::{self, Outcome},
};

/// A widget of which only the attack is written.
pub trait Raw {
    /// Keeps an empty state.
    fn update(_: Context, _: Option<Vec<u8>>, _: Event) -> Result<Outcome, Error> {
        Ok(Outcome { state: Vec::new(), refresh_after: None })
    }

    /// Shows a line.
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        Ok(heading("Nothing happened.".into()))
    }

    /// Keeps the state as it is.
    fn migrate(_: String, state: Vec<u8>) -> Result<Vec<u8>, Error> {
        Ok(state)
    }
}

/// A view of one heading.
pub fn heading(text: String) -> View {
    View { nodes: vec![Node::Heading(Heading { text, level: 1 })], root: 0 }
}

/// A column of an arena.
pub fn column(children: Vec<u32>) -> Node {
    Node::Column(Group { children, gap: Gap::None, align: Align::Stretch })
}

/// Makes the crate a widget.
#[macro_export]
macro_rules! export {
    ($guest:ident) => {
        struct Exported;

        impl $crate::widget::Guest for Exported {
            fn update(context: $crate::Context, state: Option<Vec<u8>>, event: $crate::Event) -> Result<$crate::Outcome, $crate::Error> {
                <$guest as $crate::Raw>::update(context, state, event)
            }

            fn render(context: $crate::Context, state: Vec<u8>) -> Result<$crate::View, $crate::Error> {
                <$guest as $crate::Raw>::render(context, state)
            }

            fn migrate(from: String, state: Vec<u8>) -> Result<Vec<u8>, $crate::Error> {
                <$guest as $crate::Raw>::migrate(from, state)
            }
        }

        $crate::widget::export_widget!(Exported with_types_in $crate::widget);
    };
}
