//! Write Fanlight widgets and themes in Rust.
//!
//! A widget is a value that serde can write down, a function that changes it when something happens, and a function that
//! shows it. Here is a whole one:
//!
//! ```
//! use fanlight_sdk::prelude::*;
//!
//! #[derive(Default, Serialize, Deserialize)]
//! #[serde(crate = "fanlight_sdk::serde")]
//! struct Counter {
//!     count: i64,
//! }
//!
//! impl Widget for Counter {
//!     fn update(&mut self, event: Event, _: &Context) -> Result<()> {
//!         if event.pressed("more") {
//!             self.count += 1;
//!         } else if event.pressed("less") {
//!             self.count -= 1;
//!         }
//!         Ok(())
//!     }
//!
//!     fn view(&self, _: &Context) -> View {
//!         column((
//!             stat("Count", self.count),
//!             row((button("less", "One less"), button("more", "One more").primary())),
//!         ))
//!     }
//! }
//!
//! fanlight_sdk::export!(Counter);
//! ```
//!
//! # What is here
//! - [`Widget`] and [`export!`]; [`Event`] says what happened, [`Context`] what the viewer's world looks like.
//! - [`view`]: one function for each node, and the spans inside a text:
//!   - layout: `column`, `row`, `grid`, `card`, `tabs`, `disclosure`, `divider`, `spacer`;
//!   - text: `heading`, `text`, `markdown`, `code_block`, `badge`, `icon`, `image`;
//!   - data: `list`, `table`, `stat`, `progress`, `bar_chart` and the others of [`view::chart`];
//!   - input: `button`, `link`, `text_field`, `text_area`, `number_field`, `slider`, `date_field`, `check`, `toggle`, `select`,
//!     `radio`, `form`;
//!   - state: `skeleton`, `empty`, `alert`.
//! - [`storage`], [`documents`], [`settings`], [`log`]: one module for each capability. A module that a widget calls becomes an
//!   import of its component and has to be declared in `fanlight.toml`; one that it does not call leaves no trace.
//! - [`Error`]: a refusal turns into one through `?`.
//! - [`theme`]: [`Theme`], its tokens, and [`export_theme!`].
//! - [`rehearsal`] (not on wasm): plays a widget in an ordinary `cargo test`, with storage and documents in memory.
//!
//! # What is deliberately not here
//! A clock, random numbers, files, a network, threads: a widget gets the time and a seed from its [`Context`] and everything
//! else through the gate. A panic ends the call as a trap; return an [`Error`] to tell the person what went wrong.

#[cfg(target_arch = "wasm32")]
mod arena;
mod context;
mod error;
mod widget;

pub mod documents;
pub mod log;
#[cfg(not(target_arch = "wasm32"))]
pub mod rehearsal;
pub mod settings;
pub mod storage;
pub mod theme;
pub mod view;

pub use context::Context;
pub use error::{Error, Refusal, Result};
pub use fanlight_bridge::guest::{
    Fields,
    context::{Contrast, Direction, Scheme, Size},
    events::{Answer, Ending, Event, Message, Value, Webhook},
};
pub use serde;
pub use theme::Theme;
pub use view::View;
pub use widget::{Exported, Widget};

/// Everything that a widget usually names.
pub mod prelude {
    pub use crate::view::*;
    pub use crate::{Context, Error, Event, Result, Widget, documents, log, settings, storage};
    pub use serde::{Deserialize, Serialize};
}

#[doc(hidden)]
pub use fanlight_bridge as bridge;

/// Makes the crate a widget: `fanlight_sdk::export!(Counter);`, once, where the type is in scope.
#[macro_export]
macro_rules! export {
    ($widget:ty) => {
        #[cfg(target_arch = "wasm32")]
        const _: () = {
            use $crate::bridge::guest::widget as world;
            type Exported = $crate::Exported<$widget>;
            world::export_widget! { Exported with_types_in world }
        };
        #[cfg(not(target_arch = "wasm32"))]
        const _: ::std::marker::PhantomData<$crate::Exported<$widget>> = ::std::marker::PhantomData;
    };
}

/// Makes the crate a theme: `fanlight_sdk::export_theme!(Daylight);`, once, where the type is in scope.
#[macro_export]
macro_rules! export_theme {
    ($theme:ty) => {
        #[cfg(target_arch = "wasm32")]
        const _: () = {
            use $crate::bridge::guest::theme as world;
            type Exported = $crate::theme::Exported<$theme>;
            world::export_theme! { Exported with_types_in world }
        };
        #[cfg(not(target_arch = "wasm32"))]
        const _: ::std::marker::PhantomData<$crate::theme::Exported<$theme>> = ::std::marker::PhantomData;
    };
}
