//! Deterministic recording: a call with everything that it was given, written down so that it can be played again, anywhere.
//!
//! A guest has no clock, no randomness and no input but the parameters of its call and the answers of the gate. Whoever has both has
//! the call: the same component gives the same bytes and uses the same fuel, without what stood behind the gate. A call that the clock
//! ended is the exception ([`RecordedCall::ended_by_the_clock`]).
//!
//! - To record: [`Gate::record`](crate::Gate::record) before the call, [`RecordedCall::of`] after it.
//! - To play again: a call with the same parameters, [`RecordedCall::replay_limits`], and a gate that answers from the recording:
//!   `Gate::answered_by(Player::new(…))`. Record it as well, and ask for the [`RecordedCall::differences`].
//! - To keep: [`Trace::write`] and [`Trace::read`], sealed with a [`TraceKey`] or not (`docs/TRACES.md`).
//! - To share: [`Placeholders`] and [`Stranger`] put placeholders in the place of what people wrote.
//!
//! Parameters and results are named parts, each of them bytes: what they mean is the embedder's. For Fanlight's own worlds see
//! `fanlight_bridge::recording`.

mod describe;
mod difference;
mod file;
mod placeholders;
mod player;
mod rewrite;
mod seal;
mod stranger;
mod tape;
mod words;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Failure, Finished, Halt, Kind, Limits, Refusal};

pub use difference::Difference;
pub use file::{MAX_PART_BYTES, MAX_TRACE_BYTES};
pub use placeholders::Placeholders;
pub use player::{Fidelity, Player};
pub(crate) use rewrite::Form;
pub use seal::TraceKey;
pub use stranger::Stranger;
pub(crate) use tape::Tape;

/// Calls of one package, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// What ran them.
    pub engine: EngineId,
    /// What was called.
    pub package: PackageId,
    /// The calls.
    pub calls: Vec<RecordedCall>,
}

/// Everything about a runtime that the fuel of a call depends on. Equal calls are promised between equal engines only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EngineId {
    /// Version of wasmtime.
    pub wasmtime: String,
    /// The processor's architecture: how deep a stack goes depends on it.
    pub architecture: String,
    /// Hash of the engine's settings and of every operation's price, in hex.
    pub settings: String,
}

impl std::fmt::Display for EngineId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "wasmtime {} on {} with settings {}", self.wasmtime, self.architecture, self.settings)
    }
}

/// Which package it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageId {
    /// Its name, for people.
    pub name: String,
    /// Its version, for people.
    pub version: String,
    /// BLAKE3 of its bytes, in hex.
    pub digest: String,
}

impl PackageId {
    /// The identity of a package with these bytes.
    pub fn of(name: impl Into<String>, version: impl Into<String>, bytes: &[u8]) -> Self {
        Self { name: name.into(), version: version.into(), digest: blake3::hash(bytes).to_hex().to_string() }
    }
}

/// Named bytes: the parameters of a call, or what it gave.
pub type Parts = BTreeMap<String, Vec<u8>>;

/// One call: what went in, what the gate said, what came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedCall {
    /// The exported function.
    pub function: String,
    /// Its parameters.
    pub inputs: Parts,
    /// What it might use.
    pub limits: Limits,
    /// Its questions to the gate, with the answers.
    pub gate: Vec<Exchange>,
    /// What it gave, or how it failed.
    pub result: Result<Parts, Failure>,
    /// Fuel that it used.
    pub fuel: u64,
    /// Bytes of its memories at their largest.
    pub memory_peak_bytes: u64,
    /// Calls of the gate that it made, those that were not let through included.
    pub gate_calls: u64,
}

/// A question to the gate and its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange {
    /// Name of the capability.
    pub capability: String,
    /// Name of its operation.
    pub operation: String,
    /// The encoded parameters.
    pub payload: Vec<u8>,
    /// What the gate said.
    pub answer: Answer,
    /// Fuel for the host's work, besides the price of bytes.
    pub worked: u64,
}

/// What the gate said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// The encoded answer.
    Given(Vec<u8>),
    /// No, as a value.
    Refused(Refusal),
    /// The call ended there.
    Ended(Failure),
}

impl From<Answer> for crate::Answered {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Given(bytes) => Ok(bytes),
            Answer::Refused(refusal) => Err(Halt::Refuse(refusal)),
            Answer::Ended(failure) => Err(Halt::End(failure)),
        }
    }
}

/// How long a replayed call may take, in milliseconds: its fuel has to be what ends it, on a slow machine, too.
const REPLAY_MS: u64 = 10_000;

impl RecordedCall {
    /// What became of a call whose gate was recorded. `parts` writes down what it gave.
    ///
    /// # Errors
    /// When there is more than a recording holds, or `parts` fails.
    pub fn of<T>(
        function: &str,
        inputs: Parts,
        limits: Limits,
        finished: &mut Finished<T>,
        parts: impl FnOnce(&T) -> Result<Parts, Failure>,
    ) -> Result<Self, Failure> {
        Ok(Self {
            function: function.to_owned(),
            inputs,
            limits,
            gate: finished.gate.take_recorded()?,
            result: match &finished.result {
                Ok(given) => Ok(parts(given)?),
                Err(failure) => Err(failure.clone()),
            },
            fuel: finished.usage.fuel,
            memory_peak_bytes: finished.usage.memory_peak_bytes,
            gate_calls: finished.usage.gate_calls,
        })
    }

    /// The limits under which it is played again: those that decide are the same, and the clock gets out of the way.
    #[must_use]
    pub fn replay_limits(&self) -> Limits {
        let mut limits = self.limits;
        (limits.cpu_ms, limits.wall_ms) = (REPLAY_MS, REPLAY_MS);
        limits
    }

    /// True when a clock ended it, so that nobody can say how it would have gone on.
    #[must_use]
    pub fn ended_by_the_clock(&self) -> bool {
        matches!(&self.result, Err(failure) if failure.kind == Kind::Deadline)
    }
}
