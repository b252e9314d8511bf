//! From a case's folder to the bytes that attack.

use std::{fs, path::Path};

use anyhow::{Context as _, Result};
use fanlight_bridge::manifest::Manifest;
use serde_json::{Map, Value, json};
use wasm_encoder::{
    ComponentExportKind, ComponentInstanceSection, ComponentSection as _, ComponentSectionId, CustomSection, InstanceSection,
    RawSection,
};
use wasmparser::{Parser, Payload};
use wit_component::ComponentEncoder;

use super::{Case, Make, Section, world};

/// A widget that does nothing: what is not the attack itself.
const HARMLESS: &str = include_str!("harmless.wat");
/// What the guest of all `attack.rs` imports.
const SHARED: [&str; 4] = ["documents", "log", "settings", "storage"];

impl Case {
    /// The file that is run or uploaded. `shared` is the core module of all cases with an `attack.rs`.
    pub(super) fn file(&self, name: &str, folder: &Path, shared: &[u8]) -> Result<Vec<u8>> {
        if let Ok(pack) = fs::read(folder.join("pack.tokens.json")) {
            return Ok(pack);
        }
        let mut file = if folder.join("component.wat").exists() {
            wat::parse_file(folder.join("component.wat"))?
        } else {
            let core = if folder.join("attack.rs").exists() { shared.to_vec() } else { self.core(folder)? };
            match self.make {
                Make::Core => return Ok(core),
                Make::Component => component(&core)?,
                Make::Package | Make::Truncated => fanlight_registry::build(&core, &self.manifest(name, folder)?, None)?,
            }
        };
        if self.graft > 0 {
            graft(&mut file, &wat::parse_file(folder.join("graft.wat"))?, self.graft)?;
        }
        for section in &self.sections {
            let data = section.data()?;
            CustomSection { name: (&section.name).into(), data: data.into() }.append_to_component(&mut file);
        }
        file.extend(self.trailing.as_bytes());
        if self.make == Make::Truncated {
            file.truncate(file.len() / 2);
        }
        Ok(file)
    }

    /// What does nothing, under the name of this case and an earlier version.
    pub(super) fn earlier(&self, name: &str) -> Result<Vec<u8>> {
        let mut core = wat::parse_str(HARMLESS)?;
        world::describe(&mut core, None, false)?;
        let mut manifest = self.manifest(name, Path::new(""))?;
        (manifest.version.minor, manifest.version.patch) = (0, 1);
        Ok(fanlight_registry::build(&core, &manifest, None)?)
    }

    /// The core module that is written as text, with its world.
    fn core(&self, folder: &Path) -> Result<Vec<u8>> {
        let text = fs::read_to_string(folder.join("guest.wat")).unwrap_or_else(|_| HARMLESS.to_owned());
        let mut core = wat::parse_str(text)?;
        world::describe(&mut core, fs::read_to_string(folder.join("world.wit")).ok().as_deref(), self.theme)?;
        Ok(core)
    }

    fn manifest(&self, name: &str, folder: &Path) -> Result<Manifest> {
        let shared = folder.join("attack.rs").exists();
        let imported = || if shared { SHARED.map(String::from).to_vec() } else { Vec::new() };
        let permission = |name: String| {
            let scope = if name == "documents" { json!({ "folder": "" }) } else { json!({}) };
            (name, json!({ "reason": "It says that it needs this.", "scope": scope }))
        };
        let permissions: Map<String, Value> =
            self.permissions.clone().unwrap_or_else(imported).into_iter().map(permission).collect();
        let attack = json!({ "attack": { "type": "text", "label": "Attack", "default": name } });
        let manifest = json!({
            "name": name,
            "version": "0.1.0",
            "kind": if self.theme { "theme" } else { "widget" },
            "api": "0.1.0",
            "publisher": "Mallory",
            "title": name,
            "description": self.why,
            "permissions": permissions,
            "settings": if shared { attack } else { json!({}) },
        });
        Manifest::from_json(manifest.to_string().as_bytes()).context("the case's manifest")
    }
}

impl Section {
    fn data(&self) -> Result<Vec<u8>> {
        let byte = |at: usize| self.hex.get(at..at + 2).and_then(|two| u8::from_str_radix(two, 16).ok());
        let bytes: Option<Vec<u8>> = (0..self.hex.len()).step_by(2).map(byte).collect();
        Ok([self.text.as_bytes(), &bytes.context("`hex` is no hexadecimal")?].concat().repeat(self.times))
    }
}

fn component(core: &[u8]) -> Result<Vec<u8>> {
    ComponentEncoder::default().validate(true).module(core)?.encode()
}

/// Adds a core module or another component to a component, and instances of it. Sections of a component may come in any order, so they
/// go to the end.
fn graft(component: &mut Vec<u8>, scion: &[u8], copies: u32) -> Result<()> {
    let (mut depth, mut modules, mut components) = (0, 0, 0);
    for payload in Parser::new(0).parse_all(component) {
        match payload? {
            Payload::ModuleSection { .. } => {
                modules += u32::from(depth == 0);
                depth += 1;
            }
            Payload::ComponentSection { .. } => {
                components += u32::from(depth == 0);
                depth += 1;
            }
            Payload::End(_) => depth -= 1,
            _ => {}
        }
    }
    if Parser::is_component(scion) {
        let mut instances = ComponentInstanceSection::new();
        for _ in 0..copies {
            instances.instantiate::<[(&str, ComponentExportKind, u32); 0], &str>(components, []);
        }
        RawSection { id: ComponentSectionId::Component.into(), data: scion }.append_to_component(component);
        instances.append_to_component(component);
    } else {
        let mut instances = InstanceSection::new();
        for _ in 0..copies {
            instances.instantiate::<[(&str, wasm_encoder::ModuleArg); 0], &str>(modules, []);
        }
        RawSection { id: ComponentSectionId::CoreModule.into(), data: scion }.append_to_component(component);
        instances.append_to_component(component);
    }
    Ok(())
}
