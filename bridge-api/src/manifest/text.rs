//! Which texts of a stranger may be shown to people, and which names may be used as keys.

use super::ManifestError;
use crate::text::{is_deceptive, is_visible};

/// Accepts `min` to `max` characters on one line, without characters that hide, reorder or imitate other text.
pub(super) fn shown(field: &str, text: &str, min: usize, max: usize) -> Result<(), ManifestError> {
    // Bytes first: counting characters of a huge text is work that its author chose.
    if text.len() > max * 4 || text.chars().count() > max {
        return Err(ManifestError::new(
            field,
            format!("it is longer than {max} characters"),
            format!("Shorten it to {max} characters or fewer."),
        ));
    }
    if let Some(found) = text.chars().find(|c| is_deceptive(*c)) {
        return Err(ManifestError::new(
            field,
            format!("it contains the invisible character U+{:04X}", found as u32),
            "Remove it: control characters, line breaks and marks that change the direction of writing are not allowed.",
        ));
    }
    if text.trim() != text {
        return Err(ManifestError::new(field, "it starts or ends with a space", "Remove the space."));
    }
    if text.chars().count() < min || (min > 0 && !is_visible(text)) {
        let problem =
            if !is_visible(text) { "it is missing or empty".to_owned() } else { format!("it is shorter than {min} characters") };
        return Err(ManifestError::new(field, problem, format!("Write {min} to {max} characters.")));
    }
    Ok(())
}

/// Accepts `[a-z][a-z0-9-]{0,48}`; underscores too where `underscore` is set.
pub(super) fn name(field: &str, name: &str, underscore: bool) -> Result<(), ManifestError> {
    let tail = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || (underscore && c == '_');
    if name.len() <= 49 && name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(tail) {
        return Ok(());
    }
    Err(ManifestError::new(
        clean(field, 80),
        format!("`{}` is not a name", clean(name, 60)),
        "Start with a letter from a to z; go on with letters, digits and hyphens; 49 characters at most.",
    ))
}

/// What a stranger wrote, fit to be quoted in an error: no deceptive characters, `max` characters at most.
pub(super) fn clean(text: &str, max: usize) -> String {
    let mut kept: String = text.chars().take(max).map(|c| if is_deceptive(c) { '\u{fffd}' } else { c }).collect();
    if text.chars().nth(max).is_some() {
        kept.push('…');
    }
    kept
}
