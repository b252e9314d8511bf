//! The folder on disk, reached through cap-std: nothing outside of it can be opened, whatever a path or a link says.

#[path = "door.rs"]
mod door;
#[path = "facts.rs"]
mod facts;
#[path = "operations.rs"]
mod operations;
#[path = "walk.rs"]
mod walk;

use std::{
    io,
    path::Path,
    sync::{Arc, PoisonError, RwLock},
    time::{Duration, Instant},
};

use cap_std::{ambient_authority, fs::Dir};
use fanlight_runtime::Refusal;
use tokio::{
    sync::{Mutex, Semaphore},
    time::{timeout, timeout_at},
};

use self::door::{gone, slow, still_there};
pub(super) use self::operations::Caller;
pub use self::walk::{File, Listing};

/// Threads that may wait for this folder's disk at once, for one document or a list.
const THREADS: usize = 4;
/// Threads that may search and answer queries at once: they work for long, and must not keep others from reading a note.
const SCANS: usize = 2;
/// How long anybody waits for the disk.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a list of the folder is believed.
const FRESH: Duration = Duration::from_secs(2);
/// How long somebody who has an older list waits for a newer one.
const BETTER: Duration = Duration::from_millis(200);

/// A workspace's documents: Markdown and CSV files of one folder.
#[derive(Debug)]
pub struct Folder {
    dir: Dir,
    /// The latest list, and when reading it began.
    latest: RwLock<Option<(Instant, Arc<Listing>)>>,
    /// Locked by whoever reads the folder anew, so that all others wait for the same list.
    walking: Arc<Mutex<()>>,
    known: facts::Known,
    threads: Arc<Semaphore>,
    scans: Arc<Semaphore>,
}

impl Folder {
    /// Open a folder. This is the only place where the process uses its own right to the file system for documents.
    ///
    /// # Errors
    /// When it is not a folder that can be read.
    #[allow(clippy::disallowed_methods, reason = "the one door to documents")]
    pub fn open(path: &Path) -> io::Result<Self> {
        let dir = Dir::open_ambient_dir(path, ambient_authority())?;
        Ok(Self {
            dir,
            latest: RwLock::default(),
            walking: Arc::default(),
            known: facts::Known::default(),
            threads: Arc::new(Semaphore::new(THREADS)),
            scans: Arc::new(Semaphore::new(SCANS)),
        })
    }

    /// What is there. Usually at most two seconds old; older when reading a large folder anew takes longer than a moment, so that
    /// nobody waits for what was known a while ago. Links are not followed, hidden files and folders are left out.
    ///
    /// # Errors
    /// `unavailable` when the folder has vanished or the disk does not answer.
    pub async fn listing(self: &Arc<Self>) -> Result<Arc<Listing>, Refusal> {
        self.listing_by(Instant::now() + PATIENCE).await
    }

    /// The same, for somebody who has time until then.
    async fn listing_by(self: &Arc<Self>, until: Instant) -> Result<Arc<Listing>, Refusal> {
        let now = Instant::now();
        let fresh = now.checked_sub(FRESH).unwrap_or(now);
        let latest = self.latest();
        if let Some((at, listing)) = &latest
            && *at >= fresh
        {
            return Ok(Arc::clone(listing));
        }
        let until = if latest.is_some() { until.min(now + BETTER) } else { until };
        match timeout_at(until.into(), self.walk(fresh)).await {
            Ok(listing) => listing,
            Err(_) => latest.map(|(_, listing)| listing).ok_or_else(|| {
                Refusal::Unavailable(
                    "the workspace's documents are being listed for the first time: try again in a moment".into(),
                )
            }),
        }
    }

    /// What is there now, whatever was known.
    ///
    /// # Errors
    /// As [`Folder::listing`].
    pub async fn refresh(self: &Arc<Self>) -> Result<Arc<Listing>, Refusal> {
        self.walk(Instant::now()).await
    }

    fn latest(&self) -> Option<(Instant, Arc<Listing>)> {
        self.latest.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A list that was begun at `since` or later.
    async fn walk(self: &Arc<Self>, since: Instant) -> Result<Arc<Listing>, Refusal> {
        let walking = timeout(PATIENCE, Arc::clone(&self.walking).lock_owned()).await.map_err(|_| slow())?;
        if let Some((at, listing)) = self.latest()
            && at >= since
        {
            return Ok(listing);
        }
        // The lock goes with the work: when its caller gives up, the next one still waits for this list instead of beginning another.
        self.blocking(&self.threads, move |folder| {
            let _walking = walking;
            let began = Instant::now();
            // Afterwards: a folder that vanished meanwhile gave a list that ends early.
            let found = walk::walk(&folder.dir).and_then(|listing| still_there(&folder.dir).map(|()| Arc::new(listing)));
            let mut latest = folder.latest.write().unwrap_or_else(PoisonError::into_inner);
            *latest = found.as_ref().ok().map(|listing| (began, Arc::clone(listing)));
            drop(latest);
            let listing = found.map_err(|e| gone(&e))?;
            folder.known.keep(&listing.files);
            Ok(listing)
        })
        .await
    }

    /// The folders that hold documents, parents included, in order; the empty one first.
    ///
    /// # Errors
    /// As [`Folder::listing`].
    pub async fn folders(self: &Arc<Self>) -> Result<Vec<String>, Refusal> {
        let mut folders = std::collections::BTreeSet::from([String::new()]);
        for file in &self.listing().await?.files {
            folders.extend(file.path.match_indices('/').map(|(at, _)| file.path[..at].to_owned()));
        }
        Ok(folders.into_iter().collect())
    }

    /// Run what may wait for the disk on a thread of its own. The permit belongs to that thread: a disk that hangs keeps as many of the
    /// process's threads as there are permits, and no more, however many callers have given up.
    async fn blocking<T: Send + 'static>(
        self: &Arc<Self>,
        permits: &Arc<Semaphore>,
        work: impl FnOnce(&Self) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let (folder, permits) = (Arc::clone(self), Arc::clone(permits));
        let done = async move {
            let permit = permits.acquire_owned().await.map_err(|e| Refusal::Unavailable(e.to_string()))?;
            let thread = tokio::task::spawn_blocking(move || {
                let _permit = permit;
                work(&folder)
            });
            thread.await.map_err(|e| Refusal::Unavailable(e.to_string()))?
        };
        timeout(PATIENCE, done).await.map_err(|_| slow())?
    }
}
