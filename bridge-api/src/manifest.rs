//! What a package says about itself: its name, what it asks for and why, its settings, and limits it can live with.
//!
//! A manifest is data from a stranger. [`Manifest::from_json`] and [`Manifest::from_toml`] return one only after
//! [`Manifest::validate`] has accepted every length, every character and every name in it, so the rest of the host can
//! show its texts to people as they are. What a *permission* means is not known here: names of capabilities live in
//! their own folders, and the registry compares them with what the component imports. What people read of it may be there in other
//! languages, too: see [`Translation`].
//!
//! To add a field: add it to [`Manifest`], check it in `manifest/check.rs`, and describe it in `docs/`.

mod check;
mod error;
mod limits;
mod settings;
mod text;
mod translation;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use error::ManifestError;
pub use limits::ManifestLimits;
pub use settings::{Setting, SettingType};
pub use translation::{PermissionTranslation, SettingTranslation, Translation};

/// The version of the contract in `bridge-api/wit` that a package is built for; a manifest names it in `api`.
pub const API_VERSION: &str = "0.1.0";
/// Longest manifest in bytes, as JSON or as TOML. It is checked before anything is parsed.
pub const MAX_BYTES: usize = 64 * 1024;
/// Most permissions that one package may declare.
pub const MAX_PERMISSIONS: usize = 16;
/// Most images that one package may carry.
pub const MAX_IMAGES: usize = 16;
/// Most settings that one package may declare.
pub const MAX_SETTINGS: usize = 32;
/// Most languages that one package may be translated into.
pub const MAX_LANGUAGES: usize = 32;

/// What a package is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A function from events to state, and from state to a view.
    Widget,
    /// A function from the viewer's context to design tokens. It imports nothing and keeps nothing.
    Theme,
}

impl Kind {
    /// `widget` or `theme`, as in JSON; also the name of the WIT world.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Widget => "widget",
            Self::Theme => "theme",
        }
    }
}

/// Whose state a widget keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum StateScope {
    /// Each viewer has their own.
    #[default]
    Viewer,
    /// Everybody who sees the board shares one.
    Board,
}

/// One thing that a package asks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Permission {
    /// Why, in the author's words, 10 to 300 characters. Shown to the person who decides.
    #[serde(default)]
    pub reason: String,
    /// How much of it; an object whose fields the capability defines, such as `{"folder": ""}`. At most 4 KiB of JSON.
    #[serde(default = "empty_object")]
    pub scope: serde_json::Value,
}

/// A package's account of itself. See the module's documentation for what has been checked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// `[a-z][a-z0-9-]{0,48}`. Packages of the same name and publisher are versions of one.
    pub name: String,
    /// Semantic version, at most 32 bytes, without build metadata.
    #[serde(deserialize_with = "check::version")]
    pub version: semver::Version,
    /// Widget or theme.
    pub kind: Kind,
    /// Always [`API_VERSION`].
    pub api: String,
    /// Who made it, 1 to 60 characters. A claim until the package is signed.
    pub publisher: String,
    /// Shown on the board and in the gallery, 1 to 60 characters.
    pub title: String,
    /// What it is for, 1 to 500 characters on one line.
    pub description: String,
    /// Whose state it keeps; of no effect for a theme.
    #[serde(default)]
    pub state: StateScope,
    /// What it asks for, by the name of the capability. Empty for a theme.
    #[serde(default)]
    pub permissions: BTreeMap<String, Permission>,
    /// What a person can adjust, by name. Empty for a theme.
    #[serde(default)]
    pub settings: BTreeMap<String, Setting>,
    /// Names of settings in the order in which people see them; those that are not named follow by name. A `fanlight.toml` need not have
    /// it: the order of its tables counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub settings_order: Vec<String>,
    /// Pictures that its views may show: the file of each in the author's folder, by name. Empty for a theme.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub images: BTreeMap<String, String>,
    /// Limits below the host's own.
    #[serde(default)]
    pub limits: ManifestLimits,
    /// What people read of it in other languages, by language: a tag of BCP 47 such as `de` or `pt-BR`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub translations: BTreeMap<String, Translation>,
}

impl Manifest {
    /// Reads the JSON of a package's `fanlight:manifest` section.
    ///
    /// # Errors
    /// Says which field is wrong, in what way, and how to mend it.
    pub fn from_json(bytes: &[u8]) -> Result<Self, ManifestError> {
        check::size(bytes.len())?;
        check::object(bytes)?;
        let manifest: Self = serde_json::from_slice(bytes).map_err(|e| ManifestError::parse(&e.to_string()))?;
        manifest.validate()?;
        Ok(manifest)
    }

    /// Reads the text of an author's `fanlight.toml`.
    ///
    /// # Errors
    /// As [`Manifest::from_json`].
    pub fn from_toml(text: &str) -> Result<Self, ManifestError> {
        check::size(text.len())?;
        let mut manifest: Self = toml::from_str(text).map_err(|e| ManifestError::parse_toml(&e, text))?;
        if manifest.settings_order.is_empty() && manifest.settings.len() > 1 {
            manifest.settings_order = settings::written(text);
        }
        manifest.validate()?;
        Ok(manifest)
    }

    /// The JSON that goes into a package. The same manifest gives the same bytes.
    ///
    /// # Errors
    /// When the manifest is not valid: what is written can be read again.
    pub fn to_json(&self) -> Result<Vec<u8>, ManifestError> {
        self.validate()?;
        serde_json::to_vec(self).map_err(|e| ManifestError::parse(&e.to_string()))
    }
}

fn empty_object() -> serde_json::Value {
    serde_json::Value::Object(serde_json::Map::new())
}

#[cfg(test)]
mod tests;
