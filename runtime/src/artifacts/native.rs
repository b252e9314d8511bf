//! The one place that loads native code.
#![allow(unsafe_code, clippy::disallowed_methods, reason = "loading our own compiled artifacts; every other module denies it")]

use wasmtime::{Engine, component::Component};

use super::Authentic;

/// Load code that `Artifacts` compiled just now or whose tag it has checked.
pub(super) fn load(engine: &Engine, code: &[u8], _proof: Authentic) -> wasmtime::Result<Component> {
    // SAFETY: wasmtime requires that the bytes come from `precompile_component`. `Authentic` is made in `artifacts.rs` alone, for
    // bytes that this process compiled or that carry the tag which only the holder of the key can make.
    unsafe { Component::deserialize(engine, code) }
}
