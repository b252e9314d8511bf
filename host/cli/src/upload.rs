//! Reading a package from a file, checked exactly as an upload is.

use std::{fs::File, io::Read as _, path::Path};

use anyhow::Context as _;
use fanlight_registry::{Capabilities, MAX_PACKAGE_BYTES, Package};
use fanlight_runtime::{Failure, Kind};

use crate::exit::InvalidFile;

/// The bytes of a file of at most 16 MiB; one byte more is read, so that the check can say that it is too large.
///
/// # Errors
/// `invalid.package` when it cannot be read.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let unreadable = |e: std::io::Error| {
        Failure::new(Kind::InvalidPackage, format!("cannot read {}: {e}", path.display()))
            .hint("Check the path and its permissions.")
    };
    if path.is_dir() {
        let hint = format!(
            "Name the .wasm or .tokens.json file; `fanlight build {}` makes a package of an author's folder.",
            path.display()
        );
        return Err(Failure::new(Kind::InvalidPackage, format!("{} is a folder", path.display())).hint(hint));
    }
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(MAX_PACKAGE_BYTES as u64 + 1).read_to_end(&mut bytes)).map_err(unreadable)?;
    Ok(bytes)
}

/// Reads and checks a package; the bytes come with it.
///
/// # Errors
/// `invalid.package` and `invalid.manifest`.
pub(crate) fn open(path: &Path) -> anyhow::Result<(Package, Vec<u8>)> {
    let bytes = read(path)?;
    let package = check(&bytes)?;
    Ok((package, bytes))
}

/// The same for a file that may be a component without a manifest, as `run` takes it.
///
/// # Errors
/// `invalid.package` and `invalid.manifest`.
pub(crate) fn open_or_bare(path: &Path) -> anyhow::Result<(Package, Vec<u8>)> {
    let bytes = fanlight_registry::with_manifest(read(path)?, &offered()?)?;
    let package = check(&bytes)?;
    Ok((package, bytes))
}

/// Checks the bytes of a package.
///
/// # Errors
/// `invalid.package`, `invalid.manifest`, and `invalid.tokens` of a pack.
pub(crate) fn check(bytes: &[u8]) -> anyhow::Result<Package> {
    let package = Package::open(bytes, &offered()?);
    package.map_err(|failure| anyhow::Error::from(failure).context(InvalidFile))
}

/// What this host offers, as the registry wants to know it.
fn offered() -> anyhow::Result<Capabilities> {
    Capabilities::fanlight().context("this host's own list of capabilities is wrong")
}
