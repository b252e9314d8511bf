//! Things to do. The tasks are kept in storage, one key each; the state holds what is shown of them, because a view is drawn
//! from the state alone.

mod task;
mod words;

use fanlight_sdk::prelude::*;
use task::Task;
use words::Words;

/// Most tasks that are shown at once.
const SHOWN: usize = 60;

/// What is shown.
#[derive(Default, Serialize, Deserialize)]
pub struct Tasks {
    filter: Filter,
    open: usize,
    done: usize,
    shown: Vec<Shown>,
    /// Why the last title was not taken. The words for it are chosen when it is drawn: who looks then may read another language.
    #[serde(default)]
    refused: Option<Refused>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
enum Refused {
    Empty,
    TooLong,
    TooMany,
}

#[derive(Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
enum Filter {
    #[default]
    All,
    Open,
    Done,
}

/// A task with its id; in storage the id is part of the key.
#[derive(Serialize, Deserialize)]
struct Shown {
    id: String,
    task: Task,
}

impl Widget for Tasks {
    fn update(&mut self, event: Event, ctx: &Context) -> Result<()> {
        self.refused = None;
        if let Some(fields) = event.submitted("add") {
            self.refused = add(fields.text("title"), ctx)?;
        } else if let Some((id, done)) = event.checked_among("done-") {
            task::check(id, done)?;
        } else if event.pressed("clear") {
            for done in task::all()?.iter().filter(|task| task.done) {
                task::remove(&done.id)?;
            }
        } else if let Some(filter) = event.pressed_among("show-") {
            self.filter = Filter::named(filter);
        }
        self.look_again()
    }

    fn view(&self, ctx: &Context) -> View {
        let words = Words::of(ctx);
        column((
            row((
                heading(words.title),
                badge((words.open)(self.open)).tone(if self.open > 0 { Tone::Accent } else { Tone::Neutral }),
                badge((words.done)(self.done)).tone(if self.done > 0 { Tone::Success } else { Tone::Neutral }),
            ))
            .gap(Gap::Small),
            form("add", words.add, self.title_field(words)),
            row(Filter::EACH.map(|filter| self.filter_button(filter, words))).gap(Gap::Small),
            self.list(words),
            (self.done > 0).then(|| button("clear", words.clear).quiet()),
        ))
    }
}

impl Tasks {
    /// Brings the state up to date with the storage.
    fn look_again(&mut self) -> Result<()> {
        let tasks = task::all()?;
        self.done = tasks.iter().filter(|task| task.done).count();
        self.open = tasks.len() - self.done;
        // What is open comes first; both parts stay in the order they were added.
        let (done, open): (Vec<_>, Vec<_>) = tasks.into_iter().partition(|task| task.done);
        let wanted = open.into_iter().chain(done).filter(|task| self.filter.shows(task));
        self.shown = wanted.take(SHOWN).map(|task| Shown { id: task.id.clone(), task }).collect();
        Ok(())
    }

    fn title_field(&self, words: &Words) -> TextField {
        text_field("title", words.new_task)
            .placeholder(words.what)
            .required()
            .max_length(task::TITLE as u32)
            .problem(self.refused.map(|why| why.worded(words)))
    }

    fn filter_button(&self, filter: Filter, words: &Words) -> Button {
        let (key, label) = filter.key_and_label(words);
        let button = button(key, label);
        if filter == self.filter { button.primary() } else { button.quiet() }
    }

    fn list(&self, words: &Words) -> View {
        let hidden = self.matching().saturating_sub(self.shown.len());
        column((
            self.shown.is_empty().then(|| text(muted(self.filter.emptiness(words)))),
            self.shown.iter().map(Shown::line).collect::<Vec<_>>(),
            (hidden > 0).then(|| text(muted((words.more)(hidden)))),
        ))
        .gap(Gap::Small)
    }

    fn matching(&self) -> usize {
        match self.filter {
            Filter::All => self.open + self.done,
            Filter::Open => self.open,
            Filter::Done => self.done,
        }
    }
}

impl Shown {
    fn line(&self) -> View {
        let Task { title, added, done, .. } = &self.task;
        row((check(format!("done-{}", self.id), title, *done), text(relative(*added)))).align(Align::Between)
    }
}

impl Filter {
    const EACH: [Self; 3] = [Self::All, Self::Open, Self::Done];

    fn named(name: &str) -> Self {
        match name {
            "open" => Self::Open,
            "done" => Self::Done,
            _ => Self::All,
        }
    }

    fn key_and_label(self, words: &Words) -> (&'static str, &'static str) {
        match self {
            Self::All => ("show-all", words.show_all),
            Self::Open => ("show-open", words.show_open),
            Self::Done => ("show-done", words.show_done),
        }
    }

    fn shows(self, task: &Task) -> bool {
        self == Self::All || task.done == (self == Self::Done)
    }

    fn emptiness(self, words: &Words) -> &'static str {
        match self {
            Self::All => words.nothing,
            Self::Open => words.nothing_open,
            Self::Done => words.nothing_done,
        }
    }
}

impl Refused {
    fn worded(self, words: &Words) -> String {
        match self {
            Self::Empty => words.empty.to_owned(),
            Self::TooLong => (words.too_long)(task::TITLE),
            Self::TooMany => (words.too_many)(task::MOST),
        }
    }
}

/// Adds a task, or says what is wrong with its title.
fn add(title: &str, ctx: &Context) -> Result<Option<Refused>> {
    if title.is_empty() {
        return Ok(Some(Refused::Empty));
    }
    if title.chars().count() > task::TITLE {
        return Ok(Some(Refused::TooLong));
    }
    if task::all()?.len() >= task::MOST {
        return Ok(Some(Refused::TooMany));
    }
    task::add(title, ctx)?;
    Ok(None)
}

fanlight_sdk::export!(Tasks);
