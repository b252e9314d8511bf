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
            write_private(file, &[&key])?;
            Ok(key)
        }
        result => result,
    }
}

/// Write a file that appears whole or not at all, readable by its owner.
pub(crate) fn write_private(file: &Path, parts: &[&[u8]]) -> io::Result<()> {
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
        fs::rename(&temporary, file)
    })();
    if written.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    written
}
