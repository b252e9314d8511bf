//! Components without a manifest: nobody can install them, but whoever has one may want to see it run.

use std::collections::BTreeMap;

use fanlight_bridge::manifest::{API_VERSION, Kind, Manifest, ManifestLimits, Permission, StateScope};
use wasmparser::{Parser, Validator};

use crate::{Capabilities, build, error, package, sections, world};
use fanlight_runtime::Failure;

/// The same bytes if they carry a manifest or are no component (which [`crate::Package::open`] says better), else a package whose
/// manifest declares every capability there is. For trying things out on one's own machine, never for uploads.
///
/// # Errors
/// `invalid.package` when the component is not valid.
pub fn with_manifest(bytes: Vec<u8>, capabilities: &Capabilities) -> Result<Vec<u8>, Failure> {
    if !Parser::is_component(&bytes) || package::is_modest(&bytes).is_err() {
        return Ok(bytes);
    }
    let Ok(types) = Validator::new_with_features(fanlight_runtime::wasm_features()).validate_all(&bytes) else {
        return Ok(bytes);
    };
    if sections::read(&bytes)?.manifest.is_some() {
        return Ok(bytes);
    }
    let theme = world::surface(&bytes, &types)?.check_exports(Kind::Theme).is_ok();
    let kind = if theme { Kind::Theme } else { Kind::Widget };
    let permission = |name: &str| {
        let permission = Permission { reason: "The component has no manifest.".into(), scope: serde_json::json!({}) };
        (name.to_owned(), permission)
    };
    let manifest = Manifest {
        name: "without-manifest".into(),
        version: semver::Version::new(0, 0, 0),
        kind,
        api: API_VERSION.into(),
        publisher: "Unknown".into(),
        title: "Without a manifest".into(),
        description: "A component that carries no manifest.".into(),
        state: StateScope::default(),
        permissions: match kind {
            Kind::Widget => {
                // What a component imports by name it gets in full; other rights have a scope that only a manifest can say.
                capabilities.list().filter(|known| known.imports.is_some()).map(|known| permission(known.name)).collect()
            }
            Kind::Theme => BTreeMap::new(),
        },
        settings: BTreeMap::new(),
        settings_order: Vec::new(),
        images: BTreeMap::new(),
        limits: ManifestLimits::default(),
        translations: BTreeMap::new(),
    };
    build(&bytes, &manifest, None).map_err(|e| error::package(e.to_string(), "See the contract in bridge-api/wit/bridge.wit."))
}
