//! A gate's answers for somebody who must not see what people wrote.

use std::sync::{Arc, Mutex, PoisonError};

use super::{Answer, Exchange, Placeholders, rewrite::Leaf};
use crate::{Answered, Failure, Halt, Kind, Operation, Refusal, Runtime, Script};

/// Answers one call's questions from a recording with [`Placeholders`] in the place of texts and bytes. The next recorded question of
/// the same operation is taken for the one that is asked, since what is asked for depends on what was given before.
#[derive(Debug)]
pub struct Stranger {
    runtime: Runtime,
    rest: Vec<Exchange>,
    places: Arc<Mutex<Placeholders>>,
}

impl Stranger {
    /// Answers for the guests of `runtime`. What the call says at the gate is learned, for later calls too.
    pub fn new(runtime: &Runtime, recorded: &[Exchange], places: &Arc<Mutex<Placeholders>>) -> Self {
        Self { runtime: runtime.clone(), rest: recorded.to_vec(), places: Arc::clone(places) }
    }

    fn exchange(&mut self, operation: &Operation, recorded: Exchange, payload: &[u8]) -> Answered {
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        let (before, now) = (leaves(operation, &recorded.payload)?, leaves(operation, payload)?);
        if before.len() == now.len() {
            before.iter().zip(&now).for_each(|(before, now)| places.learn(before, now));
        }
        match recorded.answer {
            Answer::Given(bytes) => {
                let new = (operation.answer().rewrite)(&bytes, &mut |leaf| match leaf {
                    Leaf::Text(text) => places.text_or_said(text).into_bytes(),
                    Leaf::Bytes(bytes) => places.bytes(bytes),
                });
                Ok(new.map_err(unreadable)?)
            }
            Answer::Refused(refusal) => Err(Halt::Refuse(refused(refusal, &mut places))),
            Answer::Ended(failure) => {
                let message = places.text(&failure.message);
                Err(Halt::End(Failure { message, ..failure }))
            }
        }
    }
}

impl Script for Stranger {
    fn answer(&mut self, capability: &str, operation: &str, payload: &[u8]) -> (Answered, u64) {
        let found = self.rest.iter().position(|e| e.capability == capability && e.operation == operation);
        let (Some(at), Some(known)) = (found, self.runtime.operation(capability, operation)) else {
            return (Err(Refusal::Unavailable("this was not asked when it was recorded".into()).into()), 0);
        };
        let recorded = self.rest.remove(at);
        let worked = recorded.worked;
        (self.exchange(&known, recorded, payload), worked)
    }
}

/// The texts and bytes of encoded parameters, in order.
fn leaves(operation: &Operation, payload: &[u8]) -> Result<Vec<Vec<u8>>, Failure> {
    let mut leaves = Vec::new();
    let seen = (operation.request().rewrite)(payload, &mut |leaf| {
        let bytes = match leaf {
            Leaf::Text(text) => text.as_bytes(),
            Leaf::Bytes(bytes) => bytes,
        };
        leaves.push(bytes.to_vec());
        Vec::new()
    });
    seen.map_err(unreadable)?;
    Ok(leaves)
}

fn refused(refusal: Refusal, places: &mut Placeholders) -> Refusal {
    match refusal {
        Refusal::Denied(words) => Refusal::Denied(places.text(&words)),
        Refusal::Invalid(words) => Refusal::Invalid(places.text(&words)),
        Refusal::Full(words) => Refusal::Full(places.text(&words)),
        Refusal::Missing(words) => Refusal::Missing(places.text(&words)),
        Refusal::Unavailable(words) => Refusal::Unavailable(places.text(&words)),
    }
}

fn unreadable(failure: Failure) -> Failure {
    Failure { kind: Kind::InvalidTrace, ..failure }
}
