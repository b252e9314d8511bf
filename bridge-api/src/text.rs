//! Text from guests and authors, made safe to show beside the host's own: the one list of what deceives.

/// Characters that hide, reorder or imitate other text: controls, line and paragraph separators, marks that change the writing
/// direction (Trojan Source, CVE-2021-42574), characters without width, tags, private use and non-characters. The joiners U+200C and
/// U+200D stay: Persian, Indic scripts and emoji need them.
pub(crate) fn is_deceptive(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_control();
    }
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}'
            | '\u{3164}' | '\u{e000}'..='\u{f8ff}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}' | '\u{f0000}'..='\u{10ffff}')
        || (c as u32) & 0xfffe == 0xfffe
        || matches!(c, '\u{fdd0}'..='\u{fdef}')
}

/// True when something of the text can be seen: it is not all spaces, joiners, variation selectors and what deceives.
pub(crate) fn is_visible(text: &str) -> bool {
    text.chars()
        .any(|c| !c.is_whitespace() && !is_deceptive(c) && !matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}'))
}

/// The same text without what deceives; line breaks and tabs stay. Costs nothing when there is nothing to take out.
pub(crate) fn clean(text: String) -> String {
    let plain = |b: &u8| matches!(b, b' '..=b'~' | b'\n' | b'\t');
    if text.as_bytes().iter().all(plain) {
        return text;
    }
    let bad = |c: char| !matches!(c, '\n' | '\t') && is_deceptive(c);
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
    fn takes_out_what_deceives_and_nothing_else() {
        assert_eq!(clean("a\u{202e}b\u{7}c\n\u{1b}[31m é 日本".into()), "abc\n[31m é 日本");
        assert_eq!(clean("می\u{200c}خواهم 👩\u{200d}🚀\u{200b}\u{e0041}".into()), "می\u{200c}خواهم 👩\u{200d}🚀");
        assert_eq!(sentence("one\ntwo"), "one two");
        assert_eq!(sentence(&"x".repeat(9_999)).len(), 500);
    }

    #[test]
    fn a_text_can_be_there_and_not_be_seen() {
        for text in ["", " \t\n", "\u{200b}\u{feff}", "\u{200d}\u{200c}", "\u{3000}\u{a0}", "\u{2800}", "\u{fe0f}", "\u{202e}"] {
            assert!(!is_visible(text), "{text:?}");
        }
        for text in ["x", " é", "\u{200d}日", "👩\u{200d}🚀", "…"] {
            assert!(is_visible(text), "{text:?}");
        }
    }
}
