//! A file system of a test's own, in memory: small, and read-only on demand.

use std::{
    fs::{self, File},
    io::Write as _,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, ensure};

/// A mounted file system. Dropping it takes it away.
#[derive(Debug)]
pub struct SmallDisk {
    folder: tempfile::TempDir,
}

impl SmallDisk {
    /// Mount one of so many KiB.
    ///
    /// # Errors
    /// When this user may not mount: say so loudly, and test another way.
    pub fn mount(kib: u32) -> Result<Self> {
        let disk = Self { folder: tempfile::tempdir()? };
        let options = format!("size={kib}k,mode=0700");
        run(Command::new("mount").args(["-t", "tmpfs", "-o", &options, "fanlight-test"]).arg(disk.folder.path()))?;
        Ok(disk)
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Nothing on it can be changed from now on.
    ///
    /// # Errors
    /// When something has a file open for writing.
    pub fn make_read_only(&self) -> Result<()> {
        run(Command::new("mount").args(["-o", "remount,ro"]).arg(self.path()))
    }

    /// Take all the space that is left.
    ///
    /// # Errors
    /// When there is an end of it for another reason than its size.
    pub fn fill(&self) -> Result<()> {
        let mut file = File::options().create(true).append(true).open(self.filler())?;
        for size in [1 << 16, 1 << 12] {
            loop {
                match file.write_all(&vec![7; size]) {
                    Ok(()) => {}
                    Err(e) if e.kind() == std::io::ErrorKind::StorageFull => break,
                    Err(e) => return Err(e.into()),
                }
            }
        }
        Ok(())
    }

    /// Give back what [`SmallDisk::fill`] took.
    ///
    /// # Errors
    /// When it was never filled.
    pub fn free(&self) -> Result<()> {
        Ok(fs::remove_file(self.filler())?)
    }

    fn filler(&self) -> PathBuf {
        self.path().join("filler")
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Lazily: a process that is being killed may still hold a file. Not mounted at all: nothing to take away.
        let _ = Command::new("umount").arg("-l").arg(self.path()).output();
    }
}

fn run(command: &mut Command) -> Result<()> {
    let output = command.output().with_context(|| format!("{command:?}"))?;
    ensure!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr).trim());
    Ok(())
}
