//! What stands behind no permission because it reaches nothing: the frozen profile of WASI, see `runtime/src/frozen.rs`.

use anyhow::{Context as _, Result};
use fanlight_runtime::FROZEN_INTERFACES;
use semver::Version;
use wit_parser::{Resolve, WorldId};

use crate::world::Surface;

/// The packages of the profile, each after those that it uses.
const PACKAGES: [(&str, &str); 5] = [
    ("io.wit", include_str!("../wit/io.wit")),
    ("clocks.wit", include_str!("../wit/clocks.wit")),
    ("random.wit", include_str!("../wit/random.wit")),
    ("cli.wit", include_str!("../wit/cli.wit")),
    ("filesystem.wit", include_str!("../wit/filesystem.wit")),
];
/// The version that the files are written in; their text is the same in every version of this profile.
const WRITTEN: &str = "0.2.0";
/// Versions that one component may mix: each costs the check a parse.
const MAX_VERSIONS: usize = 4;

/// Whether an import belongs to the profile.
pub(crate) fn is_frozen(import: &str) -> bool {
    let Some((interface, version)) = import.split_once('@') else { return false };
    let known = Version::parse(version).is_ok_and(|v| (v.major, v.minor) == (0, 2) && v.pre.is_empty() && v.build.is_empty());
    known && FROZEN_INTERFACES.contains(&interface)
}

/// Those imports of a component that belong to the profile.
pub(crate) fn imported(surface: &Surface) -> Vec<&str> {
    surface.operations.keys().map(String::as_str).filter(|import| is_frozen(import)).collect()
}

/// The host's contract for widgets with these imports beside it.
///
/// # Errors
/// When they mix more versions than any toolchain does.
pub(crate) fn widened(host: &Resolve, widget: WorldId, imports: &[&str]) -> Result<Resolve> {
    let mut versions: Vec<&str> = imports.iter().filter_map(|import| Some(import.split_once('@')?.1)).collect();
    versions.sort_unstable();
    versions.dedup();
    anyhow::ensure!(versions.len() <= MAX_VERSIONS, "it imports WASI in more than {MAX_VERSIONS} versions");
    let mut resolve = host.clone();
    for version in versions {
        for (name, text) in PACKAGES {
            resolve.push_str(name, &text.replace(WRITTEN, version)).with_context(|| format!("WASI {version}"))?;
        }
    }
    let imports: String = imports.iter().map(|import| format!("  import {import};\n")).collect();
    let package = resolve.push_str("frozen.wit", &format!("package fanlight:frozen;\nworld system {{\n{imports}}}\n"))?;
    let system = resolve.select_world(&[package], Some("system"))?;
    // With what the interfaces take types from. A world that included the host's would not do: types of that have moved.
    let system: Vec<_> = resolve.worlds.get(system).map(|world| world.imports.clone()).into_iter().flatten().collect();
    if let Some(world) = resolve.worlds.get_mut(widget) {
        world.imports.extend(system);
    }
    Ok(resolve)
}
