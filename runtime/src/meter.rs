//! CPU time of one call, exact over suspensions and threads: the time between entering and leaving each poll.

use std::{
    future::Future,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    task::{Context, Poll},
    time::Duration,
};

use rustix::time::{ClockId, clock_gettime};

/// CPU time that this thread has used, in nanoseconds.
fn thread_cpu_ns() -> u64 {
    let t = clock_gettime(ClockId::ThreadCPUTime);
    (t.tv_sec as u64) * 1_000_000_000 + t.tv_nsec as u64
}

/// The CPU time of one call so far. Clones share the count.
#[derive(Clone, Debug, Default)]
pub(crate) struct CpuClock(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    /// Nanoseconds of polls that have ended.
    used: AtomicU64,
    /// Thread CPU time at which the poll under way began.
    entered: AtomicU64,
}

impl CpuClock {
    /// CPU time so far. Only meaningful on the thread that runs the call, within a poll.
    pub(crate) fn now(&self) -> Duration {
        let slice = thread_cpu_ns().saturating_sub(self.0.entered.load(Relaxed));
        Duration::from_nanos(self.0.used.load(Relaxed) + slice)
    }

    /// Count the CPU time of `future`.
    pub(crate) async fn meter<F: Future>(&self, future: F) -> F::Output {
        Metered { clock: self, last: false, future: std::pin::pin!(future) }.await
    }

    /// The same for the last that a call does. Within, the clock is as exact; when it has ended nobody looks at the clock again, and the
    /// kernel is not asked for that (0.8 µs).
    pub(crate) async fn meter_last<F: Future>(&self, future: F) -> F::Output {
        Metered { clock: self, last: true, future: std::pin::pin!(future) }.await
    }
}

struct Metered<'a, F> {
    clock: &'a CpuClock,
    last: bool,
    future: Pin<&'a mut F>,
}

impl<F: Future> Future for Metered<'_, F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let counts = Arc::clone(&self.clock.0);
        counts.entered.store(thread_cpu_ns(), Relaxed);
        let poll = self.future.as_mut().poll(cx);
        if poll.is_pending() || !self.last {
            let slice = thread_cpu_ns().saturating_sub(counts.entered.load(Relaxed));
            counts.used.fetch_add(slice, Relaxed);
        }
        poll
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn sleep_and_work(clock: &CpuClock) -> Duration {
        tokio::time::sleep(Duration::from_millis(30)).await;
        let mut x = 1u64;
        while clock.now() < Duration::from_millis(5) {
            x = std::hint::black_box(x.wrapping_mul(31));
        }
        clock.now()
    }

    #[tokio::test]
    async fn sleeping_costs_nothing_and_work_counts() {
        let clock = CpuClock::default();
        clock.meter(sleep_and_work(&clock)).await;
        let used = Duration::from_nanos(clock.0.used.load(Relaxed));
        assert!(used >= Duration::from_millis(5) && used < Duration::from_millis(25), "{used:?}");
    }

    #[tokio::test]
    async fn what_is_done_last_is_measured_while_it_runs() {
        let clock = CpuClock::default();
        let used = clock.meter_last(sleep_and_work(&clock)).await;
        assert!(used >= Duration::from_millis(5) && used < Duration::from_millis(25), "{used:?}");
    }
}
