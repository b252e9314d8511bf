//! Text from guests, made safe to show beside the host's own.

/// Control characters that text may keep.
const fn kept(c: char) -> bool {
    matches!(c, '\n' | '\t')
}

/// Characters that change the direction of what follows: with them, text can reach out of its place on the page.
const fn bidi_control(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{061c}')
}

/// The same text without control characters and direction marks. Costs nothing when there are none.
pub(crate) fn clean(text: String) -> String {
    let bad = |c: char| (c.is_control() && !kept(c)) || bidi_control(c);
    if text.contains(bad) { text.chars().filter(|c| !bad(*c)).collect() } else { text }
}

/// A guest's sentence for people: cleaned, one line, at most 500 characters.
pub(crate) fn sentence(text: &str) -> String {
    let line: String = text.chars().take(500).map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    clean(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strips_controls_and_overrides_only() {
        assert_eq!(clean("a\u{202e}b\u{7}c\n\u{1b}[31m é 日本".into()), "abc\n[31m é 日本");
        assert_eq!(sentence("one\ntwo"), "one two");
        assert_eq!(sentence(&"x".repeat(9_999)).len(), 500);
    }
}
