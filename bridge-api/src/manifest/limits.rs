//! Limits that a package sets for itself, below the host's.

use std::collections::BTreeMap;

use fanlight_runtime::Limits;
use serde::{Deserialize, Serialize};

use super::{ManifestError, text};

/// Limits by name, as [`Limits::NAMES`] writes them. Each can only lower what the host allows: the smaller of the two holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ManifestLimits(BTreeMap<String, u64>);

impl ManifestLimits {
    /// What is declared, in the order of the names.
    pub fn entries(&self) -> impl Iterator<Item = (&str, u64)> {
        self.0.iter().map(|(name, value)| (name.as_str(), *value))
    }

    /// The host's limits, lowered by what the package declares.
    #[must_use]
    pub fn applied_to(&self, host: Limits) -> Limits {
        let mut lowered = host;
        for (name, value) in self.entries() {
            // `validate` has refused unknown names; one that slipped through must not raise anything, and cannot.
            let _ = lowered.lower(name, value);
        }
        lowered
    }

    pub(super) fn validate(&self) -> Result<(), ManifestError> {
        for (name, value) in self.entries() {
            if !Limits::NAMES.contains(&name) {
                return Err(ManifestError::new(
                    format!("limits.{}", text::clean(name, 40)),
                    "there is no such limit",
                    format!("Limits are: {}.", Limits::NAMES.join(", ")),
                ));
            }
            // A widget that never logs or calls the gate may say so; one that may not run at all is a mistake.
            if value == 0 && !matches!(name, "gate_calls" | "log_bytes" | "log_lines") {
                return Err(ManifestError::new(
                    format!("limits.{name}"),
                    "with zero it could never run",
                    "Raise it, or leave it out to have the host's own limit.",
                ));
            }
        }
        Ok(())
    }
}
