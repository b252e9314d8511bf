//! The one place that loads native code.
#![allow(unsafe_code, clippy::disallowed_methods, reason = "loading our own compiled artifacts; every other module denies it")]

use std::path::Path;

use wasmtime::{Engine, component::Component};

use super::Authentic;

/// Load code that was compiled just now.
pub(super) fn load(engine: &Engine, code: &[u8], _proof: &Authentic) -> wasmtime::Result<Component> {
    // SAFETY: wasmtime requires that the bytes come from `precompile_component`. `Authentic` is made in `artifacts.rs` alone, for
    // bytes that this process or the compiler that it started has compiled.
    unsafe { Component::deserialize(engine, code) }
}

/// Map a file whose tag was checked. What is changed on disk afterwards would be changed by the owner of the data folder, who could
/// replace this program as well; we replace artifacts by renaming, which leaves what is mapped as it is.
pub(super) fn map(engine: &Engine, file: &Path, _proof: &Authentic) -> wasmtime::Result<Component> {
    // SAFETY: as above; here `Authentic` stands for a tag that only the holder of the key can make, checked by this process, or by the
    // supervisor of this worker.
    unsafe { Component::deserialize_file(engine, file) }
}
