//! The glass: runs one WebAssembly component call at a time in a fresh, limited instance.
//!
//! This crate knows components, limits and a gate. It knows no widgets: views, events, manifests and Fanlight's own capabilities are
//! in `fanlight-bridge`, which stands on this one. Take this crate alone for a world of your own.
//!
//! # A call, from end to end
//!
//! ```
//! use fanlight_runtime::{Gate, Program, Runtime, Settings};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // Once: the engine, with room for all calls at once, and the interfaces that guests may import. Here none.
//! let runtime = Runtime::new(Settings::default(), &[])?;
//!
//! // Once for each component: compiled (about a millisecond for 2 KB), or loaded from `Settings::artifacts`.
//! let component = wat::parse_str(r#"
//!     (component
//!       (core module $m (func (export "answer") (result i32) i32.const 42))
//!       (core instance $i (instantiate $m))
//!       (func (export "answer") (result u32) (canon lift (core func $i "answer"))))
//! "#)?;
//! let program = Program::load(&runtime, &component).await?;
//!
//! // For each call: an instance of its own, which lives for some microseconds and is dropped.
//! let mut call = program.enter(Gate::new(), runtime.limits()).await?;
//! let answer = call
//!     .metered(async |store| {
//!         let guest = program.pre().instantiate_async(&mut *store).await?;
//!         let answer = guest.get_typed_func::<(), (u32,)>(&mut *store, "answer")?;
//!         Ok(answer.call_async(&mut *store, ()).await?.0)
//!     })
//!     .await;
//! let finished = call.finish(answer);
//! assert_eq!(finished.result?, 42);
//! assert!(finished.usage.fuel > 0 && finished.usage.gate_calls == 0);
//! # Ok(())
//! # }
//! ```
//!
//! # What holds in every call
//!
//! - **It is alone.** Nothing of an earlier call is left in its memory, and a trap ends it and nothing else.
//! - **It is bounded** by [`Limits`]: fuel, CPU time, wall-clock time, memory and tables over the whole component, stack, output and
//!   gate calls. Fuel decides, and is deterministic; the clocks are the backstop. A future that is dropped ends its call.
//! - **It reaches nothing** but the functions of an [`Interface`], and those go through its [`Gate`] as messages: counted, priced in
//!   fuel, answered by a [`Session`] that exists if the capability was granted. A refusal is a value for the guest, not a trap.
//!   Components of other toolchains find WASI 0.2 there too, [`Frozen`]: clocks that stand still, randomness from a seed, and
//!   nothing else behind it.
//! - **It fails as a value**: a [`Failure`] with a stable [`Kind`] (such as `limit.fuel`), whose fault it was ([`Blame`]), what
//!   happened, and the next step. [`Usage`] is told either way.
//!
//! # A capability of your own
//!
//! Write its WIT; each function answers `result<T, refusal>` with the `refusal` of `bridge-api/wit`. List the functions as
//! [`Operation`]s of an [`Interface`] and give that to [`Runtime::new`]. Say with [`Capability`] how far a right to it reaches.
//! For each call, ask [`Rights`] for a [`Grant`] and [`Gate::open`] a [`Session`] that holds it; [`Gate::take`] it back afterwards,
//! with what the call wrote, to keep or to drop.
//!
//! # Examples
//!
//! Each is run by a test, `runtime/tests/examples.rs`.
//!
//! | file | shows |
//! |---|---|
//! | `runtime/examples/embed.rs` | one widget in a plain program |
//! | `runtime/examples/axum.rs` | many widgets in an axum app, at once; failures as answers in HTTP |
//! | `runtime/examples/workers.rs` | the same widget in processes of its own |
//! | `runtime/examples/limits.rs` | limits of every call, of one call, and one of your own over many calls |
//! | `runtime/examples/capability.rs` | an interface of your own, its session, and a guest of a world of your own |
//!
//! # What is stable
//!
//! Texts of [`Kind`], names of [`Limits`], and everything that is public here, within a minor version. What may grow is
//! `#[non_exhaustive]`: take [`Settings::default`] and [`Limits::default`] and set fields. The types of [`wasmtime`] that show, in
//! [`Program::pre`] and [`Call::metered`], are those of exactly the version that is re-exported here.
//!
//! # Where things are
//!
//! - [`Runtime`] (`engine.rs`): the wasmtime engine, its settings and the clock that interrupts guests (`ticker.rs`).
//! - [`Program`] (`program.rs`): a compiled component, ready to be entered; artifacts on disk (`artifacts.rs`).
//! - [`Call`] (`call.rs`): one visit to a program: a store, an instance, a result, then gone. [`Export`] (`export.rs`): what is called there.
//! - [`Limits`] (`limits.rs`) and what keeps them: `sums.rs` (memory and tables), `meter.rs` (CPU time).
//! - [`Gate`] (`gate.rs`, `operation.rs`): the only way out; every host function is an [`Operation`] on it.
//! - [`workers`] (`workers.rs`): the same calls in processes of their own, which have nothing and can be lost. [`Sandbox`]
//!   (`sandbox.rs`) is either; `within.rs` decodes what workers say. [`Compiler`] (`compiler.rs`) compiles in a process of its own, and `confine.rs` is the wall around both.
//! - [`Frozen`] (`frozen.rs`): the WASI that other toolchains import, answering from constants of the call.
//! - [`recording`] (`recording.rs`, `recording/`): calls written down at the gate and played again, to the same bytes and fuel.
//! - [`Rights`] and [`Grant`] (`grant.rs`): what may be asked. [`Failure`] (`failure.rs`): what went wrong and whose fault it was.
//!
//! What is deliberately not here: any capability's name, tenants, HTTP, SQL, views. To add a capability to Fanlight itself, see
//! `bridge-api/src/capabilities`.

mod artifacts;
mod call;
mod compiler;
mod confine;
mod engine;
mod export;
mod failure;
mod frozen;
mod gate;
mod grant;
mod key_file;
mod launch;
mod limits;
mod meter;
mod operation;
mod program;
pub mod recording;
mod sandbox;
mod sums;
mod ticker;
mod within;
pub mod workers;

pub use artifacts::ArtifactKey;
pub use call::{Call, CallState, Finished, Usage};
#[doc(hidden)]
pub use compiler::compile_with;
pub use compiler::{CompileLimits, Compiler, compile};
pub use confine::Walls;
pub use engine::{Runtime, Settings};
#[doc(hidden)]
pub use engine::{engine_config, wasm_features};
pub use export::Export;
pub use failure::{Blame, Failure, Kind};
pub use frozen::{FROZEN_INTERFACES, Frozen};
pub use gate::{Answered, Gate, Halt, OperationCount, Refused, Script, Session};
pub use grant::{Capability, Grant, Rights, ScopeError};
pub use launch::Launch;
pub use limits::{Limits, UnknownLimit};
pub use operation::{Interface, Operation, Price, Refusal, decode, encode};
pub use program::Program;
pub use sandbox::Sandbox;
/// The version that runs the guests, for `component::bindgen!` (`wasmtime_crate: fanlight_runtime::wasmtime`) and typed functions.
pub use wasmtime;
