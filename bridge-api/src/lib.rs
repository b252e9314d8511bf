//! What crosses the glass between a guest and its host: the contract in `wit/`, and both halves of it in Rust.
//!
//! The host's half (feature `host`, on by default):
//! - [`Widget`] and [`Theme`] (`widget.rs`, `theme.rs`): a component of one of our worlds, called through the runtime.
//! - [`View`] (`view.rs`): the typed tree that a host draws, checked while it is lifted. [`Tokens`] (`tokens.rs`): a theme's, behind
//!   the contrast gate.
//! - [`Context`], [`Viewer`] and [`Event`] (`context.rs`, `event.rs`): what a guest is told.
//! - [`capabilities`]: one folder each; the list in `capabilities.rs` is read by consent page, CLI and tests.
//! - [`language`]: the languages in which consent is given.
//! - [`manifest`]: what a package says about itself.
//!
//! [`documents`]: what is in notes and tables, for the host and for rehearsals (feature `rehearsal`), which need neither wasmtime nor files.
//!
//! The guest's half (feature `guest`) is in `guest.rs`; authors use it through `fanlight-sdk`.
//!
//! Deliberately not here: files of packages (host/registry), tenants and SQL (host/store), HTTP (host/server).

#[cfg(feature = "host")]
pub mod capabilities;
#[cfg(feature = "host")]
mod context;
#[cfg(any(feature = "host", feature = "rehearsal"))]
#[path = "capabilities/documents/content/content.rs"]
pub mod documents;
#[cfg(feature = "host")]
mod event;
#[cfg(feature = "guest")]
pub mod guest;
#[cfg(feature = "host")]
pub mod language;
#[cfg(feature = "host")]
pub mod manifest;
#[cfg(feature = "host")]
mod text;
#[cfg(feature = "host")]
mod theme;
#[cfg(feature = "host")]
pub mod tokens;
#[cfg(feature = "host")]
pub mod view;
#[cfg(feature = "host")]
mod widget;
#[cfg(feature = "host")]
mod world;

#[cfg(feature = "host")]
pub use {
    context::{Context, Contrast, Direction, Scheme, Size, Viewer},
    event::{Event, EventError, Value},
    theme::{Theme, ThemeContext},
    tokens::Tokens,
    view::{Reach, View},
    widget::{Outcome, Widget, runtime},
};
