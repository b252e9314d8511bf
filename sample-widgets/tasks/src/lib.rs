//! Things to do. The tasks are kept in storage, one key each; the state holds what is shown of them, because a view is drawn
//! from the state alone.

mod task;

use fanlight_sdk::prelude::*;
use task::Task;

/// Most tasks that are shown at once.
const SHOWN: usize = 60;

/// What is shown.
#[derive(Default, Serialize, Deserialize)]
pub struct Tasks {
    filter: Filter,
    open: usize,
    done: usize,
    shown: Vec<Shown>,
    /// Why the last title was not taken.
    problem: Option<String>,
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
        self.problem = None;
        if let Some(fields) = event.submitted("add") {
            self.problem = add(fields.text("title"), ctx)?;
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

    fn view(&self, _: &Context) -> View {
        column((
            row((
                heading("Tasks"),
                badge(format!("{} open", self.open)).tone(if self.open > 0 { Tone::Accent } else { Tone::Neutral }),
                badge(format!("{} done", self.done)).tone(if self.done > 0 { Tone::Success } else { Tone::Neutral }),
            ))
            .gap(Gap::Small),
            form("add", "Add", self.title_field()),
            row(Filter::EACH.map(|filter| self.filter_button(filter))).gap(Gap::Small),
            self.list(),
            (self.done > 0).then(|| button("clear", "Remove what is done").quiet()),
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

    fn title_field(&self) -> TextField {
        text_field("title", "New task")
            .placeholder("What is to be done?")
            .required()
            .max_length(task::TITLE as u32)
            .problem(self.problem.clone())
    }

    fn filter_button(&self, filter: Filter) -> Button {
        let (key, label) = filter.key_and_label();
        let button = button(key, label);
        if filter == self.filter { button.primary() } else { button.quiet() }
    }

    fn list(&self) -> View {
        let hidden = self.matching().saturating_sub(self.shown.len());
        column((
            self.shown.is_empty().then(|| text(muted(self.filter.emptiness()))),
            self.shown.iter().map(Shown::line).collect::<Vec<_>>(),
            (hidden > 0).then(|| text(muted(format!("and {hidden} more")))),
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

    fn key_and_label(self) -> (&'static str, &'static str) {
        match self {
            Self::All => ("show-all", "All"),
            Self::Open => ("show-open", "Open"),
            Self::Done => ("show-done", "Done"),
        }
    }

    fn shows(self, task: &Task) -> bool {
        self == Self::All || task.done == (self == Self::Done)
    }

    fn emptiness(self) -> &'static str {
        match self {
            Self::All => "Nothing here yet. Add the first task above.",
            Self::Open => "Nothing is open. Well done.",
            Self::Done => "Nothing is done yet.",
        }
    }
}

/// Adds a task, or says what is wrong with its title.
fn add(title: &str, ctx: &Context) -> Result<Option<String>> {
    if title.is_empty() {
        return Ok(Some("Write what is to be done.".into()));
    }
    if title.chars().count() > task::TITLE {
        return Ok(Some(format!("Keep it within {} characters.", task::TITLE)));
    }
    if task::all()?.len() >= task::MOST {
        return Ok(Some(format!("{} tasks are the most. Remove some that are done.", task::MOST)));
    }
    task::add(title, ctx)?;
    Ok(None)
}

fanlight_sdk::export!(Tasks);
