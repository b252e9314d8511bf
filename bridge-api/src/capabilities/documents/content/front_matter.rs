//! The properties between `---` and `---` at the top of a note: names with scalars or lists of scalars, as in Obsidian, Jekyll or Hugo.
//!
//! This is the flat part of YAML and no more. There are no anchors, aliases or types, so nothing can grow by being read, and `no`
//! stays "no". What is nested deeper is passed over. See docs/adr/0012-documents-are-asked-not-copied.md.

use super::clipped;

/// Properties of one note; more are passed over.
const MAX_PROPERTIES: usize = 100;
/// Bytes of a name, and of a value.
const MAX_NAME: usize = 100;
const MAX_VALUE: usize = 1_000;

/// A name and a value. A list is the same name several times.
pub type Property = (String, String);

/// A note's front matter, without its fences, and the text after it.
pub fn split(text: &str) -> (Option<&str>, &str) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let Some((first, rest)) = text.split_once('\n') else { return (None, text) };
    if first.trim_end() != "---" {
        return (None, text);
    }
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return (Some(&rest[..at]), &rest[at + line.len()..]);
        }
        at += line.len();
    }
    // A fence that is never closed is a line across the page.
    (None, text)
}

/// The properties of front matter, in order.
pub fn properties(front: &str) -> Vec<Property> {
    let mut found = Vec::new();
    let mut lines = front.lines().peekable();
    while let Some(line) = lines.next() {
        let Some((name, value)) = entry(line) else { continue };
        match value {
            // `- item` lines follow, or something deeper that is passed over.
            "" => {
                while let Some(item) = lines.peek().and_then(|line| item(line)) {
                    add(&mut found, name, scalar(item));
                    lines.next();
                }
            }
            "|" | ">" | "|-" | ">-" | "|+" | ">+" => {
                let mut text: Vec<&str> = Vec::new();
                while let Some(line) = lines.next_if(|line| line.is_empty() || line.starts_with([' ', '\t'])) {
                    text.push(line.trim());
                }
                add(&mut found, name, text.join(if value.starts_with('|') { "\n" } else { " " }).trim().to_owned());
            }
            _ => match value.strip_prefix('[').and_then(|list| uncommented(list).strip_suffix(']')) {
                Some(list) => separated(list).for_each(|value| add(&mut found, name, scalar(value))),
                None => add(&mut found, name, scalar(value)),
            },
        }
    }
    found
}

/// `name: value` at the beginning of a line; the value may be empty.
fn entry(line: &str) -> Option<(&str, &str)> {
    if line.starts_with([' ', '\t', '#', '-']) {
        return None;
    }
    let (name, value) = line.split_once(':')?;
    // Without a space after it, the colon is part of something else, such as an address.
    if !(value.is_empty() || value.starts_with([' ', '\t', '\r'])) {
        return None;
    }
    let value = value.trim();
    Some((unquoted(name.trim()), if value.starts_with('#') { "" } else { value })).filter(|(name, _)| !name.is_empty())
}

fn item(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix('-')?;
    (rest.is_empty() || rest.starts_with(' ')).then(|| rest.trim())
}

/// The parts of `a, "b, c", d`.
fn separated(list: &str) -> impl Iterator<Item = &str> {
    let mut quote = None;
    list.split(move |c| match quote {
        Some(open) => {
            if c == open {
                quote = None;
            }
            false
        }
        None => {
            if matches!(c, '"' | '\'') {
                quote = Some(c);
            }
            c == ','
        }
    })
    .map(str::trim)
    .filter(|part| !part.is_empty())
}

/// A value without its quotes, or without the comment behind it.
fn scalar(value: &str) -> String {
    let value = uncommented(value);
    let plain = unquoted(value);
    if value.starts_with('"') && plain.len() < value.len() {
        plain.replace("\\\"", "\"").replace("\\n", "\n").replace("\\\\", "\\")
    } else if value.starts_with('\'') && plain.len() < value.len() {
        plain.replace("''", "'")
    } else {
        plain.to_owned()
    }
}

fn uncommented(value: &str) -> &str {
    let value = value.trim();
    if value.starts_with(['"', '\'']) {
        return value;
    }
    value.find(" #").map_or(value, |at| value[..at].trim_end())
}

fn unquoted(value: &str) -> &str {
    let within = |quote: char| value.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    within('"').or_else(|| within('\'')).unwrap_or(value)
}

fn add(found: &mut Vec<Property>, name: &str, value: String) {
    if found.len() < MAX_PROPERTIES {
        found.push((clipped(name, MAX_NAME).to_owned(), clipped(&value, MAX_VALUE).to_owned()));
    }
}
