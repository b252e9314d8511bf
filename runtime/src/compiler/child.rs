//! The compiler's own process.

use std::io::{Read as _, Write as _};

use rustix::process::{Resource, Rlimit, setrlimit};
use wasmtime::{Engine, InstanceAllocationStrategy};

use super::MOST;
use crate::{
    Failure, Settings,
    confine::{self, Enclosed, Reads},
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
    compile_with(Engine::precompile_component)
}

/// The same with something else behind the walls than a compiler, for a test that looks from there.
///
/// # Errors
/// As [`compile`].
#[doc(hidden)]
pub fn compile_with(compile: impl FnOnce(&Engine, &[u8]) -> wasmtime::Result<Vec<u8>>) -> Result<(), Failure> {
    confine::begin()?;
    let mut header = [[0; 8]; 3];
    let mut input = std::io::stdin().lock();
    input.read_exact(header.as_flattened_mut()).map_err(Failure::internal)?;
    let [seconds, memory, wants_walls] = header.map(u64::from_le_bytes);
    limit(Resource::Cpu, seconds)?;
    limit(Resource::As, confine::address_space()?.saturating_add(memory))?;
    let engine = Engine::new(engine_config(&Settings::default()).allocation_strategy(InstanceAllocationStrategy::OnDemand))
        .map_err(Failure::internal)?;
    let walls = confine::enclose(Reads::Nothing).and_then(Enclosed::seal);
    if wants_walls != 0 {
        walls?;
    }

    let mut bytes = Vec::new();
    input.take(MOST).read_to_end(&mut bytes).map_err(Failure::internal)?;
    let (first, rest) = match compile(&engine, &bytes) {
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
