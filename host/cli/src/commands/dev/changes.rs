//! When an author's folder changed. What builds leave in it is no change.

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::Context as _;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use tokio::{sync::mpsc, time::timeout};

use crate::{exit::Usage, output};

/// How long nothing may be written before it counts as saved: editors write a file in several steps.
const QUIET: Duration = Duration::from_millis(150);

/// What builds write, beside what is hidden.
const BUILT: [&str; 2] = ["target", "dist"];

/// Watches one folder.
pub(super) struct Changes {
    dir: PathBuf,
    watcher: RecommendedWatcher,
    watched: HashSet<PathBuf>,
    told: mpsc::Receiver<()>,
    /// Something was saved, and nobody has been told yet.
    saved: bool,
}

impl Changes {
    /// Watch from now on.
    ///
    /// # Errors
    /// When the folder is not there, or the system watches no more folders.
    pub(super) fn of(dir: &Path) -> anyhow::Result<Self> {
        let dir = fs::canonicalize(dir).map_err(|e| {
            Usage::new(format!("cannot watch {}: {e}", dir.display()), "Name the folder that holds fanlight.toml.")
        })?;
        // One place is enough: it says that something changed.
        let (tell, told) = mpsc::channel(1);
        let root = dir.clone();
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            // An error, such as a queue that overflowed, means that something may have changed.
            if event.map_or(true, |event| counts(&root, &event)) {
                let _ = tell.try_send(());
            }
        })?;
        let mut changes = Self { dir, watcher, watched: HashSet::new(), told, saved: false };
        changes.watch()?;
        Ok(changes)
    }

    /// The folder itself, and whole folders within it, those that are new too.
    fn watch(&mut self) -> anyhow::Result<()> {
        let within = fs::read_dir(&self.dir)?.filter_map(Result::ok).map(|entry| entry.path());
        let folders = within.filter(|path| path.is_dir() && !built(&self.dir, path)).map(|path| (path, RecursiveMode::Recursive));
        let all: Vec<_> = folders.chain([(self.dir.clone(), RecursiveMode::NonRecursive)]).collect();
        self.watched.retain(|path| path.exists());
        for (path, mode) in all {
            if self.watched.insert(path.clone()) {
                self.watcher.watch(&path, mode).with_context(|| format!("cannot watch {}", path.display()))?;
            }
        }
        Ok(())
    }

    /// Wait until something was saved. When the wait is given up, what was saved counts the next time.
    pub(super) async fn next(&mut self) {
        while !self.saved {
            match self.told.recv().await {
                Some(()) => self.saved = true,
                None => std::future::pending().await,
            }
        }
        while let Ok(Some(())) = timeout(QUIET, self.told.recv()).await {}
        self.saved = false;
        if let Err(error) = self.watch() {
            output::note(format_args!("{error:#}"));
        }
    }
}

/// Whether this is a change of what a package is made of.
fn counts(root: &Path, event: &Event) -> bool {
    !matches!(event.kind, EventKind::Access(_)) && !event.paths.iter().all(|path| built(root, path))
}

/// Whether it is, or is in, what builds write or is hidden.
fn built(root: &Path, path: &Path) -> bool {
    let first = path.strip_prefix(root).ok().and_then(|within| within.components().next());
    let name = first.map(|first| first.as_os_str().to_string_lossy());
    name.is_some_and(|name| name.starts_with('.') || BUILT.contains(&name.as_ref()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test ends at the first surprise")]
    use super::*;

    const SOON: Duration = Duration::from_secs(10);

    #[tokio::test]
    async fn what_is_saved_is_a_change_and_what_is_built_or_read_is_none() {
        let dir = tempfile::tempdir().unwrap();
        for folder in ["src", "target", "dist", ".git"] {
            fs::create_dir(dir.path().join(folder)).unwrap();
        }
        fs::write(dir.path().join("fanlight.toml"), "").unwrap();
        let mut changes = Changes::of(dir.path()).unwrap();
        for path in ["target/x.wasm", "dist/x.wasm", ".git/index", ".hidden"] {
            fs::write(dir.path().join(path), "x").unwrap();
        }
        fs::read(dir.path().join("fanlight.toml")).unwrap();
        assert!(timeout(QUIET * 3, changes.next()).await.is_err());
        for path in ["src/lib.rs", "src/lib.rs", "fanlight.toml", "picture.png"] {
            fs::write(dir.path().join(path), "x").unwrap();
            timeout(SOON, changes.next()).await.unwrap();
        }
        // Whoever waits may have something else to do just then.
        fs::write(dir.path().join("src/lib.rs"), "x").unwrap();
        assert!(timeout(QUIET / 2, changes.next()).await.is_err());
        timeout(SOON, changes.next()).await.unwrap();
        // A folder that was not there at first.
        fs::create_dir_all(dir.path().join("images")).unwrap();
        timeout(SOON, changes.next()).await.unwrap();
        fs::write(dir.path().join("images/logo.png"), "x").unwrap();
        timeout(SOON, changes.next()).await.unwrap();
    }
}
