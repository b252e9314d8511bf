//! One open stream: what it waits for, and the places it takes.

use std::{
    collections::HashMap,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
};

use fanlight_store::{PrincipalId, SessionId};
use tokio::{
    sync::{
        OwnedSemaphorePermit,
        broadcast::{self, error::RecvError},
        watch,
    },
    time::Sleep,
};

use super::{Change, Following, PER_SESSION};
use crate::session::Session;

/// One open stream.
pub(super) struct Reader {
    pub(super) changes: broadcast::Receiver<Change>,
    pub(super) personal: broadcast::Receiver<(PrincipalId, Change)>,
    pub(super) person: PrincipalId,
    pub(super) closing: watch::Receiver<bool>,
    pub(super) ends: Pin<Box<Sleep>>,
    pub(super) seat: Seat,
    pub(super) _place: OwnedSemaphorePermit,
}

impl Reader {
    /// The next change; `None` when the stream is over.
    pub(super) async fn next(&mut self) -> Option<Change> {
        loop {
            tokio::select! {
                biased;
                _ = self.closing.wait_for(|closing| *closing) => return None,
                _ = self.seat.ended.wait_for(|ended| *ended) => return None,
                () = &mut self.ends => return None,
                told = self.personal.recv() => match told {
                    Ok((person, change)) if person == self.person => return Some(change),
                    Ok(_) => {}
                    // How many notices there are is said again with the next one.
                    Err(RecvError::Lagged(_)) => {}
                    Err(RecvError::Closed) => return None,
                },
                change = self.changes.recv() => return heard(change),
            }
        }
    }
}

/// Who lagged behind fetches the list instead of what was lost: it holds every version.
fn heard(change: Result<Change, RecvError>) -> Option<Change> {
    match change {
        Ok(change) => Some(change),
        Err(RecvError::Lagged(_)) => Some(Change::Widgets),
        Err(RecvError::Closed) => None,
    }
}

/// One of a session's streams; it is given back when the stream is dropped.
pub(super) struct Seat {
    session: SessionId,
    ended: watch::Receiver<bool>,
    sessions: Arc<Mutex<HashMap<SessionId, Following>>>,
}

impl Seat {
    /// `None` when the session has as many as it may.
    pub(super) fn take(sessions: &Arc<Mutex<HashMap<SessionId, Following>>>, session: &Session) -> Option<Self> {
        let mut all = sessions.lock().unwrap_or_else(PoisonError::into_inner);
        let following = all.entry(session.id().clone()).or_insert_with(|| Following {
            streams: 0,
            session: session.clone(),
            ended: watch::Sender::new(false),
        });
        if following.streams >= PER_SESSION {
            return None;
        }
        following.streams += 1;
        Some(Self { session: session.id().clone(), ended: following.ended.subscribe(), sessions: Arc::clone(sessions) })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut all = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(following) = all.get_mut(&self.session) {
            following.streams = following.streams.saturating_sub(1);
            if following.streams == 0 {
                all.remove(&self.session);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_reads_too_slowly_is_told_to_fetch_the_list() {
        let (sender, mut slow) = broadcast::channel(2);
        for _ in 0..5 {
            let _ = sender.send(Change::Theme);
        }
        assert!(matches!(heard(slow.recv().await), Some(Change::Widgets)));
        assert!(matches!(heard(slow.recv().await), Some(Change::Theme)));
    }
}
