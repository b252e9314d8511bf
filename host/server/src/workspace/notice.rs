//! The system's own word that something in the folder changed (inotify). Hidden folders are not watched, and neither is what links lead
//! to: only the folders of the list are. When there are more of them than the system watches, it is said once, and the folder is
//! looked at from time to time instead.

use std::{collections::HashSet, path::Path};

use notify::{Config, EventKind, RecommendedWatcher, RecursiveMode, Watcher, event::AccessKind};
use tokio::sync::mpsc;

/// Folders that are watched; each is memory of the kernel, of which every user has a share.
const MOST: usize = 8_192;

/// Watches over one folder.
#[derive(Debug)]
pub(super) struct Notice {
    watcher: RecommendedWatcher,
    /// Paths from the workspace.
    watched: HashSet<String>,
    changes: mpsc::Receiver<()>,
}

impl Notice {
    /// Watch nothing yet. `None` when the system cannot watch.
    pub(super) fn new() -> Option<Self> {
        // One place is enough: it says that something changed, and the list says what.
        let (changed, changes) = mpsc::channel(1);
        let handler = move |event: notify::Result<notify::Event>| {
            let read_only = |kind: &EventKind| matches!(kind, EventKind::Access(access) if !matches!(access, AccessKind::Close(notify::event::AccessMode::Write)));
            // An error, such as a queue that overflowed, means that something may have changed.
            if event.is_ok_and(|event| read_only(&event.kind)) {
                return;
            }
            // Full: it is known already. Closed: nobody wants to know.
            let _ = changed.try_send(());
        };
        match RecommendedWatcher::new(handler, Config::default().with_follow_symlinks(false)) {
            Ok(watcher) => Some(Self { watcher, watched: HashSet::new(), changes }),
            Err(error) => {
                tracing::warn!(%error, "documents are not watched by the system: they are looked at every few seconds");
                None
            }
        }
    }

    /// Watch these folders below `root` and no others. True when some of them are new: what changed in them before is not known.
    ///
    /// # Errors
    /// When there are too many.
    pub(super) fn follow(&mut self, root: &Path, folders: &[String]) -> Result<bool, notify::Error> {
        if folders.len() > MOST {
            return Err(notify::Error::new(notify::ErrorKind::MaxFilesWatch));
        }
        let now: HashSet<&str> = folders.iter().map(String::as_str).collect();
        self.watched.retain(|folder| {
            let keep = now.contains(folder.as_str());
            if !keep {
                // The system has forgotten a folder that is gone by itself.
                let _ = self.watcher.unwatch(&root.join(folder));
            }
            keep
        });
        let mut new = false;
        for folder in now {
            if self.watched.contains(folder) {
                continue;
            }
            match self.watcher.watch(&root.join(folder), RecursiveMode::NonRecursive) {
                Ok(()) => {
                    new = true;
                    self.watched.insert(folder.to_owned());
                }
                Err(error) if matches!(error.kind, notify::ErrorKind::MaxFilesWatch) => return Err(error),
                // Gone since it was listed, or not to be read: the next list says so.
                Err(error) => tracing::debug!(%error, "a folder is not watched"),
            }
        }
        Ok(new)
    }

    /// Wait until something changes.
    pub(super) async fn changed(&mut self) {
        if self.changes.recv().await.is_none() {
            std::future::pending::<()>().await;
        }
    }

    /// Forget what was said so far.
    pub(super) fn forget(&mut self) {
        while self.changes.try_recv().is_ok() {}
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, time::Duration};

    use tokio::time::timeout;

    use super::*;

    const SOON: Duration = Duration::from_secs(5);

    #[tokio::test]
    async fn hears_of_changes_in_the_folders_it_follows_and_of_no_others() {
        let dir = tempfile::tempdir().unwrap();
        for folder in ["a", ".hidden"] {
            fs::create_dir(dir.path().join(folder)).unwrap();
        }
        let mut notice = Notice::new().unwrap();
        let folders = [String::new(), "a".to_owned()];
        assert!(notice.follow(dir.path(), &folders).unwrap());
        assert!(!notice.follow(dir.path(), &folders).unwrap(), "nothing new");
        for path in ["a/new.md", "a/new.md", "b.md"] {
            fs::write(dir.path().join(path), "x").unwrap();
            timeout(SOON, notice.changed()).await.unwrap();
            tokio::time::sleep(Duration::from_millis(50)).await;
            notice.forget();
        }
        fs::read(dir.path().join("b.md")).unwrap();
        fs::write(dir.path().join(".hidden/x.md"), "x").unwrap();
        assert!(
            timeout(Duration::from_millis(200), notice.changed()).await.is_err(),
            "reading is no change, hidden is not watched"
        );
        assert!(notice.follow(dir.path(), &vec!["x".to_owned(); MOST + 1]).is_err());
    }
}
