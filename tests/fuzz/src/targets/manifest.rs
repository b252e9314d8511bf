//! What a package says about itself, as JSON and as TOML: what is accepted is written and read again as the same.

use fanlight_bridge::manifest::Manifest;

use crate::host;

pub(crate) fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for manifest in [Manifest::from_json(bytes), Manifest::from_toml(&text)].into_iter().flatten() {
        let json = manifest.to_json().expect("what was accepted can be written");
        assert_eq!(Manifest::from_json(&json).as_ref(), Ok(&manifest));
        let defaults = manifest.default_settings();
        assert_eq!(manifest.check_settings(&defaults).as_ref(), Ok(&defaults));
    }
}

pub(crate) fn seeds() -> Vec<Vec<u8>> {
    let toml = ["tasks", "notes-insight", "daylight", "clock", "specimen"];
    let toml: Vec<Vec<u8>> = toml.into_iter().map(|name| host::asset(&format!("sample-widgets/{name}/fanlight.toml"))).collect();
    let json = toml.iter().filter_map(|toml| Manifest::from_toml(&String::from_utf8_lossy(toml)).ok()?.to_json().ok()).collect();
    [json, toml].concat()
}
