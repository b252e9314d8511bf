//! A gate's answers from a recording.

use super::{Answer, Exchange};
use crate::{Answered, Failure, Kind, Refusal, Runtime, Script};

/// How closely a call has to follow the recording that it is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fidelity {
    /// The same questions in the same order; the first other one ends the call. For the package that was recorded.
    Exact,
    /// Any of the recorded questions, each as often as it was asked; another one is refused as `unavailable`. For another version of
    /// the package, which may ask more, less or in another order.
    SameQuestions,
}

/// Answers one call's questions from a recording, without anything behind the gate.
#[derive(Debug)]
pub struct Player {
    runtime: Runtime,
    /// What was not asked yet.
    rest: std::collections::VecDeque<Exchange>,
    asked: usize,
    fidelity: Fidelity,
}

impl Player {
    /// Answers for the guests of `runtime`.
    pub fn new(runtime: &Runtime, recorded: &[Exchange], fidelity: Fidelity) -> Self {
        Self { runtime: runtime.clone(), rest: recorded.iter().cloned().collect(), asked: 0, fidelity }
    }

    /// The recorded exchange that answers this question, if there is one.
    fn find(&mut self, capability: &str, operation: &str, payload: &[u8]) -> Option<Exchange> {
        let is = |e: &Exchange| e.capability == capability && e.operation == operation && e.payload == payload;
        match self.fidelity {
            Fidelity::Exact => self.rest.pop_front_if(|e| is(e)),
            Fidelity::SameQuestions => self.rest.iter().position(is).and_then(|at| self.rest.remove(at)),
        }
    }

    /// Why there is no answer.
    fn differs(&self, capability: &str, operation: &str, payload: &[u8]) -> Answered {
        let asked = self.runtime.describe(capability, operation, payload);
        if self.fidelity == Fidelity::SameQuestions {
            return Err(Refusal::Unavailable(format!("the recording has no answer to {asked:.200}")).into());
        }
        let recorded = match self.rest.front() {
            Some(e) => format!("recorded was {:.200}", self.runtime.describe(&e.capability, &e.operation, &e.payload)),
            None => "the recording ends before".to_owned(),
        };
        let message = format!("question {} to the gate was {asked:.200}; {recorded}", self.asked);
        Err(Failure::new(Kind::InvalidTrace, message).hint("Play it with the package that was recorded.").into())
    }
}

impl Script for Player {
    fn answer(&mut self, capability: &str, operation: &str, payload: &[u8]) -> (Answered, u64) {
        self.asked += 1;
        let Some(exchange) = self.find(capability, operation, payload) else {
            return (self.differs(capability, operation, payload), 0);
        };
        let answer = match exchange.answer {
            // Bytes of a stranger's file, which the guest's side takes for ours.
            Answer::Given(bytes) => self.runtime.readable(capability, operation, &bytes).map(|()| bytes).map_err(Into::into),
            other => other.into(),
        };
        (answer, exchange.worked)
    }
}
