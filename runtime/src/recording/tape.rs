//! What hangs on a gate while a call is recorded.

use super::{Answer, Exchange, MAX_PART_BYTES, MAX_TRACE_BYTES};
use crate::{Answered, Failure, Halt, Kind, gate::Message};

/// Questions and answers of one call so far.
#[derive(Debug, Default)]
pub(crate) struct Tape {
    exchanges: Vec<Exchange>,
    bytes: usize,
    torn: bool,
}

impl Tape {
    /// Keep one exchange. What does not fit ends the recording, not the call.
    pub(crate) fn keep(&mut self, message: &Message<'_>, answer: &Answered, worked: u64) {
        let answered = answer.as_ref().map_or(0, Vec::len);
        self.bytes = self.bytes.saturating_add(message.payload.len()).saturating_add(answered);
        self.torn |= self.bytes > MAX_TRACE_BYTES || answered > MAX_PART_BYTES || message.payload.len() > MAX_PART_BYTES;
        if self.torn {
            self.exchanges.clear();
            return;
        }
        self.exchanges.push(Exchange {
            capability: message.capability.to_owned(),
            operation: message.operation.to_owned(),
            payload: message.payload.to_vec(),
            answer: match answer {
                Ok(bytes) => Answer::Given(bytes.clone()),
                Err(Halt::Refuse(refusal)) => Answer::Refused(refusal.clone()),
                Err(Halt::End(failure)) => Answer::Ended(failure.clone()),
            },
            worked,
        });
    }

    /// What was kept.
    pub(crate) fn exchanges(self) -> Result<Vec<Exchange>, Failure> {
        if self.torn {
            let message = format!("the call asked the gate for more than a recording holds, {MAX_TRACE_BYTES} bytes");
            return Err(
                Failure::new(Kind::InvalidTrace, message).hint("Record fewer events, or let the widget read less at once.")
            );
        }
        Ok(self.exchanges)
    }
}
