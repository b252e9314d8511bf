//! Counts notes, words and check boxes. A call has about 50 ms of processor time, so a large workspace is read in steps: each
//! call reads some notes, adds them to what was counted, and asks to be called again. Until the count is complete the last
//! complete one is shown, with the progress of the new one above it.

mod count;
mod note;
mod words;

use std::time::Duration;

use count::{Count, OTHERS, TOP, Task};
use fanlight_sdk::{documents::Kind, prelude::*};
use note::Note;
use words::Words;

/// Most notes, and about the most work, that one call does: a byte is one, and a line is eight more.
const NOTES_A_CALL: u32 = 200;
const WORK_A_CALL: usize = 384 * 1024;
/// Rows that are shown at first, and when more of them are asked for.
const ROWS: [usize; 2] = [6, 25];
/// Bars that are shown.
const BARS: usize = 12;

/// What was counted, and what is being counted.
#[derive(Default, Serialize, Deserialize)]
pub struct NotesInsight {
    complete: Option<Count>,
    run: Option<Run>,
    /// The notes changed while they were being counted.
    stale: bool,
    /// A person wants to see more rows.
    #[serde(default)]
    more: bool,
}

/// A count under way.
#[derive(Serialize, Deserialize)]
struct Run {
    total: u32,
    /// Path of the last document that was looked at.
    after: Option<String>,
    count: Count,
}

impl Widget for NotesInsight {
    fn update(&mut self, event: Event, ctx: &Context) -> Result<()> {
        match event {
            Event::DocumentsChanged if self.run.is_some() => self.stale = true,
            Event::Installed | Event::DocumentsChanged | Event::SettingsChanged => self.run = Some(Run::begin()?),
            event if event.pressed("more") => self.more = !self.more,
            event if event.pressed("again") => self.run = Some(Run::begin()?),
            _ => {}
        }
        if let Some(mut run) = self.run.take() {
            if run.step(ctx)? {
                self.complete = Some(run.count);
                self.run = if std::mem::take(&mut self.stale) { Some(Run::begin()?) } else { None };
            } else {
                self.run = Some(run);
            }
        }
        if self.run.is_some() {
            ctx.refresh_after(Duration::from_secs(1));
        }
        Ok(())
    }

    fn view(&self, ctx: &Context) -> View {
        let words = Words::of(ctx);
        column((
            row((
                heading(words.title),
                self.run.is_none().then(|| button("again", words.again).quiet()),
                self.run.as_ref().map(|run| run.progress(words)),
            ))
            .align(Align::Between),
            self.complete.as_ref().map(|count| results(count, self.more, words)),
        ))
    }
}

impl Run {
    fn begin() -> Result<Self> {
        let mut total = 0;
        for entry in documents::list("") {
            total += u32::from(entry?.kind == Kind::Markdown);
        }
        Ok(Self { total, after: None, count: Count::default() })
    }

    /// Reads some more notes; true when there are none left.
    fn step(&mut self, ctx: &Context) -> Result<bool> {
        let by_month = ctx.setting::<String>("bars").is_some_and(|bars| bars == "month");
        let (mut notes, mut work) = (0, 0);
        loop {
            let page = documents::page("", self.after.as_deref())?;
            for entry in page.entries {
                if notes == NOTES_A_CALL || work >= WORK_A_CALL {
                    return Ok(false);
                }
                if entry.kind == Kind::Markdown
                    && let Some(text) = read(&entry.path)?
                {
                    (notes, work) = (notes + 1, work + text.len() + 8 * text.lines().count());
                    let bar = if by_month { count::month(entry.modified, ctx.utc_offset()) } else { count::folder(&entry.path) };
                    self.count.add(&entry.path, bar, Note::read(&text));
                }
                self.after = Some(entry.path);
            }
            if page.next.is_none() {
                return Ok(true);
            }
            self.after = page.next;
        }
    }

    fn progress(&self, words: &Words) -> Text {
        let counted = f64::from(self.count.notes);
        let share = counted / f64::from(self.total.max(self.count.notes).max(1));
        let [before, of, notes] = words.counting;
        text((before, number(counted, 0), of, number(self.total.into(), 0), notes, percent(share)))
    }
}

/// A note's text; `None` when it is gone since it was listed.
fn read(path: &str) -> Result<Option<String>> {
    use fanlight_sdk::{Error, Refusal};
    match documents::read(path) {
        Ok(text) => Ok(Some(text.text)),
        Err(Error::Refused(Refusal::Missing(_))) => Ok(None),
        Err(error) => Err(error),
    }
}

fn results(count: &Count, more: bool, words: &Words) -> View {
    let mut done = stat(words.done, count.done);
    if let Some(share) = (count.done * 100).checked_div(count.open + count.done) {
        done = done.note((words.share)(share));
    }
    column((
        row((
            stat(words.notes, count.notes),
            stat(words.words, number(count.words as f64, 0)),
            stat(words.open, count.open),
            done,
        ))
        .align(Align::Stretch),
        (count.notes > 0).then(|| chart(count, words)),
        count.tasks.is_empty().then_some(words.all_ticked),
        (!count.tasks.is_empty()).then(|| open_tasks(count, ROWS[usize::from(more)], words)),
        (count.tasks.len() > ROWS[0]).then(|| button("more", if more { words.show_fewer } else { words.show_more }).quiet()),
    ))
}

fn chart(count: &Count, words: &Words) -> Chart {
    let named = |bar: &str| match bar {
        TOP => words.at_the_top.to_owned(),
        OTHERS => words.others.to_owned(),
        folder_or_month => folder_or_month.to_owned(),
    };
    let mut bars: Vec<_> = count.bars.iter().map(|(bar, notes)| (named(bar), f64::from(*notes))).collect();
    let months = bars.iter().all(|(name, _)| name.starts_with(|c: char| c.is_ascii_digit()));
    if months {
        // The latest months, in their order.
        bars.drain(..bars.len().saturating_sub(BARS));
    } else {
        bars.sort_by(|(_, one), (_, other)| other.total_cmp(one));
        bars.truncate(BARS);
    }
    bar_chart(if months { words.by_month } else { words.by_folder }).bars(bars).unit(words.unit)
}

fn open_tasks(count: &Count, most: usize, words: &Words) -> Table {
    let rows = count.tasks.iter().take(most).map(|Task { words, note }| (plain(words), muted(note)));
    let caption = match count.open as usize {
        open if open > most => (words.of_boxes)(most.min(count.tasks.len()), open),
        _ => words.open_boxes.to_owned(),
    };
    table(caption).column(words.what).column(words.within).rows(rows)
}

fanlight_sdk::export!(NotesInsight);
