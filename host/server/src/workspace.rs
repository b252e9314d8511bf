//! The workspace's folder of notes and tables, whatever becomes of it while we run.
//!
//! | file | idea |
//! |---|---|
//! | `fill` | a new workspace begins with a few notes |
//! | `notice` | the system says that something changed |
//! | `watch` | the list of documents is kept up to date, and widgets are told of changes while somebody is looking |
//! | `tell` | which widgets are concerned, and telling each of them once |

mod fill;
mod notice;
mod tell;
mod watch;

use std::{
    fs, io,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

use fanlight_bridge::capabilities::documents::{Folder, Listing};

use crate::error::ServeError;
pub(crate) use watch::watch;

/// The folder, and where it is.
#[derive(Debug)]
pub(crate) struct Workspace {
    path: PathBuf,
    opened: RwLock<Opened>,
}

/// An open folder stays readable when it is moved or deleted, and then shows what it was or nothing: whether the path still leads to
/// it is told by device and inode.
#[derive(Clone, Debug)]
struct Opened {
    folder: Arc<Folder>,
    identity: (u64, u64),
}

impl Opened {
    fn at(path: &Path) -> io::Result<Self> {
        Ok(Self { folder: Arc::new(Folder::open(path)?), identity: identity(path)? })
    }
}

fn identity(path: &Path) -> io::Result<(u64, u64)> {
    fs::metadata(path).map(|metadata| (metadata.dev(), metadata.ino()))
}

/// What there is, for the account page.
#[derive(Debug, Default)]
pub(crate) struct Summary {
    pub(crate) documents: usize,
    pub(crate) folders: Vec<String>,
    /// There are more documents than are listed.
    pub(crate) truncated: bool,
    /// Why there is nothing, if the folder cannot be read.
    pub(crate) problem: Option<String>,
}

impl Workspace {
    /// The folder that was named, or one in the data folder, which gets some notes to begin with.
    pub(crate) fn open(named: Option<PathBuf>, data: &Path) -> Result<Self, ServeError> {
        let path = match named {
            Some(path) => path,
            None => {
                let own = data.join("workspace");
                fill::fill(&own).map_err(|source| ServeError::Data { path: own.clone(), source })?;
                own
            }
        };
        let opened = Opened::at(&path).map_err(|source| ServeError::Documents { path: path.clone(), source })?;
        Ok(Self { path, opened: RwLock::new(opened) })
    }

    /// The folder, for a call's backing. While it is gone, a call finds what is left of it.
    pub(crate) fn folder(&self) -> Arc<Folder> {
        let opened = self.opened.read().unwrap_or_else(PoisonError::into_inner).clone();
        self.current(&opened).unwrap_or(opened.folder)
    }

    /// The folder that is at the path now.
    fn current(&self, opened: &Opened) -> io::Result<Arc<Folder>> {
        if identity(&self.path)? == opened.identity {
            return Ok(Arc::clone(&opened.folder));
        }
        let again = Opened::at(&self.path)?;
        tracing::info!("the documents folder is another one now");
        let folder = Arc::clone(&again.folder);
        *self.opened.write().unwrap_or_else(PoisonError::into_inner) = again;
        Ok(folder)
    }

    /// The folder. One that vanished is an error until one is there again.
    fn present(&self) -> Result<Arc<Folder>, String> {
        let opened = self.opened.read().unwrap_or_else(PoisonError::into_inner).clone();
        self.current(&opened).map_err(|e| e.to_string())
    }

    async fn listing(&self) -> Result<Arc<Listing>, String> {
        self.present()?.listing().await.map_err(|e| e.to_string())
    }

    /// What there is.
    pub(crate) async fn summary(&self) -> Summary {
        match self.listing().await {
            Ok(listing) => Summary {
                documents: listing.files.len(),
                folders: self.folder().folders().await.unwrap_or_else(|_| vec![String::new()]),
                truncated: listing.truncated,
                problem: None,
            },
            Err(problem) => {
                tracing::warn!(?problem, "the documents folder cannot be read");
                Summary {
                    documents: 0,
                    folders: vec![String::new()],
                    truncated: false,
                    problem: Some("The documents folder cannot be read now.".to_owned()),
                }
            }
        }
    }
}
