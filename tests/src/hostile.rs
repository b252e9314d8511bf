//! The hostile guests: what a `case.toml` says, and the file that it asks for.

mod file;
mod world;

use std::{fs, path::Path};

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;

use crate::{checkout, guests};

/// One attack and how it has to end.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// The mechanism, in a line.
    pub why: String,
    /// Which kind of attack it is one of.
    pub row: String,
    /// The failure's kind; `none` when the attack is let through and does nothing.
    pub kind: String,
    /// Exit status of `fanlight`.
    pub exit: i32,
    /// `run` or `check`.
    #[serde(default = "run")]
    pub command: String,
    /// Further arguments; `{workspace}` stands for a folder of documents.
    #[serde(default)]
    pub run: Vec<String>,
    /// Texts that must not be in anything that is said about it.
    #[serde(default)]
    pub never: Vec<String>,
    /// Bytes of all that is said about it, at the most.
    pub most: Option<usize>,
    /// The failure's kind when it takes over the state of an earlier version.
    pub migrates: Option<String>,
    /// What the manifest asks for; by default what the guest imports.
    permissions: Option<Vec<String>>,
    /// The guest is a theme.
    #[serde(default)]
    theme: bool,
    /// What the file is.
    #[serde(default)]
    make: Make,
    /// So many instances of the core module or component in `graft.wat` are added to the component.
    #[serde(default)]
    graft: u32,
    /// Custom sections behind all others.
    #[serde(default)]
    sections: Vec<Section>,
    /// Bytes behind the last section.
    #[serde(default)]
    trailing: String,
}

fn run() -> String {
    "run".into()
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Make {
    #[default]
    Package,
    /// The core module.
    Core,
    /// The component, without a manifest.
    Component,
    /// The first half of the package.
    Truncated,
}

/// A custom section: `text` or the bytes of `hex`, so many times.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Section {
    name: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    hex: String,
    #[serde(default = "once")]
    times: usize,
}

fn once() -> usize {
    1
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
    let modules = guests::build("tests/hostile-guest")?;
    let shared = guests::core(&modules, "hostile-guest")?;
    let mut attacks = Vec::new();
    for entry in fs::read_dir(checkout().join("tests/hostile"))? {
        let entry = entry?;
        let (path, name) = (entry.path(), entry.file_name());
        let Some(name) = name.to_str().filter(|_| path.is_dir()) else { continue };
        let case = Case::read(&path).with_context(|| name.to_owned())?;
        let bytes = case.file(name, &path, &shared).with_context(|| name.to_owned())?;
        attacks.push(Attack { name: name.to_owned(), case, bytes });
    }
    attacks.sort_by(|a, b| a.name.cmp(&b.name));
    ensure!(!attacks.is_empty(), "there are no cases");
    Ok(attacks)
}

impl Attack {
    /// A harmless earlier version of the same package.
    ///
    /// # Errors
    /// When the registry does not make one.
    pub fn earlier(&self) -> Result<Vec<u8>> {
        self.case.earlier(&self.name)
    }
}

impl Case {
    /// Reads the case in `folder`.
    fn read(folder: &Path) -> Result<Self> {
        let text = fs::read_to_string(folder.join("case.toml")).context("the folder has no case.toml")?;
        let case: Self = toml::from_str(&text)?;
        ensure!(!case.why.is_empty() && !case.row.is_empty(), "case.toml says neither why nor which row it is for");
        Ok(case)
    }

    /// Whether the attack is let through, because it does nothing.
    #[must_use]
    pub fn is_harmless(&self) -> bool {
        self.kind == "none"
    }

    /// Arguments after the file.
    #[must_use]
    pub fn args(&self) -> Vec<String> {
        let workspace = checkout().join("host/assets/workspace");
        self.run.iter().map(|arg| arg.replace("{workspace}", &workspace.to_string_lossy())).collect()
    }
}
