//! How far a grant of links reaches: some origins, each named exactly.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use url::Url;

use crate::language::Language;

/// Most origins of one grant: a person reads them all.
const MAX_ORIGINS: usize = 20;
/// Longest origin in bytes: a host name has at most 253.
const MAX_ORIGIN: usize = 270;

/// 1 to 20 origins such as `https://example.com`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Raw")]
pub struct Origins {
    origins: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    origins: Vec<String>,
}

impl TryFrom<Raw> for Origins {
    type Error = String;

    fn try_from(raw: Raw) -> Result<Self, String> {
        if !(1..=MAX_ORIGINS).contains(&raw.origins.len()) {
            return Err(format!("`origins` lists 1 to {MAX_ORIGINS} origins, this one {}", raw.origins.len()));
        }
        raw.origins.iter().try_for_each(|origin| exact(origin))?;
        Ok(Self { origins: raw.origins.into_iter().collect() })
    }
}

/// Refuse whatever is not an origin as browsers write it: another spelling would be read as one thing and compared as another.
fn exact(origin: &str) -> Result<(), String> {
    let wrong = || "an origin is `https://`, a host and nothing behind it, in small letters, such as `https://example.com`";
    if origin.len() > MAX_ORIGIN {
        return Err(wrong().into());
    }
    let url = Url::parse(origin).map_err(|_| wrong())?;
    // The parser lets through what is no name of a host, such as `*`.
    let named = url.domain().is_some_and(|host| host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-')));
    if url.scheme() == "https" && named && url.origin().ascii_serialization() == origin { Ok(()) } else { Err(wrong().into()) }
}

impl Origins {
    /// True when links to this origin are meant.
    pub fn covers(&self, origin: &str) -> bool {
        self.origins.contains(origin)
    }

    /// Those that both name, if there are any.
    pub fn intersect(&self, other: &Self) -> Option<Self> {
        let origins: BTreeSet<_> = self.origins.intersection(&other.origins).cloned().collect();
        (!origins.is_empty()).then_some(Self { origins })
    }

    /// What it means, for the person who grants it.
    pub fn words(&self, language: Language) -> String {
        let (and, open) = match language {
            Language::English => ("and", "Open links to"),
            Language::German => ("und", "Links öffnen zu"),
        };
        let mut hosts: Vec<_> = self.origins.iter().map(|origin| origin.trim_start_matches("https://")).collect();
        let last = hosts.pop().unwrap_or_default();
        if hosts.is_empty() { format!("{open} {last}.") } else { format!("{open} {} {and} {last}.", hosts.join(", ")) }
    }
}
