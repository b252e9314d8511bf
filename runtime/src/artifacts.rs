//! Compiled programs on disk. Running a compiled artifact means running native code, so each carries a tag that only the holder of
//! the key can make, over its bytes, the component's digest and everything about the engine that the code depends on. The tag is at the
//! end, so that the file can be mapped as it is.

mod native;

use std::{
    fs,
    hash::{Hash, Hasher},
    io,
    path::{Path, PathBuf},
};

use wasmtime::{Engine, component::Component};

use crate::{
    CompileLimits, Failure,
    key_file::{self, write_private},
};

const TAG_BYTES: usize = 32;
/// Refusals that are remembered; the oldest is forgotten first.
const REFUSALS: usize = 256;

/// The secret that authenticates artifacts. It never leaves the host, and a guest never sees it.
#[derive(Clone)]
pub struct ArtifactKey([u8; 32]);

impl ArtifactKey {
    /// Read the key from `file`, or make one there that only its owner can read.
    ///
    /// # Errors
    /// When the file cannot be read or written, or is not a key.
    pub fn open(file: &Path) -> io::Result<Self> {
        key_file::open_or_make(file).map(Self)
    }
}

impl std::fmt::Debug for ArtifactKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ArtifactKey(…)")
    }
}

/// A folder of artifacts made for one engine.
pub(crate) struct Artifacts {
    dir: PathBuf,
    key: ArtifactKey,
    engine: EngineHash,
}

/// wasmtime's version and every setting that changes the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct EngineHash(u64);

impl EngineHash {
    pub(crate) fn of(engine: &Engine) -> Self {
        let mut hasher = std::hash::DefaultHasher::new();
        engine.precompile_compatibility_hash().hash(&mut hasher);
        Self(hasher.finish())
    }

    fn file(self, digest: &blake3::Hash, extension: &str) -> String {
        format!("{}-{:016x}.{extension}", digest.to_hex(), self.0)
    }
}

/// Proof that code was compiled or authenticated here: only this file makes one.
pub(crate) struct Authentic(());

/// An artifact whose bytes were authenticated.
pub(crate) struct Verified {
    file: PathBuf,
    proof: Authentic,
}

impl Verified {
    /// The artifact that the supervisor named to this worker: it has the key, and has looked. The worker's folder is that of artifacts.
    pub(crate) fn named(digest: &blake3::Hash, engine: EngineHash) -> Self {
        Self { file: engine.file(digest, "cwasm").into(), proof: Authentic(()) }
    }

    /// Map the file and make a component of it.
    pub(crate) fn component(&self, engine: &Engine) -> wasmtime::Result<Component> {
        native::map(engine, &self.file, &self.proof)
    }
}

/// Code that was compiled for this process a moment ago.
pub(crate) struct Compiled {
    code: Vec<u8>,
    proof: Authentic,
}

impl Compiled {
    /// Made by the compiler that this process started, or is.
    pub(crate) fn now(code: Vec<u8>) -> Self {
        Self { code, proof: Authentic(()) }
    }

    pub(crate) fn component(&self, engine: &Engine) -> wasmtime::Result<Component> {
        native::load(engine, &self.code, &self.proof)
    }
}

impl Artifacts {
    pub(crate) fn open(dir: PathBuf, key: ArtifactKey, engine: EngineHash) -> Result<Self, Failure> {
        fs::create_dir_all(&dir).map_err(|e| {
            Failure::internal(format!("cannot make {}: {e}", dir.display())).hint("Make the data folder writable.")
        })?;
        let artifacts = Self { dir, key, engine };
        artifacts.sweep();
        Ok(artifacts)
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.dir
    }

    /// Remove what no process of this build would ever read: artifacts of other engines, and files whose writing was cut short.
    /// What cannot be removed costs space and nothing else.
    fn sweep(&self) {
        let mine = format!("-{:016x}", self.engine.0);
        let Ok(entries) = fs::read_dir(&self.dir) else { return };
        for entry in entries.flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let (stem, extension) = name.rsplit_once('.').unwrap_or_default();
            if extension == "tmp" || (matches!(extension, "cwasm" | "refused") && !stem.ends_with(&mine)) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// The artifact of a component, if it is there and ours. A damaged or foreign one is none.
    pub(crate) fn find(&self, digest: &blake3::Hash) -> Option<Verified> {
        let file = self.dir.join(self.engine.file(digest, "cwasm"));
        self.read(&file, digest)?;
        Some(Verified { file, proof: Authentic(()) })
    }

    /// Keep what was compiled.
    pub(crate) fn keep(&self, digest: &blake3::Hash, compiled: &Compiled) -> io::Result<Verified> {
        let file = self.dir.join(self.engine.file(digest, "cwasm"));
        self.write(&file, digest, &compiled.code)?;
        Ok(Verified { file, proof: Authentic(()) })
    }

    /// Why this component was not compiled before, if it was tried under the same limits: to try again would only take as long again.
    pub(crate) fn refusal(&self, digest: &blake3::Hash, limits: CompileLimits) -> Option<Failure> {
        let stored = self.read(&self.dir.join(self.engine.file(digest, "refused")), digest)?;
        let (under, failure): (CompileLimits, Failure) = postcard::from_bytes(&stored).ok()?;
        (under == limits).then_some(failure)
    }

    /// Remember a refusal. Not to be able to costs time and nothing else.
    pub(crate) fn refuse(&self, digest: &blake3::Hash, limits: CompileLimits, failure: &Failure) {
        if let Ok(bytes) = postcard::to_stdvec(&(limits, failure)) {
            self.make_room();
            let _ = self.write(&self.dir.join(self.engine.file(digest, "refused")), digest, &bytes);
        }
    }

    fn make_room(&self) {
        let Ok(entries) = fs::read_dir(&self.dir) else { return };
        let refusals = entries.flatten().filter(|entry| entry.path().extension().is_some_and(|ext| ext == "refused"));
        let mut refusals: Vec<_> =
            refusals.map(|entry| (entry.metadata().and_then(|file| file.modified()).ok(), entry.path())).collect();
        refusals.sort_unstable();
        let spare = (refusals.len() + 1).saturating_sub(REFUSALS);
        for (_, file) in refusals.into_iter().take(spare) {
            let _ = fs::remove_file(file);
        }
    }

    /// Remove what was kept of a component that nobody has any more. What cannot be removed costs space and nothing else.
    pub(crate) fn forget(&self, digest: &blake3::Hash) {
        for extension in ["cwasm", "refused"] {
            let _ = fs::remove_file(self.dir.join(self.engine.file(digest, extension)));
        }
    }

    fn read(&self, file: &Path, digest: &blake3::Hash) -> Option<Vec<u8>> {
        let mut stored = fs::read(file).ok()?;
        let (contents, tag) = stored.split_at_checked(stored.len().checked_sub(TAG_BYTES)?)?;
        let (length, tag) = (contents.len(), blake3::Hash::from_slice(tag).ok()?);
        // Comparing two `Hash`es takes constant time.
        if self.tag(file, digest, contents) != tag {
            return None;
        }
        stored.truncate(length);
        Some(stored)
    }

    fn write(&self, file: &Path, digest: &blake3::Hash, contents: &[u8]) -> io::Result<()> {
        write_private(file, &[contents, self.tag(file, digest, contents).as_bytes()])
    }

    fn tag(&self, file: &Path, digest: &blake3::Hash, contents: &[u8]) -> blake3::Hash {
        let kind = file.extension().unwrap_or_default().as_encoded_bytes();
        blake3::Hasher::new_keyed(&self.key.0)
            .update(b"fanlight artifact 2 ")
            .update(kind)
            .update(&self.engine.0.to_le_bytes())
            .update(digest.as_bytes())
            .update(contents)
            .finalize()
    }
}

#[cfg(test)]
mod tests;
