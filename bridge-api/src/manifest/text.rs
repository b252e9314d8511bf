//! Which texts of a stranger may be shown to people, and which names may be used as keys.

use super::ManifestError;

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
    if text.chars().count() < min {
        let problem =
            if text.is_empty() { "it is missing or empty".to_owned() } else { format!("it is shorter than {min} characters") };
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

/// Controls, line and paragraph separators, marks that change the writing direction (Trojan Source, CVE-2021-42574),
/// characters without width, tags, private use and non-characters. The joiners U+200C and U+200D stay:
/// Persian, Indic scripts and emoji need them.
fn is_deceptive(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}'
            | '\u{3164}' | '\u{e000}'..='\u{f8ff}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}' | '\u{f0000}'..='\u{10ffff}')
        || (c as u32) & 0xfffe == 0xfffe
        || matches!(c, '\u{fdd0}'..='\u{fdef}')
}
