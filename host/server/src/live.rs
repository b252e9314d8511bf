//! Server-sent events of a board. Nobody misses a change for good: who reads too slowly is told to fetch the list again.

mod event;
mod stream;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::response::sse;
use fanlight_store::{BoardId, PrincipalId, SessionId, Version, WidgetId};
use futures_util::Stream;
use tokio::sync::{Semaphore, broadcast, watch};

use crate::{clock, problem::Problem, session::Session};
pub(crate) use event::LiveEvent;
use stream::{Reader, Seat};

/// Streams of one session at once.
const PER_SESSION: u32 = 16;
/// Streams of all sessions at once.
const IN_ALL: usize = 1_000;
/// Changes that a slow reader may lag behind.
const BACKLOG: usize = 64;

/// What happened on a board.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    /// A widget has a new frame.
    Widget(WidgetId, Version),
    /// The list of widgets, or what one of them may do, is another.
    Widgets,
    /// Another theme was chosen.
    Theme,
    /// The list of boards, or what is said of one of them, is another.
    Boards,
    /// The person who follows has so many unread notices.
    Notices(u64),
}

/// Who follows which board.
#[derive(Debug)]
pub(crate) struct Live {
    boards: Mutex<HashMap<BoardId, broadcast::Sender<Change>>>,
    /// What is for one person alone, on whichever board they are.
    personal: broadcast::Sender<(PrincipalId, Change)>,
    /// Streams open per session, and how to end them.
    sessions: Arc<Mutex<HashMap<SessionId, Following>>>,
    places: Arc<Semaphore>,
    closing: watch::Sender<bool>,
}

#[derive(Debug)]
struct Following {
    streams: u32,
    session: Session,
    ended: watch::Sender<bool>,
}

impl Default for Live {
    fn default() -> Self {
        Self {
            boards: Mutex::default(),
            personal: broadcast::Sender::new(BACKLOG),
            sessions: Arc::default(),
            places: Arc::new(Semaphore::new(IN_ALL)),
            closing: watch::Sender::new(false),
        }
    }
}

impl Live {
    /// Tell everybody who follows the board.
    pub(crate) fn tell(&self, board: &BoardId, change: Change) {
        let mut boards = self.boards.lock().unwrap_or_else(PoisonError::into_inner);
        // Nobody listens any more when sending fails.
        if boards.get(board).is_some_and(|channel| channel.send(change).is_err()) {
            boards.remove(board);
        }
    }

    /// Tell everybody who follows any board.
    pub(crate) fn tell_all(&self, change: &Change) {
        let mut boards = self.boards.lock().unwrap_or_else(PoisonError::into_inner);
        boards.retain(|_, channel| channel.send(change.clone()).is_ok());
    }

    /// Tell one person, if they follow any board.
    pub(crate) fn tell_person(&self, person: &PrincipalId, change: Change) {
        // It fails when nobody follows anything.
        let _ = self.personal.send((person.clone(), change));
    }

    /// End every stream of a board that is gone, or that others may see no more. Who may still follow it comes back.
    pub(crate) fn end(&self, board: &BoardId) {
        self.boards.lock().unwrap_or_else(PoisonError::into_inner).remove(board);
    }

    /// End every stream of a session that was revoked.
    pub(crate) fn revoke(&self, session: &SessionId) {
        if let Some(following) = self.sessions.lock().unwrap_or_else(PoisonError::into_inner).remove(session) {
            following.ended.send_replace(true);
        }
    }

    /// End every stream: the server stops.
    pub(crate) fn close(&self) {
        self.closing.send_replace(true);
    }

    /// One session for each person who is looking at a board now.
    pub(crate) fn watching(&self) -> Vec<Session> {
        let sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        let mut found: Vec<Session> = Vec::new();
        for Following { session, .. } in sessions.values() {
            let known = |other: &Session| {
                other.scope().tenant() == session.scope().tenant() && other.principal().id == session.principal().id
            };
            if !found.iter().any(known) {
                found.push(session.clone());
            }
        }
        found
    }

    /// Follow a board that the session may see, from now until the session or the server ends.
    ///
    /// # Errors
    /// `busy` when there are too many streams.
    pub(crate) fn follow(
        &self,
        session: &Session,
        board: &BoardId,
    ) -> Result<impl Stream<Item = Result<sse::Event, std::convert::Infallible>> + use<>, Problem> {
        let full =
            || Problem::busy("Too many pages follow a board now.", 10).hint("Close some of the tabs that show one.").closing();
        let place = self.places.clone().try_acquire_owned().map_err(|_| full())?;
        let seat = Seat::take(&self.sessions, session).ok_or_else(full)?;
        let changes = {
            let mut boards = self.boards.lock().unwrap_or_else(PoisonError::into_inner);
            boards.entry(board.clone()).or_insert_with(|| broadcast::Sender::new(BACKLOG)).subscribe()
        };
        let left = u64::try_from(session.expires_at().saturating_sub(clock::now_ms())).unwrap_or(0);
        let reader = Reader {
            changes,
            personal: self.personal.subscribe(),
            person: session.principal().id.clone(),
            closing: self.closing.subscribe(),
            ends: Box::pin(tokio::time::sleep(Duration::from_millis(left))),
            seat,
            _place: place,
        };
        Ok(futures_util::stream::unfold(reader, |mut reader| async move {
            let change = reader.next().await?;
            Some((Ok(LiveEvent::of(&change).sse()), reader))
        }))
    }
}
