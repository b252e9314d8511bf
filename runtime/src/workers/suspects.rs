//! Programs that are not run again, because running them alone ended workers.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use super::death::Death;
use crate::{Failure, Kind};

/// The most that are remembered: each costs somebody two processes.
const MOST: usize = 10_000;
/// Workers that may be killed from outside in a row while they run a program alone. An administrator does not do that, and the system
/// hardly: a program that takes its memory does.
const KILLED: u32 = 5;

/// Programs by digest, until they are cleared or the process starts anew.
#[derive(Debug, Default)]
pub(super) struct Suspects {
    suspended: Mutex<HashMap<blake3::Hash, Failure>>,
    /// How many workers in a row were killed from outside while they ran it alone.
    killed: Mutex<HashMap<blake3::Hash, u32>>,
}

impl Suspects {
    /// Why it is not run, if it is not.
    pub(super) fn refusal(&self, digest: &blake3::Hash) -> Option<Failure> {
        self.suspended.lock().unwrap_or_else(PoisonError::into_inner).get(digest).cloned()
    }

    /// It ran alone and was answered.
    pub(super) fn served(&self, digest: &blake3::Hash) {
        self.killed.lock().unwrap_or_else(PoisonError::into_inner).remove(digest);
    }

    /// It was begun again, alone, and that worker ended, too. Why it is suspended now, if it is.
    pub(super) fn ended(&self, digest: &blake3::Hash, death: &Death) -> Option<Failure> {
        let mut ended = "two processes ended while they ran it".to_owned();
        if death.came_from_outside() {
            let mut killed = self.killed.lock().unwrap_or_else(PoisonError::into_inner);
            if killed.len() >= MOST && !killed.contains_key(digest) {
                return None;
            }
            let count = killed.entry(*digest).or_default();
            *count += 1;
            if *count < KILLED {
                return None;
            }
            killed.remove(digest);
            ended = format!("{KILLED} processes in a row ended while they ran it alone");
        }
        let kind = if matches!(death, Death::Silent) { Kind::Deadline } else { Kind::Trap };
        let failure = Failure::new(kind, format!("{ended}; the last one {death}. It is not run again"))
            .hint("This should not be possible, so it may be an attack: look at where the package comes from. To try again, resume it or start the server anew.");
        let mut all = self.suspended.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() < MOST {
            all.insert(*digest, failure.clone());
        }
        Some(failure)
    }

    /// Somebody wants it to be tried again. Whether it was suspended.
    pub(super) fn clear(&self, digest: &blake3::Hash) -> bool {
        self.served(digest);
        self.suspended.lock().unwrap_or_else(PoisonError::into_inner).remove(digest).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn being_killed_counts_only_in_a_row() {
        let (suspects, digest) = (Suspects::default(), blake3::hash(b"a program"));
        for _ in 1..KILLED {
            assert!(suspects.ended(&digest, &Death::Killed).is_none());
        }
        suspects.served(&digest);
        for _ in 1..KILLED {
            assert!(suspects.ended(&digest, &Death::Killed).is_none());
        }
        assert!(suspects.refusal(&digest).is_none());
        let failure = suspects.ended(&digest, &Death::Killed);
        assert!(failure.is_some() && suspects.refusal(&digest) == failure);
        assert!(suspects.clear(&digest) && suspects.refusal(&digest).is_none());
    }

    #[test]
    fn anything_else_counts_at_once() {
        let (suspects, digest) = (Suspects::default(), blake3::hash(b"a program"));
        assert!(suspects.ended(&digest, &Death::Retired).is_none());
        assert!(suspects.ended(&digest, &Death::Large(1 << 30)).is_some());
    }
}
