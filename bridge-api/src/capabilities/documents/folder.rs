//! The folder on disk, reached through cap-std: nothing outside of it can be opened, whatever a path or a link says.

use std::{
    io::{self, Read},
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant, SystemTime},
};

use cap_std::{
    ambient_authority,
    fs::{Dir, OpenOptions, OpenOptionsExt},
};
use fanlight_runtime::{Failure, Halt, Refusal};

use super::{DocumentKind, Entry, Text};

/// Bytes of a document that a widget reads at once.
const MAX_READ: u64 = 256 << 10;
/// Documents that are listed; a folder nobody prepared may hold more.
const MAX_ENTRIES: usize = 100_000;
/// Folders within folders.
const MAX_DEPTH: usize = 32;
/// How long a list of the folder is believed.
const FRESH: Duration = Duration::from_secs(2);
/// Opening a pipe that somebody left in the folder must not wait for its other end.
const O_NONBLOCK: i32 = 0o4000;

/// A workspace's documents: Markdown and CSV files of one folder.
#[derive(Debug)]
pub struct Folder {
    dir: Dir,
    list: Mutex<Option<(Instant, Arc<[Entry]>)>>,
}

impl Folder {
    /// Open a folder. This is the only place where the process uses its own right to the file system for documents.
    ///
    /// # Errors
    /// When it is not a folder that can be read.
    #[allow(clippy::disallowed_methods, reason = "the one door to documents")]
    pub fn open(path: &Path) -> io::Result<Self> {
        Ok(Self { dir: Dir::open_ambient_dir(path, ambient_authority())?, list: Mutex::new(None) })
    }

    /// Every document, in the order of paths, at most two seconds old. Links are not followed, hidden files and folders are left out.
    ///
    /// # Errors
    /// `unavailable` when the folder has vanished.
    pub async fn entries(self: &Arc<Self>) -> Result<Arc<[Entry]>, Refusal> {
        if let Some((at, list)) = &*self.list.lock().unwrap_or_else(PoisonError::into_inner)
            && at.elapsed() < FRESH
        {
            return Ok(Arc::clone(list));
        }
        let folder = Arc::clone(self);
        let list = tokio::task::spawn_blocking(move || folder.walk()).await.map_err(|e| Refusal::Unavailable(e.to_string()))?;
        let list: Arc<[Entry]> = list.map_err(|e| gone(&e))?.into();
        *self.list.lock().unwrap_or_else(PoisonError::into_inner) = Some((Instant::now(), Arc::clone(&list)));
        Ok(list)
    }

    /// The folders that hold documents, parents included, in order; the empty one first.
    ///
    /// # Errors
    /// `unavailable` when the folder has vanished.
    pub async fn folders(self: &Arc<Self>) -> Result<Vec<String>, Refusal> {
        let mut folders = std::collections::BTreeSet::from([String::new()]);
        for entry in self.entries().await?.iter() {
            folders.extend(entry.path.match_indices('/').map(|(at, _)| entry.path[..at].to_owned()));
        }
        Ok(folders.into_iter().collect())
    }

    /// The text of a document below `granted`; `path` is relative to that folder, which is opened first: a link out of it leads nowhere.
    pub(super) async fn read(self: &Arc<Self>, granted: &str, path: &str) -> Result<Text, Halt> {
        let (folder, granted, path) = (Arc::clone(self), granted.to_owned(), path.to_owned());
        let read = tokio::task::spawn_blocking(move || folder.read_now(&granted, &path)).await.map_err(Failure::internal)?;
        Ok(read?)
    }

    fn read_now(&self, granted: &str, path: &str) -> Result<Text, Refusal> {
        if kind(path).is_none() {
            return Err(Refusal::Missing(format!("`{path}` is neither Markdown nor CSV")));
        }
        let refused = |e: io::Error| match e.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Refusal::Missing(format!("there is no document `{path}`")),
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

    fn walk(&self) -> io::Result<Vec<Entry>> {
        let mut found = Vec::new();
        let mut open = vec![(self.dir.try_clone()?, String::new(), 0)];
        // The folder itself must be readable; a part of it that is not is left out.
        self.dir.entries()?;
        while let Some((dir, prefix, depth)) = open.pop() {
            let Ok(entries) = dir.entries() else { continue };
            for entry in entries.flatten() {
                let Ok(name) = entry.file_name().into_string() else { continue };
                let Ok(of_type) = entry.file_type() else { continue };
                if name.starts_with('.') {
                    continue;
                }
                let path = format!("{prefix}{name}");
                if of_type.is_dir() && depth < MAX_DEPTH {
                    if let Ok(inner) = entry.open_dir() {
                        open.push((inner, format!("{path}/"), depth + 1));
                    }
                } else if of_type.is_file()
                    && let (Some(kind), Ok(metadata)) = (kind(&name), entry.metadata())
                {
                    let modified =
                        metadata.modified().ok().and_then(|t| t.into_std().duration_since(SystemTime::UNIX_EPOCH).ok());
                    let modified = modified.map_or(0, |since| u64::try_from(since.as_millis()).unwrap_or(u64::MAX));
                    found.push(Entry { path, kind, size: metadata.len(), modified });
                    if found.len() == MAX_ENTRIES {
                        open.clear();
                        break;
                    }
                }
            }
        }
        found.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(found)
    }
}

/// By the end of the name, as everywhere.
fn kind(name: &str) -> Option<DocumentKind> {
    let (_, ending) = name.rsplit_once('.')?;
    match ending.to_ascii_lowercase().as_str() {
        "md" | "markdown" => Some(DocumentKind::Markdown),
        "csv" => Some(DocumentKind::Csv),
        _ => None,
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
