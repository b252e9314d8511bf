//! The compiler's own process.

use std::io::{Read as _, Write as _};

use rustix::process::{Resource, Rlimit, setrlimit};
use wasmtime::{Engine, InstanceAllocationStrategy};

use super::MOST;
use crate::{
    Failure, Settings,
    confine::{self, Reads},
    engine::engine_config,
    program::refuse,
};

/// The first byte of an answer: an artifact follows.
pub(super) const COMPILED: u8 = 0;
/// The first byte of an answer: a failure follows.
pub(super) const REFUSED: u8 = 1;

/// Be the compiler: read limits and a component from standard input, write an artifact or a refusal to standard output. Call it
/// first thing in `main`, before any thread is started.
///
/// # Errors
/// When the process cannot be confined, or the streams are not those that [`crate::Compiler`] gives.
pub fn compile() -> Result<(), Failure> {
    confine::begin()?;
    let mut header = [0; 16];
    let mut input = std::io::stdin().lock();
    input.read_exact(&mut header).map_err(Failure::internal)?;
    let [seconds, memory] =
        [&header[..8], &header[8..]].map(|half| half.iter().rev().fold(0u64, |sum, b| sum << 8 | u64::from(*b)));
    limit(Resource::Cpu, seconds)?;
    limit(Resource::As, confine::address_space()?.saturating_add(memory))?;
    let engine = Engine::new(engine_config(&Settings::default()).allocation_strategy(InstanceAllocationStrategy::OnDemand))
        .map_err(Failure::internal)?;
    confine::enclose(Reads::Nothing)?.seal()?;

    let mut bytes = Vec::new();
    input.take(MOST).read_to_end(&mut bytes).map_err(Failure::internal)?;
    let (first, rest) = match engine.precompile_component(&bytes) {
        Ok(code) => (COMPILED, code),
        Err(error) => (REFUSED, postcard::to_stdvec(&refuse(&error)).map_err(Failure::internal)?),
    };
    let mut output = std::io::stdout().lock();
    output.write_all(&[first]).and_then(|()| output.write_all(&rest)).and_then(|()| output.flush()).map_err(Failure::internal)
}

fn limit(resource: Resource, most: u64) -> Result<(), Failure> {
    // A second more of CPU time until the system kills it, should it outlive the signal at the first.
    let maximum = most.saturating_add(u64::from(resource == Resource::Cpu));
    setrlimit(resource, Rlimit { current: Some(most), maximum: Some(maximum) }).map_err(Failure::internal)
}
