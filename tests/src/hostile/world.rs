//! The world of a core module that is written as text.

use anyhow::Result;
use fanlight_bridge::capabilities;
use wit_component::StringEncoding;
use wit_parser::Resolve;

const BRIDGE: &str = include_str!("../../../bridge-api/wit/bridge.wit");

/// Writes into `core` what its world is, as bindings would: `own` if the case has a `world.wit`, else one of Fanlight's. It may name
/// the packages of the capabilities, or define one of them in its own way.
pub(super) fn describe(core: &mut Vec<u8>, own: Option<&str>, theme: bool) -> Result<()> {
    let mut resolve = Resolve::default();
    resolve.push_str("bridge.wit", BRIDGE)?;
    for capability in capabilities::ALL {
        let Some(imports) = capability.imports else { continue };
        if own.is_none_or(|own| !own.contains(&format!("package fanlight:{}@0.1.0 ", capability.name))) {
            resolve.push_str(capability.name, imports.wit)?;
        }
    }
    let fanlight = format!(
        "package attack:case; world attack {{ include fanlight:bridge/{}@0.1.0; }}",
        if theme { "theme" } else { "widget" }
    );
    let package = resolve.push_str("world.wit", own.unwrap_or(&fanlight))?;
    let world = resolve.select_world(&[package], None)?;
    wit_component::embed_component_metadata(core, &resolve, world, StringEncoding::UTF8)
}
