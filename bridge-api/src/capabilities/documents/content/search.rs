//! Words in a document, and the line that shows them best. Everything takes time in proportion to the text: there are no patterns.

use memchr::memmem::Finder;

use super::{Problem, clipped, fold::fold, front_matter, note};

/// Bytes of a query, and words in it.
const MAX_QUERY: usize = 200;
const MAX_WORDS: usize = 16;
/// Characters of an excerpt, and how many of them may come before the first word.
const EXCERPT: usize = 200;
const BEFORE: usize = 60;

/// The words of a query, ready to be looked for.
#[derive(Debug)]
pub struct Words {
    finders: Vec<Finder<'static>>,
    /// Kept from text to text.
    folded: Vec<u8>,
    head: Vec<u8>,
}

/// Where the words are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The note's title.
    pub title: Option<String>,
    /// The line of the text, front matter not counted, that has the most of the words; from 1. 0 when none has any.
    pub line: u32,
    /// That line, or as much of it as can be shown.
    pub excerpt: String,
}

impl Words {
    /// Take a query apart.
    ///
    /// # Errors
    /// `invalid` when it has no words or too many.
    pub fn new(query: &str) -> Result<Self, Problem> {
        let invalid = |words: String| Err(Problem::Invalid(words));
        if query.len() > MAX_QUERY {
            return invalid(format!("a query has at most {MAX_QUERY} bytes, this one has {}", query.len()));
        }
        let mut folded = Vec::new();
        fold(query.as_bytes(), &mut folded);
        let lower = String::from_utf8_lossy(&folded);
        let mut words: Vec<&str> = lower.split_whitespace().collect();
        words.sort_unstable();
        words.dedup();
        match words.len() {
            0 => invalid("a query has at least one word".into()),
            1..=MAX_WORDS => {
                let finders = words.iter().map(|word| Finder::new(word.as_bytes()).into_owned()).collect();
                Ok(Self { finders, folded: Vec::new(), head: Vec::new() })
            }
            many => invalid(format!("a query has at most {MAX_WORDS} words, this one has {many}")),
        }
    }

    /// Whether every word is in the path or in the text, front matter included; if so, how many of them are in the file's name or the title.
    pub fn rank(&mut self, path: &str, text: &str) -> Option<u32> {
        fold(path.as_bytes(), &mut self.head);
        fold(text.as_bytes(), &mut self.folded);
        let found = |word: &Finder<'_>, within: &[u8]| word.find(within).is_some();
        if !self.finders.iter().all(|word| found(word, &self.folded) || found(word, &self.head)) {
            return None;
        }
        let name = path.rsplit('/').next().unwrap_or(path);
        let title = note::facts(text).title.unwrap_or_default();
        fold(format!("{name}\n{title}").as_bytes(), &mut self.head);
        Some(self.finders.iter().filter(|word| found(word, &self.head)).count() as u32)
    }

    /// What to show of a text that [`Words::rank`] found.
    pub fn show(&mut self, text: &str) -> Match {
        let title = note::facts(text).title;
        let (_, body) = front_matter::split(text);
        let (mut best, mut shown) = (0, None);
        for (n, line) in body.lines().enumerate() {
            fold(line.as_bytes(), &mut self.folded);
            let places = || self.finders.iter().filter_map(|word| word.find(&self.folded));
            let count = places().count();
            if count > best {
                let at = places().min().unwrap_or(0);
                // Lower case keeps the number of characters, but for a few letters; the excerpt is cut between characters anyway.
                let before = String::from_utf8_lossy(&self.folded[..at]).chars().count();
                (best, shown) = (count, Some((n, excerpt(line, before))));
            }
            if best == self.finders.len() {
                break;
            }
        }
        let (line, excerpt) = match shown {
            Some((n, excerpt)) => (u32::try_from(n + 1).unwrap_or(u32::MAX), excerpt),
            // It is in the name, the title or the properties: show how the text begins.
            None => (0, body.lines().find(|line| !line.trim().is_empty()).map(|line| excerpt(line, 0)).unwrap_or_default()),
        };
        Match { title, line, excerpt }
    }
}

/// A part of `line` around the character `at`, with `…` where something was left out.
fn excerpt(line: &str, at: usize) -> String {
    let spaces = line.chars().take_while(|c| c.is_whitespace()).count();
    let line = line.trim();
    let at = at.saturating_sub(spaces);
    // A long line is cut to what can be needed before its characters are counted.
    let line = clipped(line, (at + EXCERPT + 1) * 4);
    let skip = if line.chars().count() <= EXCERPT { 0 } else { at.saturating_sub(BEFORE) };
    let mut shown: String = if skip > 0 { "…".into() } else { String::new() };
    let mut rest = line.chars().skip(skip);
    shown.extend(rest.by_ref().take(EXCERPT));
    if rest.next().is_some() {
        shown.push('…');
    }
    shown
}
