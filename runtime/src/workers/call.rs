//! One call as the supervisor sees it: a question, what is said at the gate meanwhile, an answer.

use std::{fmt, sync::Arc, time::Duration};

use serde::{Serialize, de::DeserializeOwned};
use serde_bytes::Bytes;
use tokio::time::{Instant, timeout_at};

use super::{
    Workers,
    death::Death,
    process::{Heard, Process},
};
use crate::{Failure, Finished, Gate, Interface, Kind, Limits, Operation, Usage, encode, gate::Message, within::decode_within};

/// How long after the call's own deadline its answer is late: a worker has other calls, too.
const GRACE: Duration = Duration::from_secs(1);
/// A worker with a late answer hangs when it has used so much CPU time since. On a busy machine it gets little, and that is not its fault.
const HANGS: Duration = Duration::from_secs(2);
/// Whatever it used, an answer that comes later than this is none.
const MOST: Duration = Duration::from_secs(60);
/// How often a late one is looked at.
const LOOK: Duration = Duration::from_millis(250);
/// The longest message of a failure that is taken from a worker, in bytes.
const MOST_SAID: usize = 4 << 10;

/// A compiled component that runs in workers. Cheap to clone.
#[derive(Clone)]
pub struct Remote {
    pub(super) workers: Workers,
    pub(super) digest: blake3::Hash,
}

impl Remote {
    /// Ask it something. The gate works as in one process, and comes back with its sessions. The lists of an answer take at most four
    /// times `limits.output_bytes` of memory, as those that are taken out of a guest.
    pub async fn ask<A: DeserializeOwned>(&self, mut gate: Gate, limits: Limits, question: &impl Serialize) -> Finished<A> {
        let read = |answer: &[u8]| decode_within(answer, limits.hostcall_fuel());
        let ended = match encode(question) {
            Ok(question) => self.workers.run(&self.digest, &mut gate, &limits, &question, read).await,
            Err(failure) => Err(failure),
        };
        match ended {
            Ok(Ended { result, usage }) => Finished { result, usage, gate },
            Err(failure) => Finished { result: Err(failure), usage: Usage::default(), gate },
        }
    }

    /// BLAKE3 of the component's bytes.
    pub fn digest(&self) -> blake3::Hash {
        self.digest
    }
}

impl fmt::Debug for Remote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Remote").field("digest", &self.digest.to_hex()).finish_non_exhaustive()
    }
}

/// A call that has ended.
pub(super) struct Ended<A> {
    pub(super) result: Result<A, Failure>,
    pub(super) usage: Usage,
}

/// Run a call in this worker. `Err` says that it is no more.
pub(super) async fn attempt<A>(
    process: &Arc<Process>,
    interfaces: &[Interface],
    digest: &blake3::Hash,
    gate: &mut Gate,
    limits: &Limits,
    question: &[u8],
    read: &impl Fn(&[u8]) -> Result<A, Failure>,
) -> Result<Ended<A>, Death> {
    let began = Instant::now();
    let deadline = began + limits.wall();
    let lost = async |why: Death| {
        process.end(why);
        Err(process.death().await)
    };
    let mut call = match process.give(digest, *limits, question) {
        Ok(call) => call,
        Err(failure) => return lost(Death::Breach(failure.message)).await,
    };
    // How the gate ended the call, if it did: that is known here, and not taken from the worker.
    let mut verdict = None;
    let (mut look, mut late) = (deadline + GRACE, None);
    loop {
        let heard = match timeout_at(look, call.next()).await {
            Ok(Some(heard)) => heard,
            Ok(None) => return Err(process.death().await),
            Err(_) => {
                let used = process.cpu();
                if used.saturating_sub(*late.get_or_insert(used)) >= HANGS || began.elapsed() >= limits.wall() + MOST {
                    return lost(Death::Silent).await;
                }
                look = Instant::now() + LOOK;
                continue;
            }
        };
        let said = match heard {
            Heard::Done { result, usage } => {
                let usage = clamped(usage, limits, gate, began);
                let result = match (verdict, result) {
                    (Some(failure), _) => Err(failure),
                    (None, Err(failure)) => Err(plausible(failure)),
                    (None, Ok(answer)) => match read(&answer) {
                        Ok(answer) => Ok(answer),
                        Err(failure) => return lost(Death::Breach(failure.message)).await,
                    },
                };
                return Ok(Ended { result, usage });
            }
            Heard::Gate { .. } if verdict.is_some() => {
                return lost(Death::Breach("a call went on after its end".to_owned())).await;
            }
            Heard::Gate { capability, operation, payload } => {
                let Some((capability, operation)) = known(interfaces, &capability, &operation) else {
                    return lost(Death::Breach("it called what is not there".to_owned())).await;
                };
                // Sessions decode what a guest has handed over, in its types and within its bounds.
                if let Err(failure) = (operation.request().check)(&payload, limits.hostcall_fuel()) {
                    return lost(Death::Breach(failure.message)).await;
                }
                let message = Message { capability, operation: operation.name, payload: &payload };
                let answer = gate.pass(message, limits, deadline).await;
                verdict = answer.as_ref().err().cloned();
                let worked = gate.take_worked();
                match answer {
                    Ok(Ok(bytes)) => call.answer(Ok(Ok(Bytes::new(&bytes))), worked),
                    Ok(Err(refusal)) => call.answer(Ok(Err(refusal)), worked),
                    Err(failure) => call.answer(Err(failure), worked),
                }
            }
        };
        if let Err(failure) = said {
            return lost(Death::Breach(failure.message)).await;
        }
    }
}

fn known(interfaces: &[Interface], capability: &str, operation: &str) -> Option<(&'static str, &'static Operation)> {
    let interface = interfaces.iter().filter(|interface| interface.capability == capability);
    let found = interface.flat_map(|interface| interface.operations.iter().map(|o| (interface.capability, o)));
    found.into_iter().find(|(_, known)| known.name == operation)
}

/// A worker's account of a call, within what can be; what is known here is not taken from it.
fn clamped(said: Usage, limits: &Limits, gate: &Gate, began: Instant) -> Usage {
    Usage {
        fuel: said.fuel.min(limits.fuel),
        memory_peak_bytes: said.memory_peak_bytes.min(limits.memory_bytes),
        gate_calls: gate.passed(),
        wall_us: u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX),
    }
}

/// A failure that a worker can know of. Others are found here.
fn plausible(mut failure: Failure) -> Failure {
    if matches!(failure.kind, Kind::Guest | Kind::Denied | Kind::InvalidView | Kind::InvalidTokens | Kind::InvalidSignature) {
        return Failure::internal("a worker judged what is not its own to judge");
    }
    failure.message.truncate(failure.message.floor_char_boundary(MOST_SAID));
    failure.hint.truncate(failure.hint.floor_char_boundary(MOST_SAID));
    failure
}
