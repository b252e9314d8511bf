//! A widget that works hard, made on the spot: how long it takes to be told something, and how long to be drawn, is the test's to say.

use anyhow::Result;
use fanlight_bridge::manifest::Manifest;
use serde_json::json;
use wit_component::{StringEncoding, embed_component_metadata};
use wit_parser::Resolve;

const MODULE: &str = include_str!("../toiler.wat");
const BRIDGE: &str = include_str!("../../bridge-api/wit/bridge.wit");

/// A package of that name. A million turns are about seven million units of fuel, and some milliseconds.
///
/// # Errors
/// When the registry does not make one.
pub fn package(name: &str, update_turns: u32, render_turns: u32) -> Result<Vec<u8>> {
    let text = MODULE.replace("UPDATE", &update_turns.to_string()).replace("RENDER", &render_turns.to_string());
    let mut resolve = Resolve::default();
    resolve.push_str("bridge.wit", BRIDGE)?;
    let guest = resolve.push_str("guest.wit", "package test:guest; world guest { include fanlight:bridge/widget@0.1.0; }")?;
    let world = resolve.select_world(&[guest], None)?;
    let mut module = wat::parse_str(text)?;
    embed_component_metadata(&mut module, &resolve, world, StringEncoding::UTF8)?;
    let manifest = json!({
        "name": name, "version": "1.0.0", "kind": "widget", "api": "0.1.0", "publisher": "Tests", "title": name,
        "description": "Works hard.", "state": "board",
    });
    let manifest = Manifest::from_json(manifest.to_string().as_bytes())?;
    Ok(fanlight_registry::build(&module, &manifest, None)?)
}
