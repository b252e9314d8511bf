//! What a person grants. It is never more than what the package declares: what is asked beyond that is refused, not cut down, so
//! that nobody believes to have granted something that is not.

use std::collections::BTreeMap;

use fanlight_bridge::{capabilities, language::Language, manifest::Manifest};
use fanlight_store::{Digest, Json, JsonMap};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::problem::Problem;

/// Scope by capability; what is left out is not granted.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "WantedGrants")]
pub(crate) struct Wanted {
    pub(crate) grants: JsonMap,
}

/// A package to put to work.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Install {
    pub(crate) package: Digest,
    /// Scope by capability; what is left out is not granted.
    #[serde(default)]
    pub(crate) grants: JsonMap,
}

/// What a package asks for, by capability.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Grants {
    pub(crate) grants: BTreeMap<String, Given>,
}

/// One declared capability.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct Given {
    /// What it may do: as granted, or, while it is not, as declared.
    scope: Json,
    /// The host's words for that.
    words: String,
    /// The same, by language.
    words_in: BTreeMap<Language, String>,
    granted: bool,
    /// The author's words.
    reason: String,
    /// The author's translations, by language.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    reason_in: BTreeMap<String, String>,
}

/// Every declared capability, granted or not.
pub(crate) fn given(manifest: &Manifest, granted: &JsonMap) -> BTreeMap<String, Given> {
    let mut all = BTreeMap::new();
    for (name, asked) in &manifest.permissions {
        let Some(descriptor) = capabilities::find(name) else { continue };
        let effective = granted.get(name).and_then(|scope| descriptor.intersect(&asked.scope, scope).ok()?);
        let scope = effective.clone().unwrap_or_else(|| asked.scope.clone());
        let words = descriptor.words(&scope).unwrap_or_default();
        let words_in = super::words_in(|language| descriptor.words_in(&scope, language).unwrap_or_default());
        let reason_in = manifest.in_languages(|said| said.reason(name));
        let given = Given { scope, words, words_in, granted: effective.is_some(), reason: asked.reason.clone(), reason_in };
        all.insert(name.clone(), given);
    }
    all
}

/// `wanted` in its normal form, if all of it is declared.
///
/// # Errors
/// Names the capability that is not declared, or reaches further than declared.
pub(crate) fn within(manifest: &Manifest, wanted: &JsonMap) -> Result<JsonMap, Problem> {
    let mut granted = JsonMap::new();
    for (name, scope) in wanted {
        let (Some(asked), Some(descriptor)) = (manifest.permissions.get(name), capabilities::find(name)) else {
            let known: Vec<&str> = manifest.permissions.keys().map(String::as_str).collect();
            let hint =
                if known.is_empty() { "It declares nothing.".to_owned() } else { format!("It declares: {}.", known.join(", ")) };
            return Err(Problem::unprocessable("The package does not declare one of the capabilities.").hint(hint));
        };
        let (allowed, normal) = (descriptor.intersect(&asked.scope, scope)?, descriptor.intersect(scope, scope)?);
        match allowed {
            Some(allowed) if Some(&allowed) == normal.as_ref() => granted.insert(name.clone(), allowed),
            _ => {
                let hint = format!("It declares {}; grant that or less.", asked.scope);
                return Err(Problem::unprocessable(format!("`{name}` reaches further than the package declares.")).hint(hint));
            }
        };
    }
    Ok(granted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn manifest() -> Result<Manifest, fanlight_bridge::manifest::ManifestError> {
        let json = json!({
            "name": "sample", "version": "1.0.0", "kind": "widget", "api": "0.1.0", "publisher": "Tests", "title": "Sample",
            "description": "A sample.", "permissions": {
                "storage": { "reason": "To remember things." },
                "documents": { "reason": "To read the notes.", "scope": { "folder": "projects" } },
            },
        });
        Manifest::from_json(json.to_string().as_bytes())
    }

    fn map(value: Json) -> JsonMap {
        value.as_object().cloned().unwrap_or_default()
    }

    #[test]
    fn less_is_fine_more_is_not() -> Result<(), Box<dyn std::error::Error>> {
        let manifest = manifest()?;
        for ok in [
            json!({}),
            json!({ "storage": {} }),
            json!({ "documents": { "folder": "projects" } }),
            json!({ "documents": { "folder": "projects/a" } }),
        ] {
            assert!(within(&manifest, &map(ok.clone())).is_ok(), "{ok}");
        }
        for bad in [
            json!({ "log": {} }),
            json!({ "documents": { "folder": "" } }),
            json!({ "documents": {} }),
            json!({ "documents": { "folder": "other" } }),
            json!({ "documents": { "folder": "projects2" } }),
            json!({ "documents": { "folder": "projects/.." } }),
            json!({ "documents": "projects" }),
            json!({ "storage": { "all": true } }),
        ] {
            assert!(within(&manifest, &map(bad.clone())).is_err(), "{bad}");
        }
        Ok(())
    }

    #[test]
    fn what_is_not_granted_shows_what_is_asked() -> Result<(), Box<dyn std::error::Error>> {
        let all = given(&manifest()?, &map(json!({ "storage": {} })));
        assert!(all.get("storage").is_some_and(|given| given.granted));
        assert!(all.get("documents").is_some_and(|given| !given.granted && given.scope == json!({ "folder": "projects" })));
        Ok(())
    }
}
