//! One ordered queue per installed widget: whoever asks first is served first, and who finds it too long is sent away. Events have one,
//! where one is served at a time; looks have another, so that a widget that is slow to draw takes no more than its share.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
};

use fanlight_store::{TenantId, WidgetId};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::problem::Problem;

/// Who may wait for one widget at once.
const MOST_WAITING: usize = 64;

/// The tenant is part of it: who names a widget of somebody else's waits in a queue that nobody else is in.
type Key = (TenantId, WidgetId);
type Lanes = Arc<Mutex<HashMap<Key, Arc<Lane>>>>;

/// The queues that somebody is in.
#[derive(Debug)]
pub(crate) struct Queues {
    lanes: Lanes,
    /// How many of one queue are served at once.
    at_once: usize,
}

#[derive(Debug)]
struct Lane {
    /// tokio's semaphore is fair: it is handed on in the order of asking.
    turn: Arc<Semaphore>,
    waiting: AtomicUsize,
}

/// The right to run this widget until it is dropped.
#[derive(Debug)]
pub(super) struct Turn {
    _turn: OwnedSemaphorePermit,
    _seat: Seat,
}

impl Queues {
    /// Queues that serve so many at once, each.
    pub(crate) fn serving(at_once: usize) -> Self {
        Self { lanes: Lanes::default(), at_once }
    }

    /// Wait for the turn of this tenant's widget.
    ///
    /// # Errors
    /// `busy` when more than 64 wait already.
    pub(super) async fn turn(&self, tenant: &TenantId, widget: &WidgetId) -> Result<Turn, Problem> {
        let key = (tenant.clone(), widget.clone());
        let lane = Arc::clone(
            self.lanes.lock().unwrap_or_else(PoisonError::into_inner).entry(key.clone()).or_insert_with(|| self.lane()),
        );
        let waiting = lane.waiting.fetch_add(1, SeqCst);
        let seat = Seat { key, lane, lanes: Arc::clone(&self.lanes) };
        if waiting >= MOST_WAITING + self.at_once {
            return Err(Problem::busy(format!("More than {MOST_WAITING} requests wait for this widget."), 1));
        }
        let turn = Arc::clone(&seat.lane.turn).acquire_owned().await.map_err(|e| Problem::ours(&e))?;
        Ok(Turn { _turn: turn, _seat: seat })
    }

    fn lane(&self) -> Arc<Lane> {
        Arc::new(Lane { turn: Arc::new(Semaphore::new(self.at_once)), waiting: AtomicUsize::new(0) })
    }
}

/// A place in a queue; the last one takes the queue along.
#[derive(Debug)]
struct Seat {
    key: Key,
    lane: Arc<Lane>,
    lanes: Lanes,
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        // Joining a queue counts after leaving the lock, so the pointer count decides: the map's and this one.
        if self.lane.waiting.fetch_sub(1, SeqCst) == 1 && Arc::strong_count(&self.lane) == 2 {
            lanes.remove(&self.key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "01890a5d-ac96-774b-bcce-b302099a8057";
    const OTHER: &str = "01890a5d-ac96-774b-bcce-b302099a8058";

    fn id() -> WidgetId {
        ID.parse().unwrap_or_else(|e| unreachable!("{e}"))
    }

    fn tenant(text: &str) -> TenantId {
        text.parse().unwrap_or_else(|e| unreachable!("{e}"))
    }

    #[tokio::test]
    async fn in_order_bounded_and_forgotten() {
        let queues = Arc::new(Queues::serving(1));
        let first = queues.turn(&tenant(ID), &id()).await;
        let order = Arc::new(Mutex::new(Vec::new()));
        let waiting: Vec<_> = (0..MOST_WAITING)
            .map(|n| {
                let (queues, order) = (Arc::clone(&queues), Arc::clone(&order));
                tokio::spawn(async move {
                    let turn = queues.turn(&tenant(ID), &id()).await;
                    order.lock().unwrap_or_else(PoisonError::into_inner).push(n);
                    turn.is_ok()
                })
            })
            .collect();
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        assert!(queues.turn(&tenant(ID), &id()).await.is_err(), "the queue is full");
        assert!(queues.turn(&tenant(OTHER), &id()).await.is_ok(), "and nobody else's");
        drop(first);
        for one in waiting {
            assert!(one.await.unwrap_or(false));
        }
        assert_eq!(*order.lock().unwrap_or_else(PoisonError::into_inner), (0..MOST_WAITING).collect::<Vec<_>>());
        assert!(queues.lanes.lock().unwrap_or_else(PoisonError::into_inner).is_empty());
    }
}
