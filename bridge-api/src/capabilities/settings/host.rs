//! `fanlight:settings`: a widget changes its own settings. Reading needs no right: they are in the context.

use std::sync::Arc;

use fanlight_runtime::{
    Answered, Capability, Gate, Grant, Interface, Limits, Operation, Price, Refusal, Rights, ScopeError, Session, decode, encode,
};
use serde_json::{Map, Value};

use super::{Backing, Descriptor, Imports, Risk, Whole};
use crate::{language::Said, manifest::Manifest};

/// Longest JSON of one value, in bytes.
const MAX_VALUE: usize = 4_096;

/// The right to change the widget's own settings.
#[derive(Debug)]
pub struct OwnSettings;

impl Capability for OwnSettings {
    const NAME: &'static str = "settings";
    type Scope = Whole;

    fn intersect(_: &Whole, _: &Whole) -> Option<Whole> {
        Some(Whole {})
    }
}

const WORDS: Said = Said {
    en: "Change its own settings, such as remembering how you like a list sorted.",
    de: "Seine eigenen Einstellungen ändern, etwa sich merken, wie du eine Liste sortiert haben möchtest.",
};

/// What the rest of the host knows of it.
pub const DESCRIPTOR: Descriptor = Descriptor {
    name: OwnSettings::NAME,
    imports: Some(Imports {
        interface: Interface {
            capability: OwnSettings::NAME,
            name: "fanlight:settings/settings@0.1.0",
            operations: &[Operation::new::<(String, String), ()>("put", Price { call: 2_000, byte: 2 })],
        },
        wit: include_str!("wit/settings.wit"),
    }),
    risk: Risk::Low,
    narrowable: false,
    without: Said { en: "change its own settings", de: "seine eigenen Einstellungen ändern" },
    words: |_, language| Ok(WORDS.within(language).to_owned()),
    intersect: super::intersect::<OwnSettings>,
    open,
};

struct SettingsSession {
    _grant: Grant<OwnSettings>,
    manifest: Arc<Manifest>,
    put: Map<String, Value>,
}

#[async_trait::async_trait]
impl Session for SettingsSession {
    async fn answer(&mut self, _: &str, payload: &[u8]) -> Answered {
        let (name, json): (String, String) = decode(payload)?;
        if json.len() > MAX_VALUE {
            return Err(Refusal::Invalid(format!("a setting takes at most {MAX_VALUE} bytes of JSON")).into());
        }
        let value: Value = serde_json::from_str(&json).map_err(|e| Refusal::Invalid(format!("the value is not JSON: {e}")))?;
        self.manifest.check_setting(&name, &value).map_err(|e| Refusal::Invalid(e.to_string()))?;
        self.put.insert(name, value);
        Ok(encode(&())?)
    }

    fn restart(&mut self) -> bool {
        self.put.clear();
        true
    }
}

fn open(rights: &Rights, backing: &Backing, _: &Limits, gate: &mut Gate) -> Result<(), ScopeError> {
    if let Some(grant) = rights.grant::<OwnSettings>()? {
        let manifest = Arc::clone(&backing.manifest);
        gate.open(OwnSettings::NAME, SettingsSession { _grant: grant, manifest, put: Map::new() });
    }
    Ok(())
}

pub(super) fn put(gate: &mut Gate) -> Map<String, Value> {
    gate.take::<SettingsSession>(OwnSettings::NAME).map(|session| session.put).unwrap_or_default()
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
