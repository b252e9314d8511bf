//! The hostile guests: what a `case.toml` says, and the package that it asks for.

use std::{fs, path::Path};

use crate::{checkout, guests};
use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;
use wasm_encoder::{ComponentSection as _, ComponentSectionId, InstanceSection, RawSection};
use wasmparser::{Parser, Payload};

/// One attack and how it has to end.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// The mechanism, in a line.
    pub why: String,
    /// Words of the row in the catalogue of attacks.
    pub row: String,
    /// The failure's kind.
    pub kind: String,
    /// Exit status of `fanlight`.
    pub exit: i32,
    /// `run` or `check`.
    #[serde(default = "run")]
    pub command: String,
    /// Further arguments; `{workspace}` stands for a folder of documents.
    #[serde(default)]
    pub run: Vec<String>,
    /// What the file is.
    #[serde(default)]
    make: Make,
    /// So many instances of the core module in `graft.wat` are added to the component.
    #[serde(default)]
    graft: u32,
}

fn run() -> String {
    "run".into()
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Make {
    #[default]
    Package,
    /// The core module that cargo made.
    Core,
    /// The first half of the package.
    Truncated,
}

/// A case with its file.
#[derive(Debug)]
pub struct Attack {
    /// The name of its folder.
    pub name: String,
    /// What `case.toml` says.
    pub case: Case,
    /// The file that is run or uploaded.
    pub bytes: Vec<u8>,
}

/// Builds every case: one for each folder of `tests/hostile`, in the order of their names.
///
/// # Errors
/// When a folder has no `case.toml`, or a guest does not build.
pub fn attacks() -> Result<Vec<Attack>> {
    let modules = guests::build("tests/hostile")?;
    let mut attacks = Vec::new();
    for entry in fs::read_dir(checkout().join("tests/hostile"))? {
        let entry = entry?;
        let (path, name) = (entry.path(), entry.file_name());
        let Some(name) = name.to_str().filter(|name| path.is_dir() && *name != "target") else { continue };
        let case = Case::read(&path).with_context(|| name.to_owned())?;
        let bytes = case.file(guests::core(&modules, name)?, &path).with_context(|| name.to_owned())?;
        attacks.push(Attack { name: name.to_owned(), case, bytes });
    }
    attacks.sort_by(|a, b| a.name.cmp(&b.name));
    ensure!(!attacks.is_empty(), "there are no cases");
    Ok(attacks)
}

impl Case {
    /// Reads the case in `folder`.
    pub fn read(folder: &Path) -> Result<Self> {
        let text = fs::read_to_string(folder.join("case.toml")).context("the folder has no case.toml")?;
        let case: Self = toml::from_str(&text)?;
        ensure!(!case.why.is_empty() && !case.row.is_empty(), "case.toml says neither why nor which row it is for");
        Ok(case)
    }

    /// Arguments after the file.
    pub fn args(&self) -> Vec<String> {
        let workspace = checkout().join("host/assets/workspace");
        self.run.iter().map(|arg| arg.replace("{workspace}", &workspace.to_string_lossy())).collect()
    }

    /// The file that is run, made of what cargo made.
    pub fn file(&self, core: Vec<u8>, folder: &Path) -> Result<Vec<u8>> {
        if let Make::Core = self.make {
            return Ok(core);
        }
        let mut package = guests::package(&core, folder)?;
        if self.graft > 0 {
            let module = wat::parse_file(folder.join("graft.wat"))?;
            graft(&mut package, &module, self.graft)?;
        }
        if let Make::Truncated = self.make {
            package.truncate(package.len() / 2);
        }
        Ok(package)
    }
}

/// Adds a core module to a component, and instances of it. Sections of a component may come in any order, so they go to the end.
fn graft(component: &mut Vec<u8>, module: &[u8], copies: u32) -> Result<()> {
    let (mut depth, mut modules) = (0, 0);
    for payload in Parser::new(0).parse_all(component) {
        match payload? {
            Payload::ModuleSection { .. } => {
                modules += u32::from(depth == 0);
                depth += 1;
            }
            Payload::ComponentSection { .. } => depth += 1,
            Payload::End(_) => depth -= 1,
            _ => {}
        }
    }
    let mut instances = InstanceSection::new();
    for _ in 0..copies {
        instances.instantiate::<[(&str, wasm_encoder::ModuleArg); 0], &str>(modules, []);
    }
    RawSection { id: ComponentSectionId::CoreModule.into(), data: module }.append_to_component(component);
    instances.append_to_component(component);
    Ok(())
}
