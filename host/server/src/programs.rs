//! Compiled packages, by digest: the latest few stay in memory, one compile runs at a time, and nobody compiles the same bytes twice.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
};

use fanlight_bridge::{Theme, Widget};
use fanlight_runtime::{Failure, Kind, Sandbox};
use fanlight_store::Digest;
use tokio::sync::{OnceCell, Semaphore};

use crate::{problem::Problem, session::Session};

/// Programs that stay in memory; each is a few megabytes of code.
const KEPT: usize = 64;

/// The compiled packages.
#[derive(Debug)]
pub(crate) struct Programs {
    sandbox: Sandbox,
    widgets: Shelf<Widget>,
    themes: Shelf<Theme>,
    /// Compiling takes a whole core: what runs must keep the others.
    asked: Arc<Semaphore>,
    /// What is compiled ahead of time has a turn of its own: nobody who waits, waits for it.
    ahead: Arc<Semaphore>,
}

impl Programs {
    /// None yet.
    pub(crate) fn new(sandbox: Sandbox) -> Self {
        let turn = || Arc::new(Semaphore::new(1));
        Self { sandbox, widgets: Shelf::default(), themes: Shelf::default(), asked: turn(), ahead: turn() }
    }

    /// The widget of that digest, compiled now if need be. The inner error is the package's fault.
    pub(crate) async fn widget(&self, session: &Session, digest: &Digest) -> Result<Result<Widget, Failure>, Problem> {
        self.get(&self.widgets, &self.asked, digest, bytes(session.clone(), digest.clone()), load_widget).await
    }

    /// The same for a theme.
    pub(crate) async fn theme(&self, session: &Session, digest: &Digest) -> Result<Result<Theme, Failure>, Problem> {
        self.get(&self.themes, &self.asked, digest, bytes(session.clone(), digest.clone()), load_theme).await
    }

    /// A theme that is not in the gallery yet, from its bytes.
    pub(crate) async fn new_theme(&self, digest: &Digest, bytes: Vec<u8>) -> Result<Result<Theme, Failure>, Problem> {
        self.get(&self.themes, &self.asked, digest, std::future::ready(Ok(bytes)), load_theme).await
    }

    /// Let go of what is in memory.
    pub(crate) fn forget(&self, digest: &Digest) {
        self.widgets.cells.lock().unwrap_or_else(PoisonError::into_inner).remove(digest);
        self.themes.cells.lock().unwrap_or_else(PoisonError::into_inner).remove(digest);
    }

    /// It is in no gallery any more: what was compiled of it goes, too.
    pub(crate) async fn discard(&self, digest: &Digest) {
        // Turns are given in order: with both of them, what was being compiled when it was deleted has been.
        let _turns = (self.asked.acquire().await, self.ahead.acquire().await);
        self.forget(digest);
        if let Ok(hash) = blake3::Hash::from_hex(digest.as_str()) {
            self.sandbox.forget(hash).await;
        }
    }

    /// Somebody wants it to be tried again, although it ended the processes that ran it.
    pub(crate) fn retry(&self, digest: &Digest) {
        if let (Sandbox::Apart(workers), Ok(hash)) = (&self.sandbox, blake3::Hash::from_hex(digest.as_str()))
            && workers.retry(&hash)
        {
            self.forget(digest);
        }
    }

    /// Compile ahead of time, so that the first use need not wait.
    pub(crate) async fn warm(&self, kind: fanlight_bridge::manifest::Kind, digest: &Digest, bytes: Vec<u8>) {
        use fanlight_bridge::manifest::Kind;
        let given = std::future::ready(Ok(bytes));
        let failed = match kind {
            Kind::Widget => self.get(&self.widgets, &self.ahead, digest, given, load_widget).await.map(Result::err),
            Kind::Theme => self.get(&self.themes, &self.ahead, digest, given, load_theme).await.map(Result::err),
        };
        if let Ok(Some(failure)) = failed {
            tracing::warn!(%digest, %failure, "a package does not load");
        }
    }

    /// A request that gives up waiting does not end the compile: it would only be begun again by the next one.
    async fn get<P, Loading>(
        &self,
        shelf: &Shelf<P>,
        turn: &Arc<Semaphore>,
        digest: &Digest,
        bytes: impl Future<Output = Result<Vec<u8>, Problem>> + Send + 'static,
        load: fn(Sandbox, Vec<u8>) -> Loading,
    ) -> Result<Result<P, Failure>, Problem>
    where
        P: Clone + Send + Sync + 'static,
        Loading: Future<Output = Result<P, Failure>> + Send + 'static,
    {
        let cell = shelf.cell(digest);
        if let Some(loaded) = cell.get() {
            return Ok(loaded.clone());
        }
        let (sandbox, turn) = (self.sandbox.clone(), Arc::clone(turn));
        let work = async move {
            let init = async || {
                let bytes = bytes.await?;
                let _turn = turn.acquire().await.map_err(|e| Problem::ours(&e))?;
                match load(sandbox, bytes).await {
                    // A fault of the machine may pass; a fault of the package stays.
                    Err(failure) if failure.kind == Kind::Internal => Err(Problem::from(failure)),
                    loaded => Ok(loaded),
                }
            };
            cell.get_or_try_init(init).await.cloned()
        };
        tokio::spawn(work).await.map_err(|e| Problem::ours(&e))?
    }
}

async fn load_widget(sandbox: Sandbox, bytes: Vec<u8>) -> Result<Widget, Failure> {
    Widget::load(sandbox, &bytes).await
}

async fn load_theme(sandbox: Sandbox, bytes: Vec<u8>) -> Result<Theme, Failure> {
    Theme::load(sandbox, &bytes).await
}

async fn bytes(session: Session, digest: Digest) -> Result<Vec<u8>, Problem> {
    session.read().await?.package_bytes(&digest).await?.ok_or_else(|| Problem::not_found("package"))
}

type Cell<P> = Arc<OnceCell<Result<P, Failure>>>;

/// The most recently used programs of one world.
#[derive(Debug)]
struct Shelf<P> {
    cells: Mutex<HashMap<Digest, (Cell<P>, u64)>>,
    uses: AtomicU64,
}

impl<P> Default for Shelf<P> {
    fn default() -> Self {
        Self { cells: Mutex::default(), uses: AtomicU64::new(0) }
    }
}

impl<P> Shelf<P> {
    fn cell(&self, digest: &Digest) -> Cell<P> {
        let use_number = self.uses.fetch_add(1, Relaxed);
        let mut cells = self.cells.lock().unwrap_or_else(PoisonError::into_inner);
        if cells.len() >= KEPT && !cells.contains_key(digest) {
            let oldest = cells.iter().min_by_key(|(_, (_, used))| *used).map(|(digest, _)| digest.clone());
            oldest.and_then(|digest| cells.remove(&digest));
        }
        let (cell, used) = cells.entry(digest.clone()).or_insert_with(|| (Arc::default(), 0));
        *used = use_number;
        Arc::clone(cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_recently_used_goes() {
        let shelf: Shelf<()> = Shelf::default();
        let digest = |n: usize| Digest::of(&n.to_le_bytes());
        let first = shelf.cell(&digest(0));
        for n in 1..KEPT {
            shelf.cell(&digest(n));
        }
        assert!(Arc::ptr_eq(&first, &shelf.cell(&digest(0))));
        shelf.cell(&digest(KEPT));
        assert!(Arc::ptr_eq(&first, &shelf.cell(&digest(0))), "used a moment ago");
        assert!(!shelf.cells.lock().is_ok_and(|cells| cells.contains_key(&digest(1))));
    }
}
