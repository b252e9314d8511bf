//! The capabilities, one folder each: its WIT, its grant and what that means in plain words, its host half and its guest half.
//!
//! To add one: write the folder `capabilities/<name>/` after the pattern of its neighbours, add one line to [`ALL`], and one to the
//! guest's list in `guest.rs`. Consent page, CLI, package checks and tests read [`ALL`] and know no names of their own.

#[path = "capabilities/documents/host.rs"]
pub mod documents;
#[path = "capabilities/links/host.rs"]
pub mod links;
#[path = "capabilities/log/host.rs"]
pub mod log;
#[path = "capabilities/settings/host.rs"]
pub mod settings;
#[path = "capabilities/storage/host.rs"]
pub mod storage;

use std::{collections::BTreeMap, sync::Arc};

use fanlight_runtime::{Capability, Gate, Interface, Limits, Rights, ScopeError};
use serde_json::Value;

use crate::{
    language::{Language, Said},
    manifest::Manifest,
};

/// Every capability there is.
pub const ALL: &[Descriptor] =
    &[documents::DESCRIPTOR, links::DESCRIPTOR, log::DESCRIPTOR, settings::DESCRIPTOR, storage::DESCRIPTOR];

/// How much a person should think about a permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Risk {
    /// It reaches nothing but the widget's own.
    Low,
    /// It reads what the person wrote.
    ReadsYourData,
}

/// Functions of a capability that a component imports.
#[derive(Clone, Copy, Debug)]
pub struct Imports {
    /// The functions.
    pub interface: Interface,
    /// The text of the WIT package that declares them.
    pub wit: &'static str,
}

/// What consent page, CLI and package checks know of a capability.
#[derive(Clone, Copy, Debug)]
pub struct Descriptor {
    /// The name in manifests and grants.
    pub name: &'static str,
    /// What a component imports to use it; `None` for a right over what the host does with a view.
    pub imports: Option<Imports>,
    /// How much a person should think about it.
    pub risk: Risk,
    /// Whether a person can grant less than was asked for.
    pub narrowable: bool,
    /// What a widget without it cannot do, after "It cannot".
    pub without: Said,
    words: fn(&Value, Language) -> Result<String, ScopeError>,
    intersect: fn(&Value, &Value) -> Result<Option<Value>, ScopeError>,
    open: fn(&Rights, &Backing, &Limits, &mut Gate) -> Result<(), ScopeError>,
}

impl Descriptor {
    /// What a grant of this scope means, in plain words, as a sentence about the widget.
    ///
    /// # Errors
    /// [`ScopeError`] when the scope does not parse.
    pub fn words(&self, scope: &Value) -> Result<String, ScopeError> {
        self.words_in(scope, Language::English)
    }

    /// The same in another language.
    ///
    /// # Errors
    /// [`ScopeError`] when the scope does not parse.
    pub fn words_in(&self, scope: &Value, language: Language) -> Result<String, ScopeError> {
        (self.words)(scope, language)
    }

    /// What both scopes allow; `None` when they have nothing in common.
    ///
    /// # Errors
    /// [`ScopeError`] when one of them does not parse.
    pub fn intersect(&self, declared: &Value, granted: &Value) -> Result<Option<Value>, ScopeError> {
        (self.intersect)(declared, granted)
    }
}

/// What no widget can do, whatever it is granted.
pub const NEVER: &[Said] = &[
    Said { en: "reach the internet", de: "das Internet erreichen" },
    Said {
        en: "run scripts in your browser or see your cookies and passwords",
        de: "Skripte in deinem Browser ausführen oder deine Cookies und Passwörter sehen",
    },
    Said { en: "see other widgets, your screen or your files", de: "andere Widgets, deinen Bildschirm oder deine Dateien sehen" },
    Said { en: "change or delete your documents", de: "deine Dokumente ändern oder löschen" },
];

/// The capability of that name.
pub fn find(name: &str) -> Option<&'static Descriptor> {
    ALL.iter().find(|descriptor| descriptor.name == name)
}

/// What stands behind the capabilities for one installed widget. All of it is about that widget alone: a session cannot name another.
#[derive(Clone)]
pub struct Backing {
    /// Its keys and bytes.
    pub storage: Arc<dyn storage::Source>,
    /// The workspace's documents.
    pub documents: Arc<documents::Folder>,
    /// What its settings may be.
    pub manifest: Arc<Manifest>,
    /// What its settings were when the call began.
    pub settings: serde_json::Map<String, Value>,
}

/// What a call wrote. It is committed with the new state or dropped with it.
#[derive(Debug, Default)]
pub struct Writes {
    /// Keys with new values; `None` deletes.
    pub storage: BTreeMap<String, Option<Vec<u8>>>,
    /// The settings that were put, and no others: whoever commits puts them over the values that hold by then.
    pub settings: serde_json::Map<String, Value>,
    /// What the widget told its author. Kept even when the call failed.
    pub log: log::Log,
}

/// Open the gate for a call: one session for each capability that `rights` give.
///
/// # Errors
/// [`ScopeError`] when a stored scope does not parse; nothing is granted then.
pub fn open(rights: &Rights, backing: &Backing, limits: &Limits) -> Result<Gate, ScopeError> {
    let mut gate = Gate::new();
    for descriptor in ALL {
        (descriptor.open)(rights, backing, limits, &mut gate)?;
    }
    Ok(gate)
}

/// Take what the call wrote.
pub fn close(gate: &mut Gate) -> Writes {
    Writes { storage: storage::writes(gate), settings: settings::put(gate), log: log::lines(gate) }
}

/// What a manifest declares, by capability.
pub fn declared(manifest: &Manifest) -> BTreeMap<String, Value> {
    manifest.permissions.iter().map(|(name, permission)| (name.clone(), permission.scope.clone())).collect()
}

/// For descriptors: parse, intersect and write back scopes of `C`.
fn intersect<C: Capability>(one: &Value, other: &Value) -> Result<Option<Value>, ScopeError> {
    let (one, other) = (scope::<C>(one)?, scope::<C>(other)?);
    C::intersect(&one, &other).map(|both| serde_json::to_value(both).map_err(|e| unreadable::<C>(&e))).transpose()
}

fn scope<C: Capability>(value: &Value) -> Result<C::Scope, ScopeError> {
    serde_json::from_value(value.clone()).map_err(|e| unreadable::<C>(&e))
}

fn unreadable<C: Capability>(error: &serde_json::Error) -> ScopeError {
    ScopeError { capability: C::NAME.to_owned(), reason: error.to_string() }
}

/// The scope of a capability that has no bounds of its own.
#[derive(Clone, Copy, Debug, Default, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Whole {}
