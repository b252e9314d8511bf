//! What a list shows of a note: its title and its tags.

use super::{clipped, front_matter};

/// Bytes of a title.
const MAX_TITLE: usize = 200;
/// Tags of one note, and bytes of each.
const MAX_TAGS: usize = 32;
const MAX_TAG: usize = 64;

/// Title and tags of a note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The property `title`, or the first heading.
    pub title: Option<String>,
    /// The property `tags`, then `#tags` of the text, in the order in which they come and each of them once.
    pub tags: Vec<String>,
}

/// Read a note's title and tags.
pub fn facts(text: &str) -> Facts {
    let (front, body) = front_matter::split(text);
    let properties = front.map(front_matter::properties).unwrap_or_default();
    let mut found = Facts::default();
    for (name, value) in &properties {
        match name.to_ascii_lowercase().as_str() {
            "title" if found.title.is_none() => found.title = title(value),
            "tag" | "tags" => value.split([',', ' ']).for_each(|tag| add(&mut found.tags, tag.trim_start_matches('#'))),
            _ => {}
        }
    }
    let mut fence: Option<&str> = None;
    for line in body.lines() {
        let start = line.trim_start();
        if let Some(mark) = ["```", "~~~"].into_iter().find(|mark| start.starts_with(mark)) {
            match fence {
                None => fence = Some(mark),
                Some(open) if open == mark => fence = None,
                Some(_) => {}
            }
            continue;
        }
        // Four spaces or a tab make code, too, unless they belong to a list; a tag in a list is worth more than one in code.
        if fence.is_some() {
            continue;
        }
        if found.title.is_none()
            && let Some(heading) = heading(line)
        {
            found.title = title(heading);
        }
        if line.contains('#') {
            inline(line, &mut found.tags);
        }
    }
    found
}

/// The words of `# Heading #`.
fn heading(line: &str) -> Option<&str> {
    let line = line.trim();
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    ((1..=6).contains(&level) && words.starts_with([' ', '\t'])).then(|| words.trim().trim_end_matches('#').trim())
}

fn title(words: &str) -> Option<String> {
    let words = clipped(words.trim(), MAX_TITLE);
    (!words.is_empty()).then(|| words.to_owned())
}

/// `#tags` of a line, except in `code` and in addresses such as `page#part`.
fn inline(line: &str, tags: &mut Vec<String>) {
    let (mut code, mut before, mut rest) = (false, ' ', line);
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        if c == '`' {
            code = !code;
        } else if c == '#' && !code && (before.is_whitespace() || matches!(before, '(' | ',' | ';')) {
            let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '/'))).unwrap_or(rest.len());
            add(tags, &rest[..end]);
            rest = &rest[end..];
        }
        before = c;
    }
}

/// A tag has something besides digits: `#1` is a number.
fn add(tags: &mut Vec<String>, tag: &str) {
    let tag = clipped(tag.trim_end_matches('/'), MAX_TAG);
    let named = tag.chars().any(|c| c.is_alphabetic());
    if named && tags.len() < MAX_TAGS && !tags.iter().any(|known| known.to_lowercase() == tag.to_lowercase()) {
        tags.push(tag.to_owned());
    }
}
