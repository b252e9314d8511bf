//! The workspace's folder of notes and tables: opened, filled once, and looked after while somebody is looking.

use std::{
    fs, io,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use fanlight_bridge::{
    Event,
    capabilities::{
        self,
        documents::{Documents, Entry, Folder},
    },
};
use fanlight_runtime::Rights;
use rust_embed::RustEmbed;

use crate::{app::App, error::ServeError, problem::Problem, session::Session, widgets};

/// How often the folder is looked at while somebody follows a board.
const LOOK: Duration = Duration::from_secs(3);

#[derive(RustEmbed)]
#[folder = "../assets/workspace/"]
#[allow_missing = true]
struct Notes;

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
                fill(&own).map_err(|source| ServeError::Data { path: own.clone(), source })?;
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

    /// Every document. A folder that vanished is an error until one is there again.
    async fn entries(&self) -> Result<Arc<[Entry]>, String> {
        let opened = self.opened.read().unwrap_or_else(PoisonError::into_inner).clone();
        let folder = self.current(&opened).map_err(|e| e.to_string())?;
        folder.entries().await.map_err(|e| e.to_string())
    }

    /// What there is.
    pub(crate) async fn summary(&self) -> Summary {
        match self.entries().await {
            Ok(entries) => Summary {
                documents: entries.len(),
                folders: self.folder().folders().await.unwrap_or_else(|_| vec![String::new()]),
                problem: None,
            },
            Err(problem) => {
                tracing::warn!(?problem, "the documents folder cannot be read");
                Summary {
                    documents: 0,
                    folders: vec![String::new()],
                    problem: Some("The documents folder cannot be read now.".to_owned()),
                }
            }
        }
    }
}

/// A new workspace begins with a few notes. It is made once: what a person deletes stays deleted.
fn fill(folder: &Path) -> io::Result<()> {
    if folder.exists() {
        return Ok(());
    }
    fs::create_dir_all(folder)?;
    for name in Notes::iter() {
        let Some(file) = Notes::get(&name) else { continue };
        let path = folder.join(name.as_ref());
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, file.data)?;
    }
    Ok(())
}

/// Tell widgets of changed documents, in the name of whoever is looking: without a viewer, nothing runs.
pub(crate) async fn watch(app: App) {
    let mut known: Option<Arc<[Entry]>> = None;
    loop {
        tokio::time::sleep(LOOK).await;
        let watching = app.live.watching();
        if watching.is_empty() {
            continue;
        }
        let Ok(now) = app.workspace.entries().await else { continue };
        if let Some(before) = known.replace(Arc::clone(&now)) {
            let changed = changed(&before, &now);
            if !changed.is_empty() {
                for session in &watching {
                    if let Err(problem) = tell(&app, session, &changed).await {
                        tracing::warn!(?problem, "widgets were not told of changed documents");
                    }
                }
            }
        }
    }
}

/// Paths that are new, gone or different.
fn changed(before: &[Entry], now: &[Entry]) -> Vec<String> {
    let missing = |from: &[Entry], entry: &Entry| {
        from.binary_search_by(|other| other.path.cmp(&entry.path)).map_or(true, |at| from.get(at) != Some(entry))
    };
    let gone = before.iter().filter(|entry| missing(now, entry));
    let come = now.iter().filter(|entry| missing(before, entry));
    gone.chain(come).map(|entry| entry.path.clone()).collect()
}

async fn tell(app: &App, session: &Session, changed: &[String]) -> Result<(), Problem> {
    let mut read = session.read().await?;
    let mut concerned = Vec::new();
    for widget in read.all_widgets().await?.into_iter().filter(|widget| !widget.paused) {
        let subject = widgets::Subject::of(app, session, &mut read, widget).await?;
        let granted = subject.widget.granted.clone().into_iter().collect();
        let rights = Rights::new(capabilities::declared(&subject.manifest), granted);
        let grant = rights.grant::<Documents>().ok().flatten();
        if grant.is_some_and(|grant| changed.iter().any(|path| grant.scope().covers(path))) && subject.state.is_some() {
            concerned.push(subject.widget.id);
        }
    }
    drop(read);
    for id in concerned {
        widgets::tell(app, session, id, Event::DocumentsChanged).await?;
    }
    Ok(())
}
