//! A package as JSON. What it asks for is said in the host's words; the author's stand beside them as a reason.

use fanlight_bridge::{
    capabilities::{self, NEVER, Risk},
    manifest::{Kind, Manifest, SettingType, StateScope},
};
use fanlight_runtime::Limits;
use fanlight_store::{Digest, Json, Package};
use serde::Serialize;

use crate::problem::Problem;

/// Fuel that ordinary code uses in a millisecond: 100 million are about 50 ms (`Limits::fuel`).
const FUEL_PER_MS: u64 = 2_000_000;

/// What the gallery and the consent page show.
#[derive(Debug, Serialize)]
pub(crate) struct Description {
    digest: Digest,
    name: String,
    version: String,
    kind: Kind,
    title: String,
    description: String,
    publisher: String,
    state: StateScope,
    size: u64,
    has_picture: bool,
    permissions: Vec<Permission>,
    cannot: Vec<&'static str>,
    limits: Vec<LimitWords>,
    settings: Vec<Setting>,
}

#[derive(Debug, Serialize)]
struct Permission {
    capability: String,
    reason: String,
    words: String,
    scope: Json,
    narrowable: bool,
    risk: Risk,
}

#[derive(Debug, Serialize)]
struct LimitWords {
    name: &'static str,
    words: String,
}

/// A setting as a form needs it.
#[derive(Debug, Serialize)]
pub(crate) struct Setting {
    name: String,
    #[serde(rename = "type")]
    kind: SettingType,
    label: String,
    default: Json,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    options: Vec<String>,
}

impl Description {
    /// Describe a package under the host's limits.
    ///
    /// # Errors
    /// Only ours.
    pub(crate) fn of(package: &Package, host: Limits) -> Result<Self, Problem> {
        let manifest = super::manifest(package)?;
        Ok(Self {
            digest: package.digest.clone(),
            name: package.name.clone(),
            version: package.version.clone(),
            kind: manifest.kind,
            title: manifest.title.clone(),
            description: manifest.description.clone(),
            publisher: manifest.publisher.clone(),
            state: manifest.state,
            size: package.size,
            has_picture: package.has_picture,
            permissions: permissions(&manifest),
            cannot: cannot(&manifest),
            limits: limits(manifest.kind, &manifest.limits.applied_to(host)),
            settings: settings(&manifest),
        })
    }
}

fn permissions(manifest: &Manifest) -> Vec<Permission> {
    let known = manifest.permissions.iter().filter_map(|(name, asked)| Some((capabilities::find(name)?, asked)));
    known
        .map(|(descriptor, asked)| Permission {
            capability: descriptor.name.to_owned(),
            reason: asked.reason.clone(),
            // A scope that does not parse is never granted either: see `grants`.
            words: descriptor.words(&asked.scope).unwrap_or_else(|_| "Something that this host does not understand.".to_owned()),
            scope: asked.scope.clone(),
            narrowable: descriptor.narrowable,
            risk: descriptor.risk,
        })
        .collect()
}

/// What is out of reach: what no package can do, and what this one did not ask for.
fn cannot(manifest: &Manifest) -> Vec<&'static str> {
    let not_asked = capabilities::ALL.iter().filter(|descriptor| !manifest.permissions.contains_key(descriptor.name));
    NEVER.iter().copied().chain(not_asked.map(|descriptor| descriptor.without)).collect()
}

fn limits(kind: Kind, limits: &Limits) -> Vec<LimitWords> {
    let mut words = vec![
        LimitWords { name: "memory", words: format!("{} of memory", bytes(limits.memory_bytes)) },
        LimitWords {
            name: "time",
            words: format!("about {} ms of computing time", (limits.fuel / FUEL_PER_MS).min(limits.cpu_ms).max(1)),
        },
        LimitWords { name: "output", words: format!("{} on the screen", bytes(limits.output_bytes)) },
    ];
    if kind == Kind::Widget {
        words.push(LimitWords { name: "state", words: format!("{} remembered between runs", bytes(limits.state_bytes)) });
        words.push(LimitWords { name: "requests", words: format!("{} requests to the host", limits.gate_calls) });
    }
    words
}

fn bytes(count: u64) -> String {
    match count {
        0..0x400 => format!("{count} bytes"),
        0x400..0x10_0000 => format!("{} KB", count >> 10),
        _ => format!("{} MB", count >> 20),
    }
}

/// The settings of a package, in the order of their names.
pub(crate) fn settings(manifest: &Manifest) -> Vec<Setting> {
    let each = manifest.settings.iter().map(|(name, setting)| Setting {
        name: name.clone(),
        kind: setting.kind,
        label: setting.label.clone(),
        default: setting.default.clone(),
        options: setting.options.clone(),
    });
    each.collect()
}
