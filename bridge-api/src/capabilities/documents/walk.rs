//! The list of a folder's documents, read from the disk.

use std::{io, time::SystemTime};

use cap_std::fs::Dir;

use super::super::DocumentKind;

/// Documents that are listed; a folder nobody prepared may hold more.
const MAX_FILES: usize = 100_000;
/// Folders within folders.
const MAX_DEPTH: usize = 32;

/// A document's file, as it was when it was listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Relative to the workspace, `/` between the parts.
    pub path: String,
    /// Note or table.
    pub kind: DocumentKind,
    /// Bytes.
    pub size: u64,
    /// Nanoseconds since 1970-01-01 UTC.
    pub modified: u64,
}

/// What a folder holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// Documents, in the order of paths.
    pub files: Vec<File>,
    /// Folders that are not hidden, whether they hold documents or not; the empty path is the workspace. In no order.
    pub folders: Vec<String>,
    /// There are more documents than are listed.
    pub truncated: bool,
}

/// Every document below `root`. Links are not followed, hidden files and folders are left out.
///
/// # Errors
/// When `root` itself cannot be read.
pub(super) fn walk(root: &Dir) -> io::Result<Listing> {
    let mut found = Listing::default();
    // The folder itself must be readable; a part of it that is not is left out.
    root.entries()?;
    // Paths, opened one at a time: a wide tree must not use up the process's file descriptors.
    let mut open = vec![(String::new(), 0)];
    'folders: while let Some((prefix, depth)) = open.pop() {
        let Ok(dir) = inner(root, &prefix) else { continue };
        let Ok(entries) = dir.entries() else { continue };
        found.folders.push(prefix.trim_end_matches('/').to_owned());
        for entry in entries.flatten() {
            let Ok(name) = entry.file_name().into_string() else { continue };
            let Ok(of_type) = entry.file_type() else { continue };
            if name.starts_with('.') {
                continue;
            }
            if of_type.is_dir() {
                if depth < MAX_DEPTH && open.len() + found.folders.len() < MAX_FILES {
                    open.push((format!("{prefix}{name}/"), depth + 1));
                } else {
                    found.truncated = true;
                }
            } else if of_type.is_file()
                && let Some(kind) = kind(&name)
            {
                if found.files.len() == MAX_FILES {
                    found.truncated = true;
                    break 'folders;
                }
                let Ok(metadata) = entry.metadata() else { continue };
                let modified = metadata.modified().ok().and_then(|t| t.into_std().duration_since(SystemTime::UNIX_EPOCH).ok());
                let modified = modified.map_or(0, |since| u64::try_from(since.as_nanos()).unwrap_or(u64::MAX));
                found.files.push(File { path: format!("{prefix}{name}"), kind, size: metadata.len(), modified });
            }
        }
    }
    found.files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

/// A folder that was seen while walking, unless a link has taken its place since.
fn inner(root: &Dir, prefix: &str) -> io::Result<Dir> {
    let path = prefix.trim_end_matches('/');
    if path.is_empty() {
        return root.try_clone();
    }
    if root.symlink_metadata(path)?.is_dir() { root.open_dir(path) } else { Err(io::ErrorKind::NotADirectory.into()) }
}

/// By the end of the name, as everywhere.
pub(super) fn kind(name: &str) -> Option<DocumentKind> {
    let (_, ending) = name.rsplit_once('.')?;
    match ending.to_ascii_lowercase().as_str() {
        "md" | "markdown" => Some(DocumentKind::Markdown),
        "csv" => Some(DocumentKind::Csv),
        _ => None,
    }
}
