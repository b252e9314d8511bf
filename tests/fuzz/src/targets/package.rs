//! An upload, whole: whatever the bytes are, opening them answers.

use fanlight_registry::Package;

use crate::host::{self, CAPABILITIES};

pub(crate) fn run(bytes: &[u8]) {
    if let Some(package) = host::blameless(Package::open(bytes, &CAPABILITIES)) {
        let imports: Vec<&String> = package.imports.keys().collect();
        assert!(imports.iter().all(|name| package.manifest.permissions.contains_key(*name)), "{imports:?} are not all declared");
        assert_eq!(package.manifest.validate(), Ok(()));
    }
    let _ = host::blameless(fanlight_registry::with_manifest(bytes.to_vec(), &CAPABILITIES));
}

pub(crate) fn seeds() -> Vec<Vec<u8>> {
    let files = ["guests/counter.wasm", "packages/daylight.wasm", "packages/meadow.tokens.json"];
    let mut seeds: Vec<_> = files.into_iter().map(|file| host::asset(&format!("host/assets/{file}"))).collect();
    seeds.push(crate::guests::view());
    seeds
}
