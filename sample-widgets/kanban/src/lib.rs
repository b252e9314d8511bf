//! The open check boxes of notes as cards. The notes are read, never changed: in which column a card is, the widget keeps for itself.
//! A call has about 50 ms of processor time, so many notes are read in steps: each call reads some and asks to be called again.

mod card;
mod words;

use std::time::Duration;

use card::{Card, Column};
use fanlight_sdk::{documents::Kind, prelude::*};
use words::Words;

/// Most notes, and about the most bytes, that one call reads.
const NOTES_A_CALL: u32 = 200;
const BYTES_A_CALL: usize = 384 << 10;
/// Most cards; their words are in the state, which has 64 KiB.
const CARDS: usize = 150;

/// Cards of a column that are in sight at once.
const FIRST: usize = 8;

/// What is on the board, and how far the notes have been read.
#[derive(Default, Serialize, Deserialize)]
pub struct Kanban {
    cards: Vec<Card>,
    /// Cards that were found in this round, until it is complete.
    found: Vec<Card>,
    round: Option<Round>,
    /// There were more than fit.
    cut: bool,
}

/// How far a round through the notes has come.
#[derive(Default, Serialize, Deserialize)]
struct Round {
    /// Path of the last document that was looked at.
    after: Option<String>,
}

impl Widget for Kanban {
    fn update(&mut self, event: Event, ctx: &Context) -> Result<()> {
        if matches!(event, Event::Installed | Event::DocumentsChanged) || event.pressed("again") {
            (self.round, self.found) = (Some(Round::default()), Vec::new());
        }
        if let Some((id, column)) = event.pressed_among("move-").and_then(|rest| rest.rsplit_once('-')) {
            self.put(id, Column::named(column))?;
        }
        if self.round.is_some() {
            self.read_on()?;
        }
        if self.round.is_some() {
            ctx.refresh_after(Duration::from_secs(1));
        }
        Ok(())
    }

    fn view(&self, ctx: &Context) -> View {
        let words = Words::of(ctx);
        column((
            row((
                heading(words.title),
                match &self.round {
                    Some(_) => row(badge(words.reading)),
                    None => row(button("again", words.read_again).icon(Icon::Refresh).quiet()),
                },
            ))
            .align(Align::Between),
            self.cut.then(|| text(muted((words.cut)(CARDS)))),
            (self.cards.is_empty() && self.round.is_none())
                .then(|| empty(words.nothing).icon(Icon::CircleCheck).text(words.how_to)),
            (!self.cards.is_empty())
                .then(|| grid(Column::EACH.map(|column| self.column(column, words))).min_width(ColumnWidth::Narrow)),
        ))
    }
}

impl Kanban {
    fn column(&self, of: Column, words: &Words) -> View {
        let cards: Vec<_> = self.cards.iter().filter(|card| card.column == of).collect();
        let (first, more) = cards.split_at(cards.len().min(FIRST));
        let views = |cards: &[&Card]| cards.iter().map(|card| card.view(words)).collect::<Vec<_>>();
        column((
            row((heading(of.title(words)).level(2), badge(cards.len().to_string()).tone(of.tone()))).gap(Gap::Small),
            views(first),
            (!more.is_empty()).then(|| disclosure(format!("more-{}", of.name()), (words.more)(more.len()), views(more))),
        ))
        .gap(Gap::Small)
    }

    fn put(&mut self, id: &str, column: Column) -> Result<()> {
        for card in self.cards.iter_mut().chain(&mut self.found).filter(|card| card.id == id) {
            card.column = column;
        }
        card::remember(id, column)
    }

    /// Reads some more notes; when there are no more, what was found is what is shown.
    fn read_on(&mut self) -> Result<()> {
        let Some(round) = &mut self.round else { return Ok(()) };
        let (mut notes, mut bytes) = (0, 0);
        loop {
            let page = documents::page("", round.after.as_deref())?;
            for entry in page.entries {
                if notes == NOTES_A_CALL || bytes >= BYTES_A_CALL {
                    return Ok(());
                }
                if entry.kind == Kind::Markdown && self.found.len() <= CARDS {
                    match documents::read(&entry.path) {
                        Ok(note) => {
                            (notes, bytes) = (notes + 1, bytes + note.text.len());
                            card::find(&entry.path, &note.text, &mut self.found)?;
                        }
                        // It went away since the list was made, or cannot be read: the others can.
                        Err(Error::Refused(_)) => notes += 1,
                        Err(error) => return Err(error),
                    }
                }
                round.after = Some(entry.path);
            }
            if page.next.is_none() {
                break;
            }
            round.after = page.next;
        }
        self.cut = self.found.len() > CARDS;
        self.found.truncate(CARDS);
        self.cards = std::mem::take(&mut self.found);
        self.round = None;
        Ok(())
    }
}

fanlight_sdk::export!(Kanban);
