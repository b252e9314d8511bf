//! The one funnel between a guest and everything else.
//!
//! Every call of a host function becomes a `Message`: counted, encoded, handed to the capability's [`Session`], decoded.
//! The gate is shut while a view is rendered. Recording, audit and a process boundary need to know nothing but messages.

use std::{any::Any, collections::BTreeMap};

use tokio::time::{Instant, timeout_at};

use crate::{
    Failure, Kind, Limits, Refusal,
    recording::{Exchange, Tape},
};

/// One call of the gate, ready to cross a process boundary. The answer is bytes of the same encoding ([`crate::encode`]).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Message<'a> {
    /// Name of the capability.
    pub(crate) capability: &'static str,
    /// Name of its operation, as in WIT.
    pub(crate) operation: &'static str,
    /// The encoded parameters.
    pub(crate) payload: &'a [u8],
}

/// Why a session gives no answer.
#[derive(Debug)]
pub enum Halt {
    /// The guest gets this as a value and goes on.
    Refuse(Refusal),
    /// The call ends here.
    End(Failure),
}

impl From<Refusal> for Halt {
    fn from(refusal: Refusal) -> Self {
        Self::Refuse(refusal)
    }
}

/// The encoded answer to a message, or why there is none.
pub type Answered = Result<Vec<u8>, Halt>;

/// A capability's host half during one call. It exists only if the capability was granted, and it holds what the call wrote until
/// the call is committed or dropped.
#[async_trait::async_trait]
pub trait Session: Any + Send + Sync {
    /// Answer one operation. `payload` decodes ([`crate::decode`]) to the operation's parameters as a tuple, and the answer is the
    /// encoded ([`crate::encode`]) type that the operation was declared with. Clamp what the guest chose before you use it.
    ///
    /// # Errors
    /// [`Halt::Refuse`] is a value for the guest; [`Halt::End`] ends the call.
    async fn answer(&mut self, operation: &str, payload: &[u8]) -> Answered;

    /// When the call ends, told before each answer: whoever works for long can refuse in time, and the guest still goes on.
    fn ends(&mut self, _deadline: Instant) {}

    /// Fuel for work that neither the request's nor the answer's bytes measure, such as searching much to find little. It is asked
    /// for after each answer, a refusal included, and begins at nothing again.
    fn worked(&mut self) -> u64 {
        0
    }

    /// The process that ran the call is lost, and the call is to begin again elsewhere: forget what it wrote. A session that cannot
    /// says so by `false`, which is the default, and the call fails instead.
    fn restart(&mut self) -> bool {
        false
    }
}

/// A gate whose sessions are in another process: every message goes there.
#[async_trait::async_trait]
pub(crate) trait Relay: Send + Sync {
    /// What the other process answered.
    async fn pass(&mut self, message: Message<'_>) -> Result<Relayed, Failure>;
}

/// What comes back through a [`Relay`].
pub(crate) struct Relayed {
    /// The answer, or a refusal for the guest.
    pub(crate) answer: Result<Vec<u8>, Refusal>,
    /// Fuel for the session's work.
    pub(crate) worked: u64,
}

/// Answers for a call that is played again: in place of sessions, and without anything behind the gate.
pub trait Script: Send + Sync {
    /// The answer to a question, and the fuel for what a session did for it.
    fn answer(&mut self, capability: &str, operation: &str, payload: &[u8]) -> (Answered, u64);
}

/// The gate of one call.
///
/// ```
/// use fanlight_runtime::{Answered, Gate, Session, encode};
///
/// struct Dice;
/// #[async_trait::async_trait]
/// impl Session for Dice {
///     async fn answer(&mut self, _operation: &str, _payload: &[u8]) -> Answered {
///         Ok(encode(&4u32)?)
///     }
/// }
///
/// let mut gate = Gate::new();
/// gate.open("dice", Dice);
/// // … the call …
/// assert!(gate.take::<Dice>("dice").is_some());
/// ```
#[derive(Default)]
pub struct Gate {
    sessions: BTreeMap<&'static str, Box<dyn Session>>,
    elsewhere: Option<Box<dyn Relay>>,
    script: Option<Box<dyn Script>>,
    tape: Option<Tape>,
    shut: bool,
    passed: u64,
    worked: u64,
    refused_count: u64,
    refused: Vec<Refused>,
    asked: Vec<OperationCount>,
}

/// How often a call asked for one operation, for those who watch what a guest does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OperationCount {
    /// Name of the capability.
    pub capability: &'static str,
    /// Name of the operation.
    pub operation: &'static str,
    /// How often, refused or not.
    pub times: u64,
    /// How often it was refused.
    pub refused: u64,
}

/// A refusal that the gate gave, for usage reports and to check a guest that blames the gate.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Refused {
    /// Name of the capability.
    pub capability: &'static str,
    /// Name of the operation.
    pub operation: &'static str,
    /// What the guest was told.
    pub refusal: Refusal,
}

/// Refusals that are remembered; more are only counted.
const REMEMBERED: usize = 16;

impl Gate {
    /// A gate with nothing behind it: every call is denied.
    pub fn new() -> Self {
        Self::default()
    }

    /// A gate that ends the call when a guest uses it: for `render`.
    pub fn shut() -> Self {
        Self { shut: true, ..Self::default() }
    }

    /// The gate of a guest whose sessions are in another process, where everything is checked and counted.
    pub(crate) fn relayed(relay: impl Relay + 'static) -> Self {
        Self { elsewhere: Some(Box::new(relay)), ..Self::default() }
    }

    /// As it was before the call; `false` when a session cannot forget what it did.
    pub(crate) fn restart(&mut self) -> bool {
        let unused = self.passed == 0;
        (self.passed, self.worked, self.refused_count) = (0, 0, 0);
        self.refused.clear();
        self.asked.clear();
        if let Some(tape) = &mut self.tape {
            *tape = Tape::default();
        }
        unused || self.sessions.values_mut().all(|session| session.restart())
    }

    /// A gate whose answers are all in `script`: no session is asked.
    pub fn answered_by(script: impl Script + 'static) -> Self {
        Self { script: Some(Box::new(script)), ..Self::default() }
    }

    /// Write down what is asked and answered, for [`RecordedCall::of`](crate::recording::RecordedCall::of).
    pub fn record(&mut self) {
        self.tape = Some(Tape::default());
    }

    /// What was written down; nothing if nobody asked for it.
    pub(crate) fn take_recorded(&mut self) -> Result<Vec<Exchange>, Failure> {
        self.tape.take().map(Tape::exchanges).unwrap_or_else(|| Ok(Vec::new()))
    }

    /// Put a granted capability behind the gate, by the name that its [`crate::Interface`] gives. One that is there is replaced.
    pub fn open<S: Session>(&mut self, capability: &'static str, session: S) {
        self.sessions.insert(capability, Box::new(session));
    }

    /// Take a session back after the call, with what it buffered; `None` when there is none, or of another type.
    pub fn take<S: Session>(&mut self, capability: &str) -> Option<S> {
        let session: Box<dyn Any> = self.sessions.remove(capability)?;
        session.downcast().ok().map(|session| *session)
    }

    /// Calls that guests made, refused ones included.
    pub fn passed(&self) -> u64 {
        self.passed
    }

    /// What this call asked for, each operation once, in the order of their first times.
    pub fn asked(&self) -> &[OperationCount] {
        &self.asked
    }

    /// The first 16 refusals of this call.
    pub fn refused(&self) -> &[Refused] {
        &self.refused
    }

    /// How many refusals this call got, those that are not remembered included.
    pub fn refused_count(&self) -> u64 {
        self.refused_count
    }

    /// True when the gate denied something in this call.
    pub fn denied(&self) -> bool {
        self.refused.iter().any(|r| matches!(r.refusal, Refusal::Denied(_)))
    }

    /// Fuel for what sessions did since this was asked last.
    pub(crate) fn take_worked(&mut self) -> u64 {
        std::mem::take(&mut self.worked)
    }

    /// The funnel. `Err` ends the call; an inner `Err` is a value for the guest.
    pub(crate) async fn pass(
        &mut self,
        message: Message<'_>,
        limits: &Limits,
        deadline: Instant,
    ) -> Result<Result<Vec<u8>, Refusal>, Failure> {
        let Message { capability, operation, payload } = message;
        self.passed += 1;
        if let Some(relay) = &mut self.elsewhere {
            let Relayed { answer, worked } = relay.pass(message).await?;
            self.worked = self.worked.saturating_add(worked);
            return Ok(answer);
        }
        if self.shut {
            return Err(Failure::new(
                Kind::Denied,
                format!("`{capability}.{operation}` was called while rendering, when the gate is shut"),
            )
            .hint("Call it in `update`, keep what the view needs in the state, and show that."));
        }
        if self.passed > limits.gate_calls {
            return Err(Failure::new(Kind::GateCalls, format!("more than {} calls through the gate", limits.gate_calls)));
        }
        let nth = self.count(capability, operation);
        let (answer, worked) = match &mut self.script {
            Some(script) => script.answer(capability, operation, payload),
            None => self.ask(message, limits, deadline).await,
        };
        self.worked = self.worked.saturating_add(worked);
        if let Some(tape) = &mut self.tape {
            tape.keep(&message, &answer, worked);
        }
        match answer {
            Ok(bytes) => Ok(Ok(bytes)),
            Err(Halt::End(failure)) => Err(failure),
            Err(Halt::Refuse(refusal)) => {
                self.refused_count += 1;
                self.asked[nth].refused += 1;
                if self.refused.len() < REMEMBERED {
                    self.refused.push(Refused { capability, operation, refusal: refusal.clone() });
                }
                Ok(Err(refusal))
            }
        }
    }

    /// One more time of an operation; which of [`Gate::asked`] it is. There are no more of them than operations.
    fn count(&mut self, capability: &'static str, operation: &'static str) -> usize {
        let same = |asked: &OperationCount| (asked.capability, asked.operation) == (capability, operation);
        let nth = self.asked.iter().position(same).unwrap_or_else(|| {
            self.asked.push(OperationCount { capability, operation, times: 0, refused: 0 });
            self.asked.len() - 1
        });
        self.asked[nth].times += 1;
        nth
    }

    /// The session's answer, and fuel for what it did.
    async fn ask(&mut self, message: Message<'_>, limits: &Limits, deadline: Instant) -> (Answered, u64) {
        let Message { capability, operation, payload } = message;
        let Some(session) = self.sessions.get_mut(capability) else {
            return (Err(Refusal::Denied(format!("`{capability}` was not granted")).into()), 0);
        };
        session.ends(deadline);
        let answer = match timeout_at(deadline, session.answer(operation, payload)).await {
            Ok(answer) => answer,
            Err(_) => Err(Halt::End(
                Failure::new(
                    Kind::Deadline,
                    format!("`{capability}.{operation}` was not answered within the call's {} ms", limits.wall_ms),
                )
                .while_waiting(),
            )),
        };
        (answer, session.worked())
    }
}

impl std::fmt::Debug for Gate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gate")
            .field("capabilities", &self.sessions.keys())
            .field("shut", &self.shut)
            .field("passed", &self.passed)
            .finish_non_exhaustive()
    }
}

impl From<Failure> for Halt {
    fn from(failure: Failure) -> Self {
        Self::End(failure)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[tokio::test]
    async fn refusals_are_counted_beyond_those_that_are_remembered() -> Result<(), Failure> {
        let mut gate = Gate::new();
        let message = Message { capability: "none", operation: "ask", payload: &[] };
        for _ in 0..40 {
            let answer = gate.pass(message, &Limits::default(), Instant::now() + Duration::from_secs(1)).await?;
            assert!(matches!(answer, Err(Refusal::Denied(_))));
        }
        assert_eq!((gate.passed(), gate.refused_count(), gate.refused().len()), (40, 40, REMEMBERED));
        assert_eq!(gate.asked(), [OperationCount { capability: "none", operation: "ask", times: 40, refused: 40 }]);
        Ok(())
    }

    /// Works hard and finds nothing, and knows when to stop.
    struct Hard(Option<Instant>);

    #[async_trait::async_trait]
    impl Session for Hard {
        async fn answer(&mut self, _: &str, _: &[u8]) -> Answered {
            Err(Refusal::Missing("nothing was found".into()).into())
        }

        fn ends(&mut self, deadline: Instant) {
            self.0 = Some(deadline);
        }

        fn worked(&mut self) -> u64 {
            7
        }

        fn restart(&mut self) -> bool {
            self.0.take().is_some()
        }
    }

    #[tokio::test]
    async fn a_gate_begins_again_if_its_sessions_can() -> Result<(), Failure> {
        let mut gate = Gate::new();
        gate.open("hard", Hard(None));
        assert!(gate.restart(), "nothing has passed, so there is nothing to forget");
        let message = Message { capability: "hard", operation: "ask", payload: &[] };
        let deadline = Instant::now() + Duration::from_secs(1);
        assert!(gate.pass(message, &Limits::default(), deadline).await?.is_err());
        assert!(gate.restart());
        assert_eq!((gate.passed(), gate.refused_count(), gate.refused().len()), (0, 0, 0));
        assert!(gate.pass(Message { capability: "none", ..message }, &Limits::default(), deadline).await?.is_err());
        assert!(!gate.restart(), "this session says that it cannot");
        Ok(())
    }

    #[tokio::test]
    async fn work_is_counted_even_when_it_ends_in_a_refusal() -> Result<(), Failure> {
        let mut gate = Gate::new();
        gate.open("hard", Hard(None));
        let message = Message { capability: "hard", operation: "ask", payload: &[] };
        let deadline = Instant::now() + Duration::from_secs(1);
        for _ in 0..2 {
            assert!(gate.pass(message, &Limits::default(), deadline).await?.is_err());
        }
        assert_eq!((gate.take_worked(), gate.take_worked()), (14, 0));
        assert_eq!(gate.take::<Hard>("hard").and_then(|session| session.0), Some(deadline));
        Ok(())
    }
}
