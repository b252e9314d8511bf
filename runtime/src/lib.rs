//! The glass: runs one WebAssembly component call at a time in a fresh, limited instance.
//!
//! Where things are:
//! - [`Runtime`] (`engine.rs`): the wasmtime engine, its settings and the clock that interrupts guests (`ticker.rs`).
//! - [`Program`] (`program.rs`): a compiled component, ready to be entered; artifacts on disk (`artifacts.rs`).
//! - [`Call`] (`call.rs`): one visit to a program: a store, an instance, a result, then gone.
//! - [`Limits`] (`limits.rs`) and what keeps them: `sums.rs` (memory and tables), `meter.rs` (CPU time).
//! - [`Gate`] (`gate.rs`, `operation.rs`): the only way out; every host function is an [`Operation`] on it.
//! - [`Rights`] and [`Grant`] (`grant.rs`): what may be asked. [`Failure`] (`failure.rs`): what went wrong and whose fault it was.
//!
//! What is deliberately not here: any capability's name, tenants, HTTP, SQL, views. A capability brings its [`Interface`] and a
//! [`Session`]; to add one, see `bridge-api/src/capabilities`.

mod artifacts;
mod call;
mod engine;
mod failure;
mod gate;
mod grant;
mod limits;
mod meter;
mod operation;
mod program;
mod sums;
mod ticker;

pub use artifacts::ArtifactKey;
pub use call::{Call, CallState, Finished, Usage};
pub use engine::{Runtime, Settings, engine_config, wasm_features};
pub use failure::{Blame, Failure, Kind};
pub use gate::{Answered, Gate, Halt, Message, Session};
pub use grant::{Capability, Grant, Rights, ScopeError};
pub use limits::{Limits, UnknownLimit};
pub use operation::{Interface, Operation, Price, Refusal, decode, encode};
pub use program::Program;
