//! One error for everything that can be wrong with a manifest, worded for the package's author.

use thiserror::Error;

/// What is wrong with a manifest, where, and how to mend it. The kind that users script against is `invalid.manifest`.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{field}: {problem}")]
pub struct ManifestError {
    /// Where: a path such as `permissions.storage.reason`, or `manifest` for the whole.
    pub field: String,
    /// What is wrong.
    pub problem: String,
    /// How to mend it; a sentence.
    pub hint: String,
}

impl ManifestError {
    /// An error about one field.
    #[must_use]
    pub fn new(field: impl Into<String>, problem: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { field: field.into(), problem: problem.into(), hint: hint.into() }
    }

    /// Turns the message of serde's error into a field, a problem and a hint. The message quotes what a stranger wrote,
    /// so it is cleaned before anybody sees it.
    pub(super) fn parse(message: &str) -> Self {
        let message = super::text::clean(message, 300);
        let named = |prefix: &str| message.strip_prefix(prefix)?.split('`').next().map(str::to_owned);
        if let Some(field) = named("unknown field `") {
            return Self::new(field, message, "Remove it, or correct its spelling; the names allowed are in the message.");
        }
        if let Some(field) = named("missing field `") {
            return Self::new(field, "it is missing", "Add it; a manifest without it cannot be shown to people.");
        }
        if let Some(rest) = message.strip_prefix("version: ") {
            return Self::new("version", rest, "Write three numbers, such as \"0.1.0\", without build metadata.");
        }
        let hint = if message.starts_with("unknown variant") {
            "Write one of those that the message names."
        } else {
            "Correct the place that the message names."
        };
        Self::new("manifest", message, hint)
    }

    /// The same for TOML, with the line on which the author can find it.
    pub(super) fn parse_toml(error: &toml::de::Error, text: &str) -> Self {
        let mut mended = Self::parse(error.message());
        // What is missing has no place: the span is then that of the whole table.
        let is_somewhere = !error.message().starts_with("missing field");
        if let Some(before) = error.span().filter(|_| is_somewhere).and_then(|span| text.get(..span.start)) {
            let line = before.matches('\n').count() + 1;
            mended.problem = format!("{} (line {line})", mended.problem);
            if mended.field == "manifest"
                && let Some(field) = field_on(text, line)
            {
                mended.field = field;
            }
        }
        mended
    }
}

/// The field that this line of TOML, counted from 1, gives a value: its key behind that of its table. `None` where a line is no such
/// thing.
fn field_on(text: &str, line: usize) -> Option<String> {
    let plain = |name: &str| name.len() <= 60 && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'));
    let (key, _) = text.lines().nth(line - 1)?.split_once('=')?;
    let table = text.lines().take(line - 1).filter_map(|line| line.trim().strip_prefix('[')?.split(']').next()).last();
    let parts: Vec<&str> = table.into_iter().chain([key]).map(str::trim).collect();
    parts.iter().all(|part| !part.is_empty() && plain(part)).then(|| parts.join("."))
}
