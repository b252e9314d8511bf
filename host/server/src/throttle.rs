//! How often something may happen per key, in a window of time. For what a stranger could otherwise make us write without end.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use crate::clock;

/// Keys that are remembered; when there are more, the oldest is forgotten first.
const MOST: usize = 10_000;

/// Counts per key.
#[derive(Debug)]
pub(crate) struct Throttle<K> {
    most: u32,
    window: Duration,
    counts: Mutex<HashMap<K, (Instant, u32)>>,
}

impl<K: Clone + Eq + Hash> Throttle<K> {
    /// At most `most` times in each `window`.
    pub(crate) fn new(most: u32, window: Duration) -> Self {
        Self { most, window, counts: Mutex::default() }
    }

    /// Count one more; false when that is too many.
    pub(crate) fn allows(&self, key: K) -> bool {
        let now = clock::instant();
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() >= MOST && !counts.contains_key(&key) {
            counts.retain(|_, (since, _)| now.duration_since(*since) < self.window);
            if counts.len() >= MOST
                && let Some(oldest) = counts.iter().min_by_key(|(_, (since, _))| *since).map(|(key, _)| key.clone())
            {
                counts.remove(&oldest);
            }
        }
        let (since, count) = counts.entry(key).or_insert((now, 0));
        if now.duration_since(*since) >= self.window {
            (*since, *count) = (now, 0);
        }
        *count = count.saturating_add(1);
        *count <= self.most
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn counts_per_key_and_window() {
        let throttle = Throttle::new(2, Duration::from_millis(40));
        assert!(throttle.allows("a") && throttle.allows("a") && !throttle.allows("a"));
        assert!(throttle.allows("b") && !throttle.allows("a"));
        tokio::time::sleep(Duration::from_millis(50)).await;
        assert!(throttle.allows("a"));
    }

    #[test]
    fn a_flood_of_keys_does_not_wash_the_others_away() {
        let throttle = Throttle::new(1, Duration::from_secs(60));
        for key in 0..=MOST {
            throttle.allows(key);
        }
        assert!(!throttle.allows(1) && !throttle.allows(MOST));
        assert!(throttle.allows(0), "the oldest made room");
        assert!(throttle.counts.lock().is_ok_and(|counts| counts.len() == MOST));
    }
}
