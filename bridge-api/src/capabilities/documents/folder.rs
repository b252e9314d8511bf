//! The folder on disk, reached through cap-std: nothing outside of it can be opened, whatever a path or a link says.

#[path = "walk.rs"]
mod walk;

use std::{
    io::{self, Read},
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use cap_std::{
    ambient_authority,
    fs::{Dir, MetadataExt, OpenOptions, OpenOptionsExt},
};
use fanlight_runtime::Refusal;
use tokio::{
    sync::{Mutex, Semaphore},
    time::timeout,
};

use self::walk::{kind, walk};
use super::{Entry, Text};

/// Bytes of a document that a widget reads at once.
const MAX_READ: u64 = 256 << 10;
/// Threads that may wait for this folder's disk at once.
const THREADS: usize = 4;
/// How long anybody waits for the disk.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a list of the folder is believed.
const FRESH: Duration = Duration::from_secs(2);
/// Opening a pipe that somebody left in the folder must not wait for its other end.
const O_NONBLOCK: i32 = 0o4000;

/// The list of documents and when it was read.
type Listed = Option<(Instant, Arc<[Entry]>)>;

/// A workspace's documents: Markdown and CSV files of one folder.
#[derive(Debug)]
pub struct Folder {
    dir: Dir,
    /// Locked by whoever reads the folder anew, so that all others wait for the same list.
    listed: Arc<Mutex<Listed>>,
    threads: Arc<Semaphore>,
}

impl Folder {
    /// Open a folder. This is the only place where the process uses its own right to the file system for documents.
    ///
    /// # Errors
    /// When it is not a folder that can be read.
    #[allow(clippy::disallowed_methods, reason = "the one door to documents")]
    pub fn open(path: &Path) -> io::Result<Self> {
        let dir = Dir::open_ambient_dir(path, ambient_authority())?;
        Ok(Self { dir, listed: Arc::default(), threads: Arc::new(Semaphore::new(THREADS)) })
    }

    /// Every document, in the order of paths, at most two seconds old. Links are not followed, hidden files and folders are left out.
    ///
    /// # Errors
    /// `unavailable` when the folder has vanished or the disk does not answer.
    pub async fn entries(self: &Arc<Self>) -> Result<Arc<[Entry]>, Refusal> {
        let mut listed = timeout(PATIENCE, Arc::clone(&self.listed).lock_owned()).await.map_err(|_| slow())?;
        if let Some((at, list)) = &*listed
            && at.elapsed() < FRESH
        {
            return Ok(Arc::clone(list));
        }
        // The lock goes with the work: when its caller gives up, the next one still waits for this list instead of beginning another.
        self.blocking(move |folder| {
            let list: Arc<[Entry]> = walk(&folder.dir).map_err(|e| gone(&e))?.into();
            // Afterwards: a folder that vanished meanwhile gave a list that ends early.
            folder.still_there().map_err(|e| gone(&e))?;
            *listed = Some((Instant::now(), Arc::clone(&list)));
            Ok(list)
        })
        .await
    }

    /// The folders that hold documents, parents included, in order; the empty one first.
    ///
    /// # Errors
    /// As [`Folder::entries`].
    pub async fn folders(self: &Arc<Self>) -> Result<Vec<String>, Refusal> {
        let mut folders = std::collections::BTreeSet::from([String::new()]);
        for entry in self.entries().await?.iter() {
            folders.extend(entry.path.match_indices('/').map(|(at, _)| entry.path[..at].to_owned()));
        }
        Ok(folders.into_iter().collect())
    }

    /// The text of a document below `granted`; `path` is relative to that folder, which is opened first: a link out of it leads nowhere.
    pub(super) async fn read(self: &Arc<Self>, granted: &str, path: &str) -> Result<Text, Refusal> {
        let (granted, path) = (granted.to_owned(), path.to_owned());
        self.blocking(move |folder| folder.read_now(&granted, &path)).await
    }

    /// Run what may wait for the disk on a thread of its own. The permit belongs to that thread: a disk that hangs keeps as many of the
    /// process's threads as there are permits, and no more, however many callers have given up.
    async fn blocking<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Self) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let (folder, threads) = (Arc::clone(self), Arc::clone(&self.threads));
        let done = async move {
            let permit = threads.acquire_owned().await.map_err(|e| Refusal::Unavailable(e.to_string()))?;
            let thread = tokio::task::spawn_blocking(move || {
                let _permit = permit;
                work(&folder)
            });
            thread.await.map_err(|e| Refusal::Unavailable(e.to_string()))?
        };
        timeout(PATIENCE, done).await.map_err(|_| slow())?
    }

    /// Linux reads a removed folder that is still open as an empty one; only the missing link tells.
    fn still_there(&self) -> io::Result<()> {
        if self.dir.dir_metadata()?.nlink() == 0 { Err(io::ErrorKind::NotFound.into()) } else { Ok(()) }
    }

    fn read_now(&self, granted: &str, path: &str) -> Result<Text, Refusal> {
        if kind(path).is_none() {
            return Err(Refusal::Missing(format!("`{path}` is neither Markdown nor CSV")));
        }
        let refused = |e: io::Error| match e.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => match self.still_there() {
                Ok(()) => Refusal::Missing(format!("there is no document `{path}`")),
                Err(e) => gone(&e),
            },
            // cap-std's answer to whatever would leave the folder.
            io::ErrorKind::PermissionDenied => {
                Refusal::Denied(format!("`{path}` leads outside of what was granted, or may not be read"))
            }
            _ => gone(&e),
        };
        let file = if granted.is_empty() { self.dir.try_clone() } else { self.dir.open_dir(granted) }
            .and_then(|dir| dir.open_with(path, OpenOptions::new().read(true).custom_flags(O_NONBLOCK)))
            .map_err(refused)?;
        if !file.metadata().map_err(refused)?.is_file() {
            return Err(Refusal::Missing(format!("`{path}` is not a file")));
        }
        let mut bytes = Vec::new();
        file.take(MAX_READ + 1).read_to_end(&mut bytes).map_err(refused)?;
        Ok(decode(bytes))
    }
}

/// At most `MAX_READ` bytes as text, cut between characters; what is no UTF-8 becomes U+FFFD and is counted.
fn decode(mut bytes: Vec<u8>) -> Text {
    let truncated = bytes.len() as u64 > MAX_READ;
    if truncated {
        bytes.truncate(MAX_READ as usize);
        // A character that was cut in two is not broken text.
        if let Err(e) = std::str::from_utf8(&bytes)
            && e.error_len().is_none()
        {
            bytes.truncate(e.valid_up_to());
        }
    }
    match String::from_utf8(bytes) {
        Ok(text) => Text { text, replaced: 0, truncated },
        Err(e) => {
            let replaced = e.as_bytes().utf8_chunks().map(|chunk| chunk.invalid().len()).sum::<usize>();
            let text = String::from_utf8_lossy(e.as_bytes()).into_owned();
            Text { text, replaced: u32::try_from(replaced).unwrap_or(u32::MAX), truncated }
        }
    }
}

fn gone(error: &io::Error) -> Refusal {
    Refusal::Unavailable(format!("the workspace's documents cannot be read now: {error}"))
}

fn slow() -> Refusal {
    Refusal::Unavailable("the workspace's documents do not answer now".into())
}
