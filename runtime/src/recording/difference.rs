//! How a call that was played again differs from the recording.

use super::{Exchange, RecordedCall};

/// One difference between two calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// One gave something and the other failed, or they failed in other ways. Each is `None` for what it gave, or `kind: message`.
    Ending {
        /// How the recorded one failed.
        recorded: Option<String>,
        /// How it fails now.
        replayed: Option<String>,
    },
    /// A part of the result; `None` when there is none.
    Part {
        /// Its name.
        name: String,
        /// As recorded.
        recorded: Option<Vec<u8>>,
        /// As it is now.
        replayed: Option<Vec<u8>>,
    },
    /// Questions to the gate or their answers. What comes before and after them is equal.
    Gate {
        /// How many equal ones come before.
        after: usize,
        /// As recorded.
        recorded: Vec<Exchange>,
        /// As they are now.
        replayed: Vec<Exchange>,
    },
    /// A figure of what was used.
    Figure {
        /// Its name.
        name: &'static str,
        /// As recorded.
        recorded: u64,
        /// As it is now.
        replayed: u64,
    },
}

impl RecordedCall {
    /// How `replayed` differs from this call. Nothing when a clock ended this one, for that is no property of the guest.
    #[must_use]
    pub fn differences(&self, replayed: &Self) -> Vec<Difference> {
        if self.ended_by_the_clock() {
            return Vec::new();
        }
        let mut found = Vec::new();
        match (&self.result, &replayed.result) {
            (Ok(recorded), Ok(replayed)) => {
                let names: std::collections::BTreeSet<&String> = recorded.keys().chain(replayed.keys()).collect();
                for name in names {
                    let (recorded, replayed) = (recorded.get(name).cloned(), replayed.get(name).cloned());
                    if recorded != replayed {
                        found.push(Difference::Part { name: name.clone(), recorded, replayed });
                    }
                }
            }
            (recorded, replayed) if recorded != replayed => found.push(Difference::Ending {
                recorded: recorded.as_ref().err().map(ToString::to_string),
                replayed: replayed.as_ref().err().map(ToString::to_string),
            }),
            _ => {}
        }
        found.extend(gate(&self.gate, &replayed.gate));
        for (name, recorded, replayed) in [
            ("fuel", self.fuel, replayed.fuel),
            ("memory_peak_bytes", self.memory_peak_bytes, replayed.memory_peak_bytes),
            ("gate_calls", self.gate_calls, replayed.gate_calls),
        ] {
            if recorded != replayed {
                found.push(Difference::Figure { name, recorded, replayed });
            }
        }
        found
    }
}

/// The part between what is equal at both ends.
fn gate(recorded: &[Exchange], replayed: &[Exchange]) -> Option<Difference> {
    let after = recorded.iter().zip(replayed).take_while(|(one, other)| one == other).count();
    let (recorded, replayed) = (&recorded[after..], &replayed[after..]);
    if recorded.is_empty() && replayed.is_empty() {
        return None;
    }
    let before = recorded.iter().rev().zip(replayed.iter().rev()).take_while(|(one, other)| one == other).count();
    Some(Difference::Gate {
        after,
        recorded: recorded[..recorded.len() - before].to_vec(),
        replayed: replayed[..replayed.len() - before].to_vec(),
    })
}
