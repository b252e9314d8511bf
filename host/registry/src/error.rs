//! The two ways in which an upload can be wrong, as [`Failure`]s of the kinds `invalid.package` and `invalid.manifest`.

use fanlight_bridge::manifest::ManifestError;
use fanlight_runtime::{Failure, Kind};

/// The bytes are not a package.
pub(crate) fn package(message: impl Into<String>, hint: impl Into<String>) -> Failure {
    Failure::new(Kind::InvalidPackage, message).hint(hint)
}

/// The manifest is wrong, or says less than the component does.
pub(crate) fn manifest(message: impl Into<String>, hint: impl Into<String>) -> Failure {
    Failure::new(Kind::InvalidManifest, message).hint(hint)
}

/// A manifest's own error, with its field in the message.
pub(crate) fn in_manifest(error: &ManifestError) -> Failure {
    manifest(error.to_string(), error.hint.clone())
}

/// Names and messages from inside a component are a stranger's text: one line, without controls, 200 characters at most.
pub(crate) fn quoted(text: &str) -> String {
    let clean = |c: char| if c.is_control() || !(c.is_ascii() || c.is_alphanumeric()) { '\u{fffd}' } else { c };
    let mut kept: String = text.chars().take(200).map(clean).collect();
    if text.chars().nth(200).is_some() {
        kept.push('…');
    }
    kept
}
