//! What supervisor and worker say to each other.

use serde::{Deserialize, Serialize};
use serde_bytes::Bytes;

use crate::{Failure, Limits, Refusal, Usage, Walls};

/// The supervisor's half.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum ToWorker<'a> {
    /// The first message, and the only one of its kind.
    Begin { limits: Limits, concurrency: u32, stack_bytes: u64 },
    /// Run a guest.
    Call {
        id: u64,
        /// The component whose artifact is in the worker's folder.
        digest: [u8; 32],
        limits: Limits,
        /// Nobody else is served at the time: look out for what comes next before sleeping.
        linger: bool,
        #[serde(borrow)]
        question: &'a Bytes,
    },
    /// What the gate says to a message of a call.
    Answer {
        id: u64,
        #[serde(borrow)]
        answer: Result<Result<&'a Bytes, Refusal>, Failure>,
        worked: u64,
    },
    /// Nobody waits for this call any more.
    Cancel { id: u64 },
}

/// The worker's half.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum FromWorker<'a> {
    /// It can be given calls, behind these walls; or it cannot.
    Ready(Result<Walls, Failure>),
    /// A call asks the gate.
    Gate {
        id: u64,
        capability: &'a str,
        operation: &'a str,
        #[serde(borrow)]
        payload: &'a Bytes,
    },
    /// A call has ended.
    Done {
        id: u64,
        #[serde(borrow)]
        result: Result<&'a Bytes, Failure>,
        usage: Usage,
    },
}

/// The longest message of a worker, in bytes: a guest hands over at most the host-call fuel in values, whose encoding is at most twice
/// as long.
pub(super) fn most_from_worker(limits: &Limits) -> usize {
    limits.hostcall_fuel().saturating_mul(2).saturating_add(1 << 20)
}

/// What a worker may leave unread, in bytes: each of its calls waits for one thing at a time, a question with a state or an answer of
/// the gate, and few are as long as this. One that leaves more asks without listening.
pub(super) fn most_unread(limits: &Limits, concurrency: u32) -> usize {
    let state = usize::try_from(limits.state_bytes).unwrap_or(usize::MAX);
    limits.hostcall_fuel().saturating_add(state).saturating_mul(concurrency.max(1) as usize)
}

/// The longest message of the supervisor, in bytes. Its sessions bound what they answer.
pub(super) const MOST_TO_WORKER: usize = 256 << 20;
