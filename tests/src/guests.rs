//! Builds guests: cargo makes core modules, the registry makes packages of them.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context as _, Result, ensure};
use fanlight_bridge::manifest::Manifest;

use crate::checkout;

const TARGET: &str = "wasm32-unknown-unknown";

/// Builds every crate of a workspace of guests with one run of cargo, and returns the folder with the core modules.
///
/// # Errors
/// When no toolchain can be had or cargo fails; what they say is on stderr.
pub fn build(workspace: &str) -> Result<PathBuf> {
    let dir = checkout().join(workspace);
    let mut cargo = Command::new("cargo");
    cargo.current_dir(&dir).args(["build", "--release", "--locked", "--quiet", "--target", TARGET, "--target-dir", "target"]);
    // Flags and wrappers that are meant for the host's own build do not fit the guests'.
    for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET", "CARGO_BUILD_RUSTFLAGS", "RUSTC_WRAPPER"] {
        cargo.env_remove(name);
    }
    let status = cargo.env("RUSTC", toolchain()?).status().context("cargo does not start")?;
    ensure!(status.success(), "the guests in {workspace} do not build");
    Ok(dir.join("target").join(TARGET).join("release"))
}

/// The core module that [`build`] made of the crate `name`.
///
/// # Errors
/// When there is none.
pub fn core(modules: &Path, name: &str) -> Result<Vec<u8>> {
    let path = modules.join(format!("{}.wasm", name.replace('-', "_")));
    fs::read(&path).with_context(|| format!("cargo made no {}", path.display()))
}

/// A package of a core module or component and the `fanlight.toml` in `folder`.
///
/// # Errors
/// When the registry does not make one.
pub fn package(core_or_component: &[u8], folder: &Path) -> Result<Vec<u8>> {
    let manifest = Manifest::from_toml(&fs::read_to_string(folder.join("fanlight.toml"))?)?;
    let read = |(name, path): (&String, &String)| Ok((name.clone(), fs::read(folder.join(path))?));
    let images = manifest.images.iter().map(read).collect::<Result<_>>()?;
    Ok(fanlight_registry::build_with_images(core_or_component, &manifest, None, &images)?)
}

/// Where tests build what authors write, so that the kit is compiled for the first of them alone.
#[must_use]
pub fn authors_target() -> PathBuf {
    checkout().join("target/tmp/author")
}

/// The rustc for guests: `GUEST_RUSTC` if it is set, else what `tests/guest-toolchain` says.
///
/// # Errors
/// When none can be had; what the script says is on stderr.
pub fn toolchain() -> Result<String> {
    if let Ok(rustc) = std::env::var("GUEST_RUSTC") {
        return Ok(rustc);
    }
    let script = Command::new(checkout().join("tests/guest-toolchain")).stderr(Stdio::inherit()).output()?;
    ensure!(script.status.success(), "tests/guest-toolchain found no toolchain");
    Ok(String::from_utf8(script.stdout)?.trim().to_owned())
}
