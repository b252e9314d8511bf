//! Group commit: callers who come while the disk is busy share one transaction, and one sync, instead of waiting for one each.
//!
//! There is one queue for the writer. Who finds no group at its turn opens one, and the sync takes its place in the queue at that moment:
//! whoever stood before it adds a part to the group, whoever comes later waits for the next. So a group is as large as the queue was, a
//! caller alone is a group of one, and nothing is tuned.
//!
//! - Each part is what was done since the savepoint [`OPEN`] or [`NEXT`] set. A part that is not marked as kept, however it was left, is
//!   undone with [`UNDO`] before anything else happens.
//! - Whoever leaves a part waits for the sync, whether it wrote or only read: what it read may be another part of the same group.
//! - An error at which SQLite may have ended the transaction ends the group: [`Part::fail`] tells everybody who waits.
//! - What changes the group's transaction between the parts runs in a task of its own: a caller that goes away cannot leave it half done.

use std::sync::Arc;

use sqlx::{Sqlite, SqliteConnection, Transaction};
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};

use crate::error::{Result, StoreError};
use crate::known::Change;
use crate::open::{Inner, PATIENCE};
use crate::state::State;
use crate::warm::{Leaving, Whose};

/// Begins a group with its first part. IMMEDIATE: see [`Inner::begin_write`].
const OPEN: &str = "BEGIN IMMEDIATE; SAVEPOINT part";
/// Ends a part that is kept and begins another.
const NEXT: &str = "RELEASE part; SAVEPOINT part";
/// Undoes a part; another may begin where it began.
const UNDO: &str = "ROLLBACK TO part";

/// The turn to write, and the group that is open, if one is. Turns are given in order of asking.
pub(crate) type Turns = Arc<Mutex<Option<Group>>>;
type Turn = OwnedMutexGuard<Option<Group>>;

/// A transaction that is open, and those who wait for its sync.
#[derive(Debug)]
pub(crate) struct Group {
    tx: Transaction<'static, Sqlite>,
    /// Whether the last part was left to be kept.
    kept: bool,
    /// When a part changed more than what calls leave behind.
    change: Option<Change>,
    /// The states that its parts left, and how many of them are of parts that are kept.
    left: Vec<(Leaving, State)>,
    stay: usize,
    waiting: Vec<oneshot::Sender<Result<()>>>,
}

/// One caller's part of a group. Dropping it undoes what it did, and nothing else.
#[derive(Debug)]
pub(crate) struct Part(Turn);

impl Inner {
    /// Begins a part of the group that is open, or of a new one.
    pub(crate) async fn join(self: &Arc<Self>) -> Result<Part> {
        let turn = self.turn().await?;
        let inner = Arc::clone(self);
        let begin = tokio::spawn(async move { inner.begin_part(turn).await });
        begin.await.map_err(|_| StoreError::Abandoned)?
    }

    /// The turn to write alone, once the group that is open is on its way to the disk.
    pub(crate) async fn turn_alone(self: &Arc<Self>) -> Result<Turn> {
        let mut turn = self.turn().await?;
        if let Some(group) = turn.take() {
            tokio::spawn(group.sync(Arc::clone(self)));
        }
        Ok(turn)
    }

    async fn turn(&self) -> Result<Turn> {
        tokio::time::timeout(PATIENCE, Arc::clone(&self.turns).lock_owned()).await.map_err(|_| StoreError::Busy)
    }

    async fn begin_part(self: Arc<Self>, mut turn: Turn) -> Result<Part> {
        if let Some(group) = turn.as_mut() {
            let done = group.next().await;
            let part = Part(turn);
            return match done {
                Ok(()) => Ok(part),
                Err(e) => Err(part.fail(self.failed(e))),
            };
        }
        let tx = self.writer.begin_with(OPEN).await.map_err(|e| self.failed(e))?;
        *turn = Some(Group { tx, kept: false, change: None, left: vec![], stay: 0, waiting: vec![] });
        tokio::spawn(async move {
            if let Some(group) = Arc::clone(&self.turns).lock_owned().await.take() {
                group.sync(self).await;
            }
        });
        Ok(Part(turn))
    }
}

impl Group {
    async fn next(&mut self) -> Result<(), sqlx::Error> {
        let between = if self.kept { NEXT } else { UNDO };
        sqlx::query(between).execute(&mut *self.tx).await?;
        if !self.kept {
            self.left.truncate(self.stay);
        }
        self.stay = self.left.len();
        self.kept = false;
        Ok(())
    }

    /// Puts the group on the disk and tells everybody who waits, or tells them why not.
    async fn sync(mut self, inner: Arc<Inner>) {
        let undone = if self.kept { Ok(()) } else { self.next().await };
        let Self { tx, waiting, change, left, .. } = self;
        let done = match undone {
            Ok(()) => tx.commit().await,
            Err(e) => Err(e),
        };
        for (leaving, state) in left {
            match done {
                Ok(()) => leaving.done(state),
                Err(_) => drop(leaving),
            }
        }
        drop(change);
        tell(waiting, &done.map_err(|e| inner.failed(e)));
    }
}

impl Part {
    /// Ends this part, to be kept or undone, and waits until the group is on the disk.
    pub(crate) async fn end(mut self, kept: bool) -> Result<()> {
        let group = self.0.as_mut().ok_or(StoreError::Abandoned)?;
        group.kept = kept;
        let (sender, synced) = oneshot::channel();
        group.waiting.push(sender);
        drop(self);
        synced.await.map_err(|_| StoreError::Abandoned)?
    }

    /// Gives the group up: nothing of it is kept, and everybody in it is told the same error.
    pub(crate) fn fail(mut self, error: StoreError) -> StoreError {
        self.abandon(&error);
        error
    }

    /// Like [`Part::fail`], for a part that somebody still holds.
    pub(crate) fn abandon(&mut self, error: &StoreError) {
        if let Some(Group { waiting, tx, .. }) = self.0.take() {
            drop(tx);
            tell(waiting, &Err(error.again()));
        }
    }

    /// More is about to be changed than what calls leave behind.
    pub(crate) fn change(&mut self, inner: &Arc<Inner>) {
        if let Some(group) = &mut *self.0 {
            group.change.get_or_insert_with(|| Change::begin(inner));
        }
    }

    /// It is about to leave this state.
    pub(crate) fn leave(&mut self, inner: &Arc<Inner>, whose: Whose, state: State) {
        if let Some(group) = &mut *self.0 {
            group.left.push((Leaving::begin(inner, whose), state));
        }
    }

    /// What to run statements on; `None` once the group failed.
    pub(crate) fn connection(&mut self) -> Option<&mut SqliteConnection> {
        self.0.as_mut().map(|group| &mut *group.tx)
    }
}

fn tell(waiting: Vec<oneshot::Sender<Result<()>>>, outcome: &Result<()>) {
    for caller in waiting {
        // One who went away meanwhile needs no answer.
        let _ = caller.send(outcome.as_ref().copied().map_err(StoreError::again));
    }
}

#[cfg(test)]
mod tests {
    use futures_util::future::poll_immediate;
    use tokio::task::JoinHandle;

    use super::*;
    use crate::{Config, Json, Steward, Store, Write};

    /// More than a full disk takes.
    fn big() -> Json {
        Json::from("x".repeat(1 << 20))
    }

    struct Workspace {
        dir: tempfile::TempDir,
        store: Store,
        steward: Steward,
    }

    impl Workspace {
        async fn open() -> Self {
            let dir = tempfile::tempdir().unwrap();
            let (store, steward) = Store::open(Config::new(dir.path()), 0).await.unwrap();
            Self { dir, store, steward }
        }

        /// Three callers whose turns come one after the other, all in one group.
        async fn three(&self) -> [JoinHandle<Result<Write>>; 3] {
            let alone = self.store.write(&self.steward.scope()).await.unwrap(); // until it ends, they queue
            let three = [(); 3].map(|()| {
                let (store, scope) = (self.store.clone(), self.steward.scope());
                tokio::spawn(async move { store.write_together(&scope).await })
            });
            tokio::task::yield_now().await;
            alone.rollback().await.unwrap();
            three
        }

        /// Nothing called `small` is there, and the next caller's is kept.
        async fn goes_on(self) {
            let mut after = self.store.write_together(&self.steward.scope()).await.unwrap();
            assert!(after.audit_log(10).await.unwrap().iter().all(|entry| entry.action != "small"));
            after.audit(0, "after", "", &Json::Null).await.unwrap();
            after.commit().await.unwrap();
            let Self { dir, store, steward } = self;
            drop(steward);
            store.close().await;
            dir.close().unwrap();
        }
    }

    /// One wrote, one read what it wrote, and the disk is full for the third. SQLite ends the transaction, so none of them may be told
    /// that anything is done.
    #[tokio::test]
    async fn a_full_disk_fails_whoever_is_in_the_group_and_the_next_one_goes_well() {
        let workspace = Workspace::open().await;
        let [wrote, read, full] = workspace.three().await;
        let mut wrote = wrote.await.unwrap().unwrap();
        wrote.audit(0, "small", "", &Json::Null).await.unwrap();
        let wrote = tokio::spawn(wrote.commit());
        let mut read = read.await.unwrap().unwrap();
        assert_eq!(read.audit_log(10).await.unwrap()[0].action, "small");
        let read = tokio::spawn(read.rollback());
        let mut full = full.await.unwrap().unwrap();
        full.pragma("PRAGMA max_page_count = 1").await;
        let error = full.audit(0, "big", "", &big()).await.unwrap_err();
        assert!(matches!(error, StoreError::DiskFull { .. }), "{error:?}");
        assert!(matches!(full.commit().await, Err(StoreError::Abandoned)));
        assert!(matches!(wrote.await.unwrap(), Err(StoreError::DiskFull { .. })));
        assert!(matches!(read.await.unwrap(), Err(StoreError::DiskFull { .. })));
        workspace.goes_on().await;
    }

    /// The second caller went away before it heard that the disk was full: the third finds the transaction gone, and the first is not
    /// told that what it wrote is kept.
    #[tokio::test]
    async fn an_error_that_nobody_saw_fails_the_group_as_well() {
        // SQLite, on a thread of its own, may answer before one can look away; then once more.
        for _ in 0..1000 {
            if goes_away_before_the_error().await {
                return;
            }
        }
        panic!("it was always answered at once");
    }

    /// Whether the error came after its caller had gone.
    async fn goes_away_before_the_error() -> bool {
        let workspace = Workspace::open().await;
        let [wrote, gone, third] = workspace.three().await;
        let mut wrote = wrote.await.unwrap().unwrap();
        wrote.audit(0, "small", "", &Json::Null).await.unwrap();
        let wrote = tokio::spawn(wrote.commit());
        let mut gone = gone.await.unwrap().unwrap();
        gone.pragma("PRAGMA max_page_count = 1").await;
        let unseen = poll_immediate(gone.audit(0, "big", "", &big())).await.is_none();
        drop(gone);
        let third = third.await.unwrap();
        assert!(wrote.await.unwrap().is_err());
        if !unseen {
            drop(third); // the failure was heard, and `third` began a group of its own
            return false;
        }
        assert!(third.is_err());
        workspace.goes_on().await;
        true
    }
}
