//! Habits, day by day. Each habit is one key in storage; the state holds what is shown, because a view is drawn from the state alone.

mod habit;
mod words;

use fanlight_sdk::prelude::*;
use habit::{Habit, Refused, WEEKS};
use words::Words;

const DAY: u64 = 86_400_000;
/// Days of the chart.
const DAYS_IN_CHART: u64 = 14;

/// What is shown.
#[derive(Default, Serialize, Deserialize)]
pub struct HabitTracker {
    /// Local days since 1970-01-01.
    today: u64,
    habits: Vec<Habit>,
    /// Why the last habit was not taken. The words for it are chosen when it is drawn.
    #[serde(default)]
    refused: Option<Refused>,
}

impl Widget for HabitTracker {
    fn update(&mut self, event: Event, ctx: &Context) -> Result<()> {
        self.today = ctx.now().saturating_add_signed(i64::from(ctx.utc_offset()) * 60_000) / DAY;
        self.refused = None;
        if let Some(fields) = event.submitted("add") {
            self.refused = habit::add(fields.text("name"), ctx)?;
        } else if let Some((id, kept)) = event.checked_among("today-") {
            habit::keep(id, self.today, kept)?;
        } else if let Some(id) = event.pressed_among("remove-") {
            habit::remove(id)?;
        }
        self.habits = habit::all()?;
        // A new day begins without anybody pressing anything.
        ctx.refresh_after(std::time::Duration::from_secs(15 * 60));
        Ok(())
    }

    fn view(&self, ctx: &Context) -> View {
        let words = Words::of(ctx);
        column((
            self.habits.is_empty().then(|| empty(words.none_yet).icon(Icon::Target).text(words.begin)),
            self.habits.iter().map(|habit| self.habit(habit, words)).collect::<Vec<_>>(),
            self.fortnight(words),
            form(
                "add",
                words.add,
                text_field("name", words.new_habit)
                    .placeholder(words.example)
                    .required()
                    .max_length(habit::NAME as u32)
                    .problem(self.refused.map(|why| words.refused(why))),
            ),
        ))
    }
}

impl HabitTracker {
    fn habit(&self, habit: &Habit, words: &Words) -> Card {
        let streak = habit.streak(self.today);
        card((
            row((
                toggle(format!("today-{}", habit.id), words.done_today, habit.kept(self.today)),
                (streak > 1).then(|| badge((words.in_a_row)(streak)).tone(Tone::Success)),
            ))
            .align(Align::Between),
            disclosure(
                format!("weeks-{}", habit.id),
                (words.weeks)(WEEKS),
                (self.weeks(habit, words), button(format!("remove-{}", habit.id), words.remove).icon(Icon::Trash).quiet()),
            ),
        ))
        .title(habit.name.clone())
    }

    /// How many habits were kept on each of the last days, if any was.
    fn fortnight(&self, words: &Words) -> Option<Chart> {
        let days = self.today.saturating_sub(DAYS_IN_CHART - 1)..=self.today;
        let done: Vec<_> = days.clone().map(|day| self.habits.iter().filter(|habit| habit.kept(day)).count() as f64).collect();
        // Noon, so that the viewer's zone does not make another day of it.
        let noons = days.map(|day| day * DAY + DAY / 2);
        done.iter().any(|count| *count > 0.0).then(|| chart::bar(words.fortnight).dates(noons).series(words.habits, done))
    }

    /// A row for each week, a column for each day: dark where the habit was kept.
    fn weeks(&self, habit: &Habit, words: &Words) -> Table {
        // 1970-01-01 was a Thursday.
        let monday = self.today.saturating_sub((self.today + 3) % 7);
        let head = table((words.days_of)(&habit.name)).column(words.week_from);
        let head = words.days.into_iter().fold(head, Table::column);
        head.rows((0..WEEKS).rev().map(|back| {
            let first = monday.saturating_sub(7 * back);
            let days = (first..first + 7).map(|day| match day {
                day if habit.kept(day) => strong("■"),
                day if day > self.today => plain(" "),
                _ => muted("·"),
            });
            // Noon, so that the viewer's zone does not make another day of it.
            (date(first * DAY + DAY / 2), days.collect::<Vec<_>>())
        }))
    }
}

fanlight_sdk::export!(HabitTracker);
