//! The list of a folder's documents, read from the disk.

use std::{io, time::SystemTime};

use cap_std::fs::Dir;

use super::super::{DocumentKind, Entry};

/// Documents that are listed; a folder nobody prepared may hold more.
const MAX_ENTRIES: usize = 100_000;
/// Folders within folders.
const MAX_DEPTH: usize = 32;

/// Every document below `root`, in the order of paths. Links are not followed, hidden files and folders are left out.
///
/// # Errors
/// When `root` itself cannot be read.
pub(super) fn walk(root: &Dir) -> io::Result<Vec<Entry>> {
    let mut found = Vec::new();
    // The folder itself must be readable; a part of it that is not is left out.
    root.entries()?;
    // Paths, opened one at a time: a wide tree must not use up the process's file descriptors.
    let mut open = vec![(String::new(), 0)];
    while let Some((prefix, depth)) = open.pop() {
        let Ok(dir) = inner(root, &prefix) else { continue };
        let Ok(entries) = dir.entries() else { continue };
        for entry in entries.flatten() {
            let Ok(name) = entry.file_name().into_string() else { continue };
            let Ok(of_type) = entry.file_type() else { continue };
            if name.starts_with('.') {
                continue;
            }
            let path = format!("{prefix}{name}");
            if of_type.is_dir() && depth < MAX_DEPTH && open.len() < MAX_ENTRIES {
                open.push((format!("{path}/"), depth + 1));
            } else if of_type.is_file()
                && let (Some(kind), Ok(metadata)) = (kind(&name), entry.metadata())
            {
                let modified = metadata.modified().ok().and_then(|t| t.into_std().duration_since(SystemTime::UNIX_EPOCH).ok());
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
