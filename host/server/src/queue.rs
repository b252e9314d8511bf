//! Ordered queues, one a key: whoever asks first is served first, and who finds the queue too long is sent away at once.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::problem::Problem;

type Lanes<K> = Arc<Mutex<HashMap<K, Arc<Lane>>>>;

/// The queues that somebody is in.
#[derive(Debug)]
pub(crate) struct Queues<K: Clone + Eq + Hash> {
    lanes: Lanes<K>,
    /// How many of one queue are served at once.
    at_once: usize,
    /// How many may wait in one queue.
    most_waiting: usize,
    /// What is waited for, in the words of who is sent away.
    what: &'static str,
}

#[derive(Debug)]
struct Lane {
    /// tokio's semaphore is fair: it is handed on in the order of asking.
    turn: Arc<Semaphore>,
    waiting: AtomicUsize,
}

/// The right to go on until it is dropped.
#[derive(Debug)]
pub(crate) struct Turn<K: Clone + Eq + Hash> {
    _turn: OwnedSemaphorePermit,
    _seat: Seat<K>,
}

impl<K: Clone + Eq + Hash> Queues<K> {
    /// Queues that serve `at_once` each, while at most `most_waiting` wait.
    pub(crate) fn new(what: &'static str, at_once: usize, most_waiting: usize) -> Self {
        Self { lanes: Lanes::default(), at_once, most_waiting, what }
    }

    /// Wait for the turn of this key.
    ///
    /// # Errors
    /// `busy`, at once, when too many wait already.
    pub(crate) async fn turn(&self, key: &K) -> Result<Turn<K>, Problem> {
        let lane = {
            let mut lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
            let lane = Arc::clone(lanes.entry(key.clone()).or_insert_with(|| self.lane()));
            lane.waiting.fetch_add(1, SeqCst);
            lane
        };
        let seat = Seat { key: key.clone(), lane, lanes: Arc::clone(&self.lanes) };
        if seat.lane.waiting.load(SeqCst) > self.most_waiting + self.at_once {
            return Err(Problem::busy(format!("More than {} requests wait for {}.", self.most_waiting, self.what), 1));
        }
        let turn = Arc::clone(&seat.lane.turn).acquire_owned().await.map_err(|e| Problem::ours(&e))?;
        Ok(Turn { _turn: turn, _seat: seat })
    }

    /// How many wait or are served now, all queues together.
    pub(crate) fn inside(&self) -> usize {
        let lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        lanes.values().map(|lane| lane.waiting.load(SeqCst)).sum()
    }

    fn lane(&self) -> Arc<Lane> {
        Arc::new(Lane { turn: Arc::new(Semaphore::new(self.at_once)), waiting: AtomicUsize::new(0) })
    }
}

/// A place in a queue; the last one takes the queue along.
#[derive(Debug)]
struct Seat<K: Clone + Eq + Hash> {
    key: K,
    lane: Arc<Lane>,
    lanes: Lanes<K>,
}

impl<K: Clone + Eq + Hash> Drop for Seat<K> {
    fn drop(&mut self) {
        let mut lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        // Joining and leaving are both counted under the lock.
        if self.lane.waiting.fetch_sub(1, SeqCst) == 1 {
            lanes.remove(&self.key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOST_WAITING: usize = 64;

    #[tokio::test]
    async fn in_order_bounded_and_forgotten() {
        let queues = Arc::new(Queues::new("this widget", 1, MOST_WAITING));
        let first = queues.turn(&1).await;
        let order = Arc::new(Mutex::new(Vec::new()));
        let waiting: Vec<_> = (0..MOST_WAITING)
            .map(|n| {
                let (queues, order) = (Arc::clone(&queues), Arc::clone(&order));
                tokio::spawn(async move {
                    let turn = queues.turn(&1).await;
                    order.lock().unwrap_or_else(PoisonError::into_inner).push(n);
                    turn.is_ok()
                })
            })
            .collect();
        while queues.inside() < MOST_WAITING + 1 {
            tokio::task::yield_now().await;
        }
        assert!(queues.turn(&1).await.is_err(), "the queue is full");
        assert!(queues.turn(&2).await.is_ok(), "and nobody else's");
        drop(first);
        for one in waiting {
            assert!(one.await.unwrap_or(false));
        }
        assert_eq!(*order.lock().unwrap_or_else(PoisonError::into_inner), (0..MOST_WAITING).collect::<Vec<_>>());
        assert!(queues.lanes.lock().unwrap_or_else(PoisonError::into_inner).is_empty());
    }
}
