//! The data folder, its database, and the documents.

use std::{fs, io::Write as _, os::unix::fs::PermissionsExt as _, path::Path, sync::Arc};

use fanlight_bridge::capabilities::documents::Folder;
use fanlight_server::{Inspection, StoreError};

use super::check::Check;
use crate::output;

/// Free bytes below which nothing can be kept.
const TOO_LITTLE: u64 = 64 << 20;
/// Free bytes below which somebody should know.
const LITTLE: u64 = 1 << 30;

/// Whether the data folder is there or can be made, can be written, and is closed to others.
pub(super) fn data(dir: &Path) -> Vec<Check> {
    let there = existing(dir);
    if !there.is_dir() {
        let message = format!("{} is not a folder", there.display());
        return vec![Check::problem("data", message, "Name another folder: --data DIR")];
    }
    // A file without a name: the system forgets it when it is closed.
    let tried = tempfile::tempfile_in(there).and_then(|mut file| file.write_all(&[0; 4096]).and_then(|()| file.sync_all()));
    if let Err(error) = tried {
        return vec![Check::problem(
            "data",
            format!("{} cannot be written: {error}", there.display()),
            "Let the user that runs Fanlight write there, or name another folder: --data DIR",
        )];
    }
    if there != dir {
        return vec![Check::ok("data", format!("{} is not there yet; the server makes it", dir.display()))];
    }
    let mut checks = vec![Check::ok("data", format!("{} can be written", dir.display()))];
    let mode = fs::metadata(dir).map_or(0, |metadata| metadata.permissions().mode());
    if mode & 0o077 != 0 {
        let message = format!("others on this machine may look into {} (mode {:o})", dir.display(), mode & 0o777);
        checks.push(Check::warning("privacy", message, format!("Close it: chmod 700 {}", dir.display())));
    }
    checks
}

/// Whether there is room on the disk that holds the data folder.
pub(super) fn space(dir: &Path) -> Check {
    let there = existing(dir);
    let free = match rustix::fs::statvfs(there) {
        Ok(disk) => disk.f_bavail.saturating_mul(disk.f_frsize),
        Err(error) => {
            let message = format!("the disk of {} does not say how much room it has: {error}", there.display());
            return Check::warning("space", message, "Check that the disk is there and healthy.");
        }
    };
    let message = format!("{} are free on the disk of {}", output::bytes(free), there.display());
    let hint = "Free some space, or name a folder on another disk: --data DIR";
    match free {
        0..TOO_LITTLE => Check::problem("space", message, hint),
        TOO_LITTLE..LITTLE => Check::warning("space", message, hint),
        _ => Check::ok("space", message),
    }
}

/// Whether another server uses the data folder.
pub(super) fn in_use(in_use: bool) -> Check {
    if in_use {
        Check::ok("lock", "a Fanlight server uses the data folder now; a second one cannot be started on it")
    } else {
        Check::ok("lock", "no server uses the data folder")
    }
}

/// Whether the database is whole and of a version that this program knows.
pub(super) fn database(inspected: &Result<Inspection, StoreError>) -> Check {
    let found = match inspected {
        // The store says in one sentence what is wrong; and what to do.
        Err(error) => {
            let error = error.to_string();
            let (message, hint) = error.split_once("; ").unwrap_or((&error, "Mend that, and look again."));
            return Check::problem("database", message, hint);
        }
        Ok(found) => found.database.as_ref(),
    };
    let Some(found) = found else {
        return Check::ok("database", "there is none yet; the server makes it");
    };
    if let Some(damage) = found.damage.first() {
        let message = format!("the database is damaged: {damage}");
        return Check::problem("database", message, "Stop the server, keep a copy of the data folder, and restore a backup.");
    }
    let whole = format!("the database is whole ({}, schema {})", output::bytes(found.bytes), found.schema);
    if found.schema < found.known {
        let known = found.known;
        let message = format!("{whole}; this version of Fanlight brings it to schema {known} when it starts");
        return Check::warning("database", message, "Copy the data folder first: an older version cannot read it afterwards.");
    }
    Check::ok("database", whole)
}

/// Whether the documents can be read, and how many there are.
pub(super) async fn documents(named: Option<&Path>, data: &Path) -> Check {
    let own = data.join("workspace");
    let path = named.unwrap_or(&own);
    if named.is_none() && !path.exists() {
        return Check::ok("workspace", "there is no folder yet; the server makes one with a few notes in it");
    }
    let hint = "Let the user that runs Fanlight read it, or name another folder: --documents DIR";
    let listing = match Folder::open(path) {
        Ok(folder) => Arc::new(folder).refresh().await.map_err(|error| error.to_string()),
        Err(error) => Err(error.to_string()),
    };
    match listing {
        Err(error) => Check::problem("workspace", format!("{} cannot be read: {error}", path.display()), hint),
        Ok(list) if list.truncated => Check::warning(
            "workspace",
            format!("{} holds more than {} notes and tables; the rest is left out", path.display(), list.files.len()),
            "Name a smaller folder: --documents DIR",
        ),
        Ok(list) if list.files.is_empty() => Check::warning(
            "workspace",
            format!("{} holds no notes or tables", path.display()),
            "Put Markdown (.md) or CSV (.csv) files there, or name another folder: --documents DIR",
        ),
        Ok(list) => {
            let (notes, folders) = (list.files.len(), list.folders.len());
            Check::ok("workspace", format!("{} can be read (notes and tables: {notes}, folders: {folders})", path.display()))
        }
    }
}

/// The folder itself, or the nearest one above it that is there.
fn existing(path: &Path) -> &Path {
    // The last of the folders above a relative path is the empty one.
    let named = |path| if path == Path::new("") { Path::new(".") } else { path };
    path.ancestors().map(named).find(|path| path.exists()).unwrap_or(path)
}
