//! What has been counted so far, in so few bytes that it fits the state however many notes there are.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::note::Note;

/// Most open check boxes that are remembered, and the most bytes of the words of each.
const OPEN: usize = 40;
const WORDS: usize = 120;
/// Most bars that are remembered; the notes of further folders go to one bar together.
const BARS: usize = 30;
/// Its bar, and that of notes outside of all folders. No folder and no month is called so.
pub(crate) const OTHERS: &str = "/";
pub(crate) const TOP: &str = "";

/// Sums over all notes that were read.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Count {
    pub(crate) notes: u32,
    pub(crate) words: u64,
    pub(crate) open: u32,
    pub(crate) done: u32,
    /// Notes in each folder, or in each month.
    pub(crate) bars: BTreeMap<String, u32>,
    /// The first open boxes, in the order of their notes.
    pub(crate) tasks: Vec<Task>,
}

/// An open check box and the note that it is in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Task {
    pub(crate) words: String,
    pub(crate) note: String,
}

impl Count {
    /// Adds one note, to the bar called `bar`.
    pub(crate) fn add(&mut self, path: &str, bar: String, note: Note) {
        self.notes += 1;
        self.words += u64::from(note.words);
        self.done += note.done;
        self.open += note.open;
        let bar = if self.bars.len() < BARS || self.bars.contains_key(&bar) { bar } else { OTHERS.into() };
        *self.bars.entry(shortened(&bar)).or_default() += 1;

        let title = shortened(note.title.as_deref().unwrap_or_else(|| stem(path)));
        let room = OPEN.saturating_sub(self.tasks.len());
        let tasks = note.tasks.iter().take(room).map(|words| Task { words: shortened(words), note: title.clone() });
        self.tasks.extend(tasks);
    }
}

/// The folder that a note is in, up to the first `/`, or [`TOP`].
pub(crate) fn folder(path: &str) -> String {
    path.split_once('/').map_or(TOP, |(folder, _)| folder).to_owned()
}

/// The month of a moment as `2026-03`, by the viewer's clock. Days since 1970 to a date after Howard Hinnant's
/// `civil_from_days` ("chrono-Compatible Low-Level Date Algorithms").
pub(crate) fn month(millis: u64, utc_offset: i32) -> String {
    let days = (millis as i64 + i64::from(utc_offset) * 60_000).div_euclid(86_400_000) + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year}-{month:02}")
}

fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".md").unwrap_or(name)
}

/// At most so many bytes that all of them fit the state twice, cut between characters. Control characters are left out: JSON
/// writes each as six.
fn shortened(words: &str) -> String {
    let mut short: String = words.chars().filter(|c| !c.is_control()).take(WORDS + 1).collect();
    if short.len() > WORDS {
        short.truncate((0..=WORDS).rev().find(|&end| short.is_char_boundary(end)).unwrap_or(0));
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::{TOP, folder, month, shortened};

    #[test]
    fn months_follow_the_viewers_clock() {
        assert_eq!(month(0, 0), "1970-01");
        assert_eq!(month(0, -60), "1969-12");
        assert_eq!(month(951_782_400_000, 0), "2000-02"); // 29 February
        assert_eq!(month(1_767_225_599_999, 0), "2025-12");
        assert_eq!(month(1_767_225_599_999, 60), "2026-01");
    }

    #[test]
    fn folders_are_the_first_part_of_the_path() {
        assert_eq!(folder("journal/2026/march.md"), "journal");
        assert_eq!(folder("readme.md"), TOP);
    }

    #[test]
    fn long_words_are_cut_between_characters() {
        assert_eq!(shortened("short"), "short");
        let cut = shortened(&"ä€".repeat(60));
        assert!(cut.len() <= 123 && cut.ends_with('…'));
        assert_eq!(shortened("a\u{1}b"), "ab");
    }
}
