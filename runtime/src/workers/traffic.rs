//! Whether calls come one at a time. Then both ends of a line have a processor each and may linger on it; otherwise a thread that lingers
//! keeps somebody waiting.

use std::{
    sync::atomic::{
        AtomicU64, AtomicUsize,
        Ordering::{Relaxed, SeqCst},
    },
    time::{Duration, Instant},
};

/// How long two calls at the same time are remembered.
const QUIET: Duration = Duration::from_millis(20);

/// Calls of all workers.
#[derive(Debug)]
pub(super) struct Traffic {
    calls: AtomicUsize,
    began: Instant,
    /// When two were last under way, in microseconds after `began`; 0 for never.
    met: AtomicU64,
}

impl Default for Traffic {
    fn default() -> Self {
        Self { calls: AtomicUsize::new(0), began: Instant::now(), met: AtomicU64::new(0) }
    }
}

impl Traffic {
    /// A call begins; whether it is quiet.
    pub(super) fn begin(&self) -> bool {
        self.begin_at(self.now())
    }

    pub(super) fn end(&self) {
        self.calls.fetch_sub(1, SeqCst);
    }

    /// No two calls were under way at the same time lately.
    pub(super) fn is_quiet(&self) -> bool {
        self.is_quiet_at(self.now())
    }

    fn begin_at(&self, now: u64) -> bool {
        if self.calls.fetch_add(1, SeqCst) > 0 {
            self.met.store(now.max(1), Relaxed);
            return false;
        }
        self.is_quiet_at(now)
    }

    fn is_quiet_at(&self, now: u64) -> bool {
        let met = self.met.load(Relaxed);
        met == 0 || u128::from(now.saturating_sub(met)) > QUIET.as_micros()
    }

    fn now(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_micros()).unwrap_or(u64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_quiet_again_a_while_after_two_calls_met() {
        let traffic = Traffic::default();
        assert!(traffic.begin_at(0));
        traffic.end();
        assert!(traffic.begin_at(500));
        assert!(!traffic.begin_at(1_000) && !traffic.is_quiet_at(1_000));
        traffic.end();
        traffic.end();
        assert!(!traffic.is_quiet_at(21_000));
        assert!(traffic.begin_at(21_001));
    }
}
