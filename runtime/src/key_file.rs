//! Secrets in files of their own, readable by their owner alone.

use std::{fs, io, path::Path};

/// Bytes of a key.
pub(crate) const KEY_BYTES: usize = 32;

/// Read the key in `file`.
pub(crate) fn open(file: &Path) -> io::Result<[u8; KEY_BYTES]> {
    fs::read(file)?.try_into().map_err(|_| {
        let message = format!("{} is not a 32-byte key; delete it to make a new one", file.display());
        io::Error::new(io::ErrorKind::InvalidData, message)
    })
}

/// Read the key in `file`, or make one there.
pub(crate) fn open_or_make(file: &Path) -> io::Result<[u8; KEY_BYTES]> {
    match open(file) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            let mut key = [0; KEY_BYTES];
            getrandom::fill(&mut key).map_err(io::Error::other)?;
            match appear(file, &[&key], |temporary| fs::hard_link(temporary, file)) {
                // Another process was faster, and its key is the one that stays.
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
                made => made?,
            }
            // A name is on the disk when its folder is.
            let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            fs::File::open(folder)?.sync_all()?;
            open(file)
        }
        result => result,
    }
}

/// Write a file that appears whole or not at all, readable by its owner. One that is there is replaced.
pub(crate) fn write_private(file: &Path, parts: &[&[u8]]) -> io::Result<()> {
    appear(file, parts, |temporary| fs::rename(temporary, file))
}

/// Write it under another name, and have that name become its own.
fn appear(file: &Path, parts: &[&[u8]], become_it: impl FnOnce(&Path) -> io::Result<()>) -> io::Result<()> {
    use std::{io::Write, os::unix::fs::OpenOptionsExt};
    let mut suffix = [0; 8];
    getrandom::fill(&mut suffix).map_err(io::Error::other)?;
    let temporary = file.with_extension(format!("{:016x}.tmp", u64::from_le_bytes(suffix)));
    let written = (|| {
        let mut f = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&temporary)?;
        for part in parts {
            f.write_all(part)?;
        }
        f.sync_all()?;
        become_it(&temporary)
    })();
    // After a rename it is not there any more.
    let _ = fs::remove_file(&temporary);
    written
}

#[cfg(test)]
mod tests {
    use std::{sync::Barrier, thread};

    use super::*;

    #[test]
    fn whoever_makes_a_key_at_the_same_time_gets_the_same_one() {
        let folder = tempfile::tempdir().unwrap();
        for round in 0..50 {
            let (file, start) = (folder.path().join(format!("{round}.key")), Barrier::new(8));
            let keys: Vec<_> = thread::scope(|scope| {
                let made = || {
                    start.wait();
                    open_or_make(&file).unwrap()
                };
                let threads: Vec<_> = (0..8).map(|_| scope.spawn(made)).collect();
                threads.into_iter().map(|thread| thread.join().unwrap()).collect()
            });
            let kept = open(&file).unwrap();
            assert!(keys.iter().all(|key| *key == kept), "round {round}");
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 50, "and nothing else is left");
    }
}
