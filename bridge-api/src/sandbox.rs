//! The sandbox for Fanlight's worlds: in this process, or in workers.

use fanlight_runtime::{
    Failure, Interface, Launch, Runtime, Settings,
    workers::{self, Recycling, Workers},
};

use crate::{capabilities, question::Bound};

/// A runtime that knows Fanlight's capabilities.
///
/// # Errors
/// When the machine cannot give what the settings ask for.
pub fn runtime(settings: Settings) -> Result<Runtime, Failure> {
    runtime_with(settings, &[])
}

/// A runtime that knows Fanlight's capabilities and an embedder's own. Whoever opens a gate puts the sessions of the own ones behind
/// it, after [`capabilities::open`]; without one, the gate denies.
///
/// # Errors
/// As [`runtime`], and when two interfaces have the same name.
pub fn runtime_with(settings: Settings, own: &[Interface]) -> Result<Runtime, Failure> {
    Runtime::new(settings, &interfaces(own))
}

/// Workers that know Fanlight's capabilities and an embedder's own. `launch` has to end in [`work`] with the same ones.
///
/// # Errors
/// When they do not start.
pub async fn workers(settings: Settings, own: &[Interface], launch: Launch) -> Result<Workers, Failure> {
    Workers::start(settings, &interfaces(own), launch, Recycling::default()).await
}

/// Be a worker that [`workers()`] started. Call it first thing in `main`.
///
/// # Errors
/// When it cannot begin; who started it is told, too.
pub fn work(own: &[Interface]) -> Result<(), Failure> {
    workers::serve::<Bound>(&interfaces(own))
}

fn interfaces(own: &[Interface]) -> Vec<Interface> {
    let known = capabilities::ALL.iter().filter_map(|descriptor| Some(descriptor.imports?.interface));
    known.chain(own.iter().copied()).collect()
}
