//! Compiled packages, by digest: the latest few stay in memory, one compile runs at a time, and nobody compiles the same bytes twice.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
};

use fanlight_bridge::{Theme, Widget};
use fanlight_runtime::{Failure, Kind, Runtime};
use fanlight_store::Digest;
use tokio::sync::{OnceCell, Semaphore};

use crate::{problem::Problem, session::Session};

/// Programs that stay in memory; each is a few megabytes of code.
const KEPT: usize = 64;

/// The compiled packages.
#[derive(Debug)]
pub(crate) struct Programs {
    runtime: Runtime,
    widgets: Shelf<Widget>,
    themes: Shelf<Theme>,
    /// Compiling takes a whole core: what runs must keep the others.
    compiling: Semaphore,
}

impl Programs {
    /// None yet.
    pub(crate) fn new(runtime: Runtime) -> Self {
        Self { runtime, widgets: Shelf::default(), themes: Shelf::default(), compiling: Semaphore::new(1) }
    }

    /// The widget of that digest, compiled now if need be. The inner error is the package's fault.
    pub(crate) async fn widget(&self, session: &Session, digest: &Digest) -> Result<Result<Widget, Failure>, Problem> {
        let load = async |bytes: Vec<u8>| Widget::load(&self.runtime, &bytes).await;
        self.get(&self.widgets, digest, async || bytes(session, digest).await, load).await
    }

    /// The same for a theme.
    pub(crate) async fn theme(&self, session: &Session, digest: &Digest) -> Result<Result<Theme, Failure>, Problem> {
        let load = async |bytes: Vec<u8>| Theme::load(&self.runtime, &bytes).await;
        self.get(&self.themes, digest, async || bytes(session, digest).await, load).await
    }

    /// Compile ahead of time, so that the first use need not wait.
    pub(crate) async fn warm(&self, kind: fanlight_bridge::manifest::Kind, digest: &Digest, bytes: Vec<u8>) {
        use fanlight_bridge::manifest::Kind;
        let given = async || Ok(bytes);
        let result = match kind {
            Kind::Widget => {
                let load = async |bytes: Vec<u8>| Widget::load(&self.runtime, &bytes).await;
                self.get(&self.widgets, digest, given, load).await.map(|loaded| loaded.err())
            }
            Kind::Theme => {
                let load = async |bytes: Vec<u8>| Theme::load(&self.runtime, &bytes).await;
                self.get(&self.themes, digest, given, load).await.map(|loaded| loaded.err())
            }
        };
        if let Ok(Some(failure)) = result {
            tracing::warn!(%digest, %failure, "a package does not load");
        }
    }

    async fn get<P: Clone>(
        &self,
        shelf: &Shelf<P>,
        digest: &Digest,
        bytes: impl AsyncFnOnce() -> Result<Vec<u8>, Problem>,
        load: impl AsyncFnOnce(Vec<u8>) -> Result<P, Failure>,
    ) -> Result<Result<P, Failure>, Problem> {
        let cell = shelf.cell(digest);
        let loaded = cell
            .get_or_try_init(async || {
                let bytes = bytes().await?;
                let _turn = self.compiling.acquire().await.map_err(|e| Problem::ours(&e))?;
                match load(bytes).await {
                    // A fault of the machine may pass; a fault of the package stays.
                    Err(failure) if failure.kind == Kind::Internal => Err(Problem::from(failure)),
                    loaded => Ok(loaded),
                }
            })
            .await?;
        Ok(loaded.clone())
    }
}

async fn bytes(session: &Session, digest: &Digest) -> Result<Vec<u8>, Problem> {
    session.read().await?.package_bytes(digest).await?.ok_or_else(|| Problem::not_found("package"))
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
