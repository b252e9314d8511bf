//! The one way to a document's bytes. Whatever an operation is, it opens what it reads here.

use std::{
    io::{self, Read},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering::Relaxed},
    },
    time::Instant,
};

use cap_std::fs::{Dir, File, MetadataExt, OpenOptions, OpenOptionsExt};
use fanlight_runtime::Refusal;

use super::walk::kind;
use crate::documents::{Problem, Watch};

/// Opening a pipe that somebody left in the folder must not wait for its other end.
const O_NONBLOCK: i32 = 0o4000;

/// The granted folder, opened: a link out of it leads nowhere.
pub(super) struct Door {
    root: Dir,
    granted: Dir,
}

impl Door {
    /// `granted` is relative to the workspace; the empty path is all of it.
    pub(super) fn open(root: &Dir, granted: &str) -> Result<Self, Refusal> {
        let opened = if granted.is_empty() { root.try_clone() } else { root.open_dir(granted) };
        let opened = opened.map_err(|e| refused(root, granted, &e))?;
        Ok(Self { root: root.try_clone().map_err(|e| gone(&e))?, granted: opened })
    }

    /// A document by its path from the granted folder.
    pub(super) fn file(&self, path: &str) -> Result<File, Refusal> {
        if kind(path).is_none() {
            return Err(Refusal::Missing(format!("`{path}` is neither Markdown nor CSV")));
        }
        let refused = |e: io::Error| refused(&self.root, path, &e);
        let file = self.granted.open_with(path, OpenOptions::new().read(true).custom_flags(O_NONBLOCK)).map_err(refused)?;
        if !file.metadata().map_err(refused)?.is_file() {
            return Err(Refusal::Missing(format!("`{path}` is not a file")));
        }
        Ok(file)
    }

    /// The first `most` bytes of a document, and whether there are more of them.
    pub(super) fn beginning(&self, path: &str, most: u64) -> Result<(Vec<u8>, bool), Refusal> {
        let mut bytes = Vec::new();
        self.file(path)?.take(most + 1).read_to_end(&mut bytes).map_err(|e| refused(&self.root, path, &e))?;
        let more = bytes.len() as u64 > most;
        bytes.truncate(most as usize);
        Ok((bytes, more))
    }
}

/// Linux reads a removed folder that is still open as an empty one; only the missing link tells.
pub(super) fn still_there(dir: &Dir) -> io::Result<()> {
    if dir.dir_metadata()?.nlink() == 0 { Err(io::ErrorKind::NotFound.into()) } else { Ok(()) }
}

fn refused(root: &Dir, path: &str, error: &io::Error) -> Refusal {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => match still_there(root) {
            Ok(()) => Refusal::Missing(format!("there is no document `{path}`")),
            Err(e) => gone(&e),
        },
        // cap-std's answer to whatever would leave the folder.
        io::ErrorKind::PermissionDenied => {
            Refusal::Denied(format!("`{path}` leads outside of what was granted, or may not be read"))
        }
        _ => gone(error),
    }
}

pub(super) fn gone(error: &io::Error) -> Refusal {
    Refusal::Unavailable(format!("the workspace's documents cannot be read now: {error}"))
}

pub(super) fn slow() -> Refusal {
    Refusal::Unavailable("the workspace's documents do not answer now".into())
}

/// How long somebody waits for work on a thread of its own, and how much of it there was.
#[derive(Clone, Debug)]
pub(crate) struct Patience {
    until: Instant,
    gone: Arc<AtomicBool>,
    bytes: Arc<AtomicU64>,
}

impl Patience {
    /// Until then, or until the guard is dropped. Bytes are added to `bytes`.
    pub(crate) fn new(until: Instant, bytes: &Arc<AtomicU64>) -> (Self, Leaving) {
        let gone = Arc::new(AtomicBool::new(false));
        (Self { until, gone: Arc::clone(&gone), bytes: Arc::clone(bytes) }, Leaving(gone))
    }

    /// Nobody waits any more, or not for long enough.
    pub(crate) fn is_over(&self) -> bool {
        self.gone.load(Relaxed) || Instant::now() >= self.until
    }
}

impl Watch for Patience {
    fn read(&self, bytes: u64) -> Result<(), Problem> {
        self.bytes.fetch_add(bytes, Relaxed);
        match self.is_over() {
            true => Err(Problem::Unavailable("there is more to look through than a call has time for".into())),
            false => Ok(()),
        }
    }
}

/// Whoever waits holds it: when the call is over it is dropped, and the work ends at its next step.
#[derive(Debug)]
pub(crate) struct Leaving(Arc<AtomicBool>);

impl Drop for Leaving {
    fn drop(&mut self) {
        self.0.store(true, Relaxed);
    }
}
