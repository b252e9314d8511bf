//! A package as JSON. What it asks for is said in the host's words; the author's stand beside them as a reason.

use std::collections::BTreeMap;

use fanlight_bridge::{
    capabilities::{self, NEVER, Risk},
    language::{Language, Said},
    manifest::{Kind, Manifest, SettingType, StateScope, Translation},
};
use fanlight_runtime::Limits;
use fanlight_store::{Digest, Json, Package};
use schemars::JsonSchema;
use serde::Serialize;

use crate::problem::Problem;

/// Fuel that ordinary code uses in a millisecond (`Limits::fuel`).
const FUEL_PER_MS: u64 = 1_000_000;

/// What the gallery and the consent page show.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Package")]
pub(crate) struct Description {
    digest: Digest,
    name: String,
    version: String,
    kind: Kind,
    title: String,
    /// The author's translations, by language as in BCP 47.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    title_in: BTreeMap<String, String>,
    description: String,
    /// The author's translations, by language.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    description_in: BTreeMap<String, String>,
    publisher: String,
    state: StateScope,
    /// Bytes.
    size: u64,
    has_picture: bool,
    permissions: Vec<Permission>,
    /// What is out of its reach, in words.
    cannot: Vec<&'static str>,
    /// The same, by language.
    cannot_in: BTreeMap<Language, Vec<&'static str>>,
    limits: Vec<LimitWords>,
    settings: Vec<Setting>,
}

/// One capability that it asks for.
#[derive(Debug, Serialize, JsonSchema)]
struct Permission {
    capability: String,
    /// The author's words.
    reason: String,
    /// The author's translations, by language.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    reason_in: BTreeMap<String, String>,
    /// The host's words for what it means.
    words: String,
    /// The same, by language.
    words_in: BTreeMap<Language, String>,
    /// As declared; its fields are the capability's own.
    scope: Json,
    /// Whether less can be granted.
    narrowable: bool,
    risk: Risk,
}

/// What one of its calls may use.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Limit")]
struct LimitWords {
    name: &'static str,
    words: String,
    /// The same, by language.
    words_in: BTreeMap<Language, String>,
}

/// A setting as a form needs it.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Setting {
    name: String,
    #[serde(rename = "type")]
    kind: SettingType,
    label: String,
    /// The author's translations, by language.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    label_in: BTreeMap<String, String>,
    default: Json,
    /// For a choice.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    options: Vec<String>,
    /// More about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
    /// The author's translations, by language.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    hint_in: BTreeMap<String, String>,
    /// For a number: the smallest that is taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    min: Option<f64>,
    /// For a number: the largest that is taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    max: Option<f64>,
    /// For a number: how far apart those are that the field offers.
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<f64>,
    /// What people read for an option, by language and option. The value stays the option itself.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    options_in: BTreeMap<String, BTreeMap<String, String>>,
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
            title_in: manifest.in_languages(|said| said.title.clone()),
            description: manifest.description.clone(),
            description_in: manifest.in_languages(|said| said.description.clone()),
            publisher: manifest.publisher.clone(),
            state: manifest.state,
            size: package.size,
            has_picture: package.has_picture,
            permissions: permissions(&manifest),
            cannot: cannot(&manifest, Language::English),
            cannot_in: Language::OTHERS.iter().map(|&language| (language, cannot(&manifest, language))).collect(),
            limits: limits(manifest.kind, &manifest.limits.applied_to(host)),
            settings: settings(&manifest),
        })
    }
}

const UNREADABLE: Said =
    Said { en: "Something that this host does not understand.", de: "Etwas, das dieser Host nicht versteht." };

fn permissions(manifest: &Manifest) -> Vec<Permission> {
    let known = manifest.permissions.iter().filter_map(|(name, asked)| Some((capabilities::find(name)?, asked)));
    known
        .map(|(descriptor, asked)| Permission {
            capability: descriptor.name.to_owned(),
            reason: asked.reason.clone(),
            reason_in: manifest.in_languages(|said| said.reason(descriptor.name)),
            // A scope that does not parse is never granted either: see `grants`.
            words: descriptor.words(&asked.scope).unwrap_or_else(|_| UNREADABLE.en.to_owned()),
            words_in: super::words_in(|language| {
                descriptor.words_in(&asked.scope, language).unwrap_or_else(|_| UNREADABLE.within(language).to_owned())
            }),
            scope: asked.scope.clone(),
            narrowable: descriptor.narrowable,
            risk: descriptor.risk,
        })
        .collect()
}

/// What is out of reach: what no package can do, and what this one did not ask for.
fn cannot(manifest: &Manifest, language: Language) -> Vec<&'static str> {
    let not_asked = capabilities::ALL.iter().filter(|descriptor| !manifest.permissions.contains_key(descriptor.name));
    NEVER.iter().copied().chain(not_asked.map(|descriptor| descriptor.without)).map(|said| said.within(language)).collect()
}

fn limits(kind: Kind, limits: &Limits) -> Vec<LimitWords> {
    let ms = (limits.fuel / FUEL_PER_MS).min(limits.cpu_ms).max(1);
    let mut words = vec![
        limit("memory", &bytes(limits.memory_bytes), Said { en: "{} of memory", de: "{} Arbeitsspeicher" }),
        limit("time", &ms.to_string(), Said { en: "about {} ms of computing time", de: "etwa {} ms Rechenzeit" }),
        limit("output", &bytes(limits.output_bytes), Said { en: "{} on the screen", de: "{} auf dem Bildschirm" }),
    ];
    if kind == Kind::Widget {
        let said = Said { en: "{} remembered between runs", de: "{} zwischen den Läufen gemerkt" };
        words.push(limit("state", &bytes(limits.state_bytes), said));
        let said = Said { en: "{} requests to the host", de: "{} Fragen an den Host" };
        words.push(limit("requests", &grouped(limits.gate_calls), said));
    }
    words
}

/// A limit in words, its figure where `{}` stands.
fn limit(name: &'static str, figure: &str, said: Said) -> LimitWords {
    let words = |language| said.within(language).replace("{}", figure);
    LimitWords { name, words: words(Language::English), words_in: super::words_in(words) }
}

/// Thousands apart, as ISO 80000-1 has it in every language: by a thin space that does not break.
fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy).collect();
    groups.join("\u{202f}")
}

fn bytes(count: u64) -> String {
    match count {
        0..0x400 => format!("{count} bytes"),
        0x400..0x10_0000 => format!("{} KB", count >> 10),
        _ => format!("{} MB", count >> 20),
    }
}

/// The settings of a package, in their author's order.
pub(crate) fn settings(manifest: &Manifest) -> Vec<Setting> {
    let each = manifest.settings_in_order().map(|(name, setting)| {
        let options = |said: &Translation| said.settings.get(name).map(|said| said.options.clone());
        Setting {
            name: name.clone(),
            kind: setting.kind,
            label: setting.label.clone(),
            label_in: manifest.in_languages(|said| said.settings.get(name)?.label.clone()),
            default: setting.default.clone(),
            hint: setting.hint.clone(),
            hint_in: manifest.in_languages(|said| said.settings.get(name)?.hint.clone()),
            min: setting.min,
            max: setting.max,
            step: setting.step,
            options: setting.options.clone(),
            options_in: manifest.in_languages(|said| options(said).filter(|options| !options.is_empty())),
        }
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// docs/LIMITS.md says the same of the default.
    #[test]
    fn the_time_that_people_read_is_the_time_that_fuel_allows() {
        let words = |limits| self::limits(Kind::Widget, &limits).into_iter().find(|l| l.name == "time").map(|l| l.words);
        assert_eq!(words(Limits::default()).as_deref(), Some("about 50 ms of computing time"));
        let mut less = Limits::default();
        less.cpu_ms = 20;
        assert_eq!(words(less).as_deref(), Some("about 20 ms of computing time"));
    }
}
