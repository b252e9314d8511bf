//! Guests made on the spot: modules with every import of a world and exports that trap, for what is checked before running.

use fanlight_bridge::{capabilities::ALL, manifest::Manifest};
use fanlight_registry::{Capabilities, build};
use serde_json::{Value, json};
use wit_component::{StringEncoding, dummy_module, embed_component_metadata};
use wit_parser::{ManglingAndAbi, Resolve};

const BRIDGE: &str = include_str!("../../../../bridge-api/wit/bridge.wit");

pub fn capabilities() -> Capabilities {
    Capabilities::fanlight().unwrap()
}

/// A core module of `world { <items> }`, where items are WIT such as `import fanlight:log/log@0.1.0;`.
pub fn module(items: &str) -> Vec<u8> {
    module_of(BRIDGE, items)
}

/// The same with another text of the bridge.
pub fn module_of(bridge: &str, items: &str) -> Vec<u8> {
    let mut resolve = Resolve::default();
    resolve.push_str("bridge.wit", bridge).unwrap();
    for capability in ALL {
        if let Some(imports) = capability.imports {
            resolve.push_str(capability.name, imports.wit).unwrap();
        }
    }
    resolve.push_str("keyvalue.wit", "package wasi:keyvalue@0.2.0; interface store { open: func() -> u64; }").unwrap();
    let package = resolve.push_str("guest.wit", &format!("package test:guest; world guest {{ {items} }}")).unwrap();
    let world = resolve.select_world(&[package], None).unwrap();
    let mut module = dummy_module(&resolve, world, ManglingAndAbi::Standard32);
    embed_component_metadata(&mut module, &resolve, world, StringEncoding::UTF8).unwrap();
    module
}

pub const WIDGET: &str = "include fanlight:bridge/widget@0.1.0;";
pub const THEME: &str = "include fanlight:bridge/theme@0.1.0;";

pub fn widget_with(imports: &str) -> Vec<u8> {
    module(&format!("{WIDGET} {imports}"))
}

pub fn manifest(kind: &str, permissions: &[&str]) -> Manifest {
    let permissions: serde_json::Map<String, Value> =
        permissions.iter().map(|name| ((*name).to_owned(), json!({ "reason": "Needed for this very test." }))).collect();
    let json = json!({
        "name": "sample", "version": "1.2.3", "kind": kind, "api": "0.1.0", "publisher": "Tests", "title": "Sample",
        "description": "A sample.", "permissions": permissions,
    });
    Manifest::from_json(json.to_string().as_bytes()).unwrap()
}

/// A small widget that passes: one capability, declared.
pub fn package() -> Vec<u8> {
    build(&widget_with("import fanlight:log/log@0.1.0;"), &manifest("widget", &["log"]), None).unwrap()
}

/// A custom section by hand, for what `build` would never write.
pub fn section(name: &str, data: &[u8]) -> Vec<u8> {
    use wasm_encoder::ComponentSection as _;
    let mut bytes = Vec::new();
    wasm_encoder::CustomSection { name: name.into(), data: data.into() }.append_to_component(&mut bytes);
    bytes
}

/// A bare component of a widget with no manifest, and `sections` after it.
pub fn with_sections(sections: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = wit_component::ComponentEncoder::default().module(&widget_with("")).unwrap().encode().unwrap();
    for (name, data) in sections {
        bytes.extend(section(name, data));
    }
    bytes
}
