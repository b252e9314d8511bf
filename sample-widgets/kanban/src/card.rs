//! One open check box of a note, and the column it is in.

use fanlight_sdk::{prelude::*, view};

use crate::words::Words;

/// Longest text of a card in characters.
const TEXT: usize = 160;

/// An open check box.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Card {
    /// Made of path and words: the same box is the same card, wherever in the note it moves.
    pub(crate) id: String,
    text: String,
    note: String,
    pub(crate) column: Column,
}

/// Where a card is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) enum Column {
    #[default]
    ToDo,
    Doing,
    Done,
}

impl Column {
    pub(crate) const EACH: [Self; 3] = [Self::ToDo, Self::Doing, Self::Done];

    pub(crate) fn named(name: &str) -> Self {
        Self::EACH.into_iter().find(|column| column.name() == name).unwrap_or_default()
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::ToDo => "todo",
            Self::Doing => "doing",
            Self::Done => "done",
        }
    }

    pub(crate) fn title(self, words: &Words) -> &'static str {
        match self {
            Self::ToDo => words.to_do,
            Self::Doing => words.doing,
            Self::Done => words.done,
        }
    }

    pub(crate) fn tone(self) -> Tone {
        match self {
            Self::ToDo => Tone::Neutral,
            Self::Doing => Tone::Accent,
            Self::Done => Tone::Success,
        }
    }
}

impl Card {
    pub(crate) fn view(&self, words: &Words) -> view::Card {
        let moves = Column::EACH.into_iter().filter(|column| *column != self.column).map(|column| {
            let icon = if column as u8 > self.column as u8 { Icon::ArrowRight } else { Icon::ArrowLeft };
            button(format!("move-{}-{}", self.id, column.name()), column.title(words)).icon(icon).quiet()
        });
        card((text(self.text.as_str()), text(muted(self.note.as_str())), row(moves.collect::<Vec<_>>()).gap(Gap::Small)))
    }
}

/// Adds the open check boxes of a note to `found`, each in the column that was remembered for it.
pub(crate) fn find(path: &str, text: &str, found: &mut Vec<Card>) -> Result<()> {
    let note = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".md");
    let mut fenced = false;
    for line in text.lines().map(str::trim_start) {
        if line.starts_with("```") || line.starts_with("~~~") {
            fenced = !fenced;
        }
        let open = ["- [ ] ", "* [ ] ", "+ [ ] "].into_iter().find_map(|mark| line.strip_prefix(mark));
        let Some(words) = open.filter(|words| !fenced && !words.trim().is_empty()) else { continue };
        let id = fingerprint(path, words);
        if found.iter().any(|card| card.id == id) {
            continue;
        }
        let column = storage::get(&key(&id))?.unwrap_or_default();
        found.push(Card { id, text: words.trim().chars().take(TEXT).collect(), note: note.to_owned(), column });
    }
    Ok(())
}

/// Keeps the column of a card; to do is where it is anyway.
pub(crate) fn remember(id: &str, column: Column) -> Result<()> {
    if column == Column::ToDo { storage::delete(&key(id)).map(|_| ()) } else { storage::put(&key(id), &column) }
}

fn key(id: &str) -> String {
    format!("column/{id}")
}

/// FNV-1a with 64 bits (Fowler, Noll, Vo): a name for a card, no protection against anybody.
fn fingerprint(path: &str, words: &str) -> String {
    let bytes = path.bytes().chain([0]).chain(words.bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}
