//! Compiled programs on disk. Running a compiled artifact means running native code, so each carries a tag that only the holder of
//! the key can make, over its bytes, the component's digest and everything about the engine that the code depends on.

mod native;

use std::{
    fs,
    hash::{Hash, Hasher},
    io,
    path::{Path, PathBuf},
};

use wasmtime::{Engine, component::Component};

use crate::{
    Failure,
    key_file::{self, write_private},
    program::refuse,
};

const TAG_BYTES: usize = 32;

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
    /// wasmtime's version and every setting that changes the code.
    engine: u64,
}

impl Artifacts {
    pub(crate) fn open(dir: PathBuf, key: ArtifactKey, engine: &Engine) -> Result<Self, Failure> {
        fs::create_dir_all(&dir).map_err(|e| {
            Failure::internal(format!("cannot make {}: {e}", dir.display())).hint("Make the data folder writable.")
        })?;
        let mut hasher = std::hash::DefaultHasher::new();
        engine.precompile_compatibility_hash().hash(&mut hasher);
        let artifacts = Self { dir, key, engine: hasher.finish() };
        artifacts.sweep();
        Ok(artifacts)
    }

    /// Remove what no process of this build would ever read: artifacts of other engines, and files whose writing was cut short.
    /// What cannot be removed costs space and nothing else.
    fn sweep(&self) {
        let mine = format!("-{:016x}.cwasm", self.engine);
        let Ok(entries) = fs::read_dir(&self.dir) else { return };
        for entry in entries.flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name.ends_with(".tmp") || (name.ends_with(".cwasm") && !name.ends_with(&mine)) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// The component of `bytes`, from the cache or compiled now. A damaged or foreign artifact is compiled again, never run; a cache
    /// that cannot be written costs time and nothing else.
    pub(crate) fn component(&self, engine: &Engine, digest: &blake3::Hash, bytes: &[u8]) -> Result<Component, Failure> {
        let file = self.dir.join(format!("{}-{:016x}.cwasm", digest.to_hex(), self.engine));
        if let Some(component) = fs::read(&file).ok().and_then(|stored| self.load(engine, digest, &stored)) {
            return Ok(component);
        }
        let code = engine.precompile_component(bytes).map_err(|e| refuse(&e))?;
        let tag = self.tag(digest, &code);
        let _ = write_private(&file, &[tag.as_bytes(), &code]);
        // What the pool has no room for is found here, not while compiling.
        native::load(engine, &code, Authentic(())).map_err(|e| refuse(&e))
    }

    fn load(&self, engine: &Engine, digest: &blake3::Hash, stored: &[u8]) -> Option<Component> {
        let (tag, code) = stored.split_at_checked(TAG_BYTES)?;
        let tag = blake3::Hash::from_slice(tag).ok()?;
        // Comparing two `Hash`es takes constant time.
        (self.tag(digest, code) == tag).then(|| native::load(engine, code, Authentic(())).ok())?
    }

    fn tag(&self, digest: &blake3::Hash, code: &[u8]) -> blake3::Hash {
        blake3::Hasher::new_keyed(&self.key.0)
            .update(b"fanlight artifact 1")
            .update(&self.engine.to_le_bytes())
            .update(digest.as_bytes())
            .update(code)
            .finalize()
    }
}

/// Proof that code was compiled or authenticated here: only this file makes one.
struct Authentic(());

#[cfg(test)]
mod tests;
