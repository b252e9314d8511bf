//! Programs that are not run again, because running them alone ended a worker.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use super::process::Death;
use crate::{Failure, Kind};

/// The most that are remembered: each costs somebody two processes.
const MOST: usize = 10_000;

/// The suspended programs, by digest, until they are cleared or the process starts anew.
#[derive(Debug, Default)]
pub(super) struct Suspects(Mutex<HashMap<blake3::Hash, Failure>>);

impl Suspects {
    /// Why it is not run, if it is not.
    pub(super) fn refusal(&self, digest: &blake3::Hash) -> Option<Failure> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(digest).cloned()
    }

    /// Two workers ended with it, the second one while it ran alone.
    pub(super) fn suspend(&self, digest: blake3::Hash, death: &Death) -> Failure {
        let kind = if matches!(death, Death::Silent) { Kind::Deadline } else { Kind::Trap };
        let failure = Failure::new(kind, format!("two processes ended while they ran it; the last one {death}. It is not run again"))
            .hint("This should not be possible, so it may be an attack: look at where the package comes from. To try again, resume it or start the server anew.");
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() < MOST {
            all.insert(digest, failure.clone());
        }
        failure
    }

    /// Somebody wants it to be tried again. Whether it was suspended.
    pub(super) fn clear(&self, digest: &blake3::Hash) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(digest).is_some()
    }
}
