//! What crosses the glass between a guest and its host: the contract in `wit/`, and both halves of it in Rust.
//!
//! # A widget, from end to end
//!
//! A widget is a function of a state and an event to a new state, and of a state to a view. Keep the state wherever you like; every
//! call is a fresh instance, so nothing else has to be kept.
//!
//! ```
//! use std::collections::BTreeMap;
//!
//! use fanlight_bridge::{Context, Event, Reach, Widget, manifest::Manifest};
//! use fanlight_runtime::{Gate, Settings};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../host/assets/guests/counter.wasm");
//! let runtime = fanlight_bridge::runtime(Settings::default())?;
//! let widget = Widget::load(&runtime, &std::fs::read(file)?).await?;
//! let (limits, context) = (runtime.limits(), Context::default());
//!
//! // Nothing is behind this gate: whatever the widget asks for is denied. `capabilities::open` makes one that gives what was granted.
//! let first = widget.update(Gate::new(), limits, &context, None, &Event::Installed).await.result?;
//! let press = serde_json::from_str(r#"{"type": "input", "key": "more"}"#)?;
//! let next = widget.update(Gate::new(), limits, &context, Some(&first.state), &press).await.result?;
//!
//! // The view is a checked tree that serialises to JSON: draw it with the web client, or with anything else.
//! let view = widget.render(limits, &context, &next.state, &Reach::default()).await.result?;
//! assert!(serde_json::to_string(&view)?.contains(r#""label":"Count""#));
//! # Ok(())
//! # }
//! ```
//!
//! What comes from a stranger should be checked before it is loaded: `fanlight_registry::Package::open` does. Runnable programs are
//! in `runtime/examples/`: one widget in a plain program, many in an axum app, limits, and a capability of your own
//! ([`runtime_with`]).
//!
//! # Where things are
//!
//! The host's half (feature `host`, on by default):
//! - [`Widget`] and [`Theme`] (`widget.rs`, `theme.rs`): a component of one of our worlds, called through the runtime.
//! - [`runtime`] or [`workers`] (`sandbox.rs`): where they run. A call that runs elsewhere is a message (`question.rs`).
//! - [`View`] (`view.rs`): the typed tree that a host draws, checked while it is lifted. [`Tokens`] (`tokens.rs`): a theme's, behind
//!   the contrast gate.
//! - [`Context`], [`Viewer`] and [`Event`] (`context.rs`, `event.rs`): what a guest is told.
//! - [`recording`]: calls of widgets and themes, written down, played again and made fit to be shared.
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
mod question;
#[cfg(feature = "host")]
pub mod recording;
#[cfg(feature = "host")]
mod sandbox;
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
    sandbox::{runtime, runtime_with, work, workers},
    theme::{Theme, ThemeContext},
    tokens::Tokens,
    view::{Reach, View},
    widget::{Outcome, Widget},
};
