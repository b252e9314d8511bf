//! Package bytes, each in a file named by its digest. A file appears whole or not at all, is never changed, and is
//! checked against its name whenever it is read.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::error::{Result, StoreError};
use crate::ids::Digest;
use crate::open::{Store, make_private_folder};
use crate::scope::TenantScope;
use crate::secret::random_bytes;

/// The proof that a package's bytes are durable under their digest: what [`crate::Write::add_package`] needs before it
/// may add a row. Dropping it leaves a file that no row names and that the next upload of the same bytes uses.
#[derive(Debug)]
pub struct StagedPackage {
    pub(crate) digest: Digest,
    pub(crate) size: u64,
}

impl StagedPackage {
    /// The digest of the bytes, computed here.
    pub fn digest(&self) -> &Digest {
        &self.digest
    }

    /// How many bytes.
    pub fn size(&self) -> u64 {
        self.size
    }
}

impl Store {
    /// Writes a package's bytes to the object folder and syncs them, outside any transaction: syncing megabytes must
    /// not hold up other writers. The caller bounds the size.
    pub async fn stage_package(&self, _whose: &TenantScope, bytes: Vec<u8>) -> Result<StagedPackage> {
        let objects = self.inner.objects.clone();
        off_the_runtime(&self.inner.objects.folder, move || objects.put(&bytes)).await
    }
}

impl Store {
    /// Removes the file of a package that [`crate::Write::delete_package`] took out of its workspace, unless another one has it, too (then
    /// false).
    /// An upload of the same bytes at this moment waits, and then finds its file gone: it says so, and can be repeated.
    pub async fn discard_package(&self, digest: &Digest) -> Result<bool> {
        // Nobody adds a row while this transaction lives.
        let mut tx = self.inner.begin_write().await?;
        let gone = !self.inner.is_a_package(&mut tx, digest).await?;
        if gone {
            let (path, folder) = (self.inner.objects.path(digest), self.inner.objects.folder.clone());
            off_the_runtime(&self.inner.objects.folder, move || match fs::remove_file(&path) {
                Ok(()) => sync_folder(&folder),
                Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
                Err(e) => Err(StoreError::io("removing", &path, e)),
            })
            .await?;
        }
        tx.rollback().await.map_err(|e| self.inner.failed(e))?;
        Ok(gone)
    }
}

/// The folder of package files.
#[derive(Clone, Debug)]
pub(crate) struct Objects {
    folder: PathBuf,
}

impl Objects {
    /// Opens or makes the folder, and clears what an interrupted upload left. Needs the data folder's lock.
    pub(crate) fn open(folder: PathBuf) -> Result<Self> {
        make_private_folder(&folder)?;
        let listed = fs::read_dir(&folder).map_err(|e| StoreError::io("listing", &folder, e))?;
        for entry in listed {
            let path = entry.map_err(|e| StoreError::io("listing", &folder, e))?.path();
            if path.extension().is_some_and(|e| e == "tmp") {
                fs::remove_file(&path).map_err(|e| StoreError::io("removing", &path, e))?;
            }
        }
        Ok(Self { folder })
    }

    /// The bytes of `digest`, verified.
    pub(crate) async fn get(&self, digest: &Digest) -> Result<Vec<u8>> {
        let (path, digest) = (self.path(digest), digest.clone());
        off_the_runtime(&self.folder, move || read_verified(&path, &digest)).await
    }

    /// Writes to a name of its own, syncs, renames, syncs the folder: whatever moment the power fails at, the final
    /// name is absent or has all the bytes.
    fn put(&self, bytes: &[u8]) -> Result<StagedPackage> {
        let digest = Digest::of(bytes);
        let path = self.path(&digest);
        let staged = StagedPackage { size: bytes.len() as u64, digest };
        if read_verified(&path, &staged.digest).is_ok() {
            // An earlier attempt may have ended between its rename and its sync.
            sync_folder(&self.folder)?;
            return Ok(staged);
        }
        let temporary = self.folder.join(format!("{}.{:016x}.tmp", staged.digest, u64::from_ne_bytes(random_bytes()?)));
        let written = write_synced(&temporary, bytes).and_then(|()| fs::rename(&temporary, &path));
        if let Err(e) = written {
            // The folder is already failing: what matters is the first error.
            let _ = fs::remove_file(&temporary);
            return Err(StoreError::io("writing", &path, e));
        }
        sync_folder(&self.folder)?;
        Ok(staged)
    }

    /// Whether the file is there.
    pub(crate) fn has(&self, digest: &Digest) -> bool {
        self.path(digest).exists()
    }

    /// Safe to join: a [`Digest`] is 64 hex digits by construction.
    fn path(&self, digest: &Digest) -> PathBuf {
        self.folder.join(format!("{digest}.wasm"))
    }
}

fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::options().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn sync_folder(folder: &Path) -> Result<()> {
    File::open(folder).and_then(|f| f.sync_all()).map_err(|e| StoreError::io("syncing", folder, e))
}

fn read_verified(path: &Path, digest: &Digest) -> Result<Vec<u8>> {
    let damaged = |problem| StoreError::DamagedPackage { path: path.to_owned(), problem };
    match fs::read(path) {
        Ok(bytes) if Digest::of(&bytes) == *digest => Ok(bytes),
        Ok(_) => Err(damaged("not what its digest says")),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Err(damaged("missing")),
        Err(e) => Err(StoreError::io("reading", path, e)),
    }
}

/// File work may take as long as the disk likes: not on a thread that answers requests.
async fn off_the_runtime<T: Send + 'static>(folder: &Path, work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(e) => Err(StoreError::io("using", folder, io::Error::other(e))),
    }
}
