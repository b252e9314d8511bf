//! One habit, and where the habits are kept: each under a key of its own.

use fanlight_sdk::prelude::*;

/// Most habits.
pub(crate) const MOST: usize = 20;
/// Longest name in characters.
pub(crate) const NAME: usize = 60;
/// Weeks that are shown.
pub(crate) const WEEKS: u64 = 8;
/// Days that are kept.
const DAYS: usize = 400;

const PREFIX: &str = "habit/";

/// Something to do every day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Habit {
    /// Last part of the key; later habits sort after earlier ones.
    pub(crate) id: String,
    pub(crate) name: String,
    /// Local days since 1970-01-01 on which it was done, rising.
    days: Vec<u64>,
}

impl Habit {
    pub(crate) fn kept(&self, day: u64) -> bool {
        self.days.binary_search(&day).is_ok()
    }

    /// Days in a row up to today, or up to yesterday as long as today is not over.
    pub(crate) fn streak(&self, today: u64) -> u64 {
        let last = if self.kept(today) { today } else { today.saturating_sub(1) };
        (0..=last).rev().take_while(|day| self.kept(*day)).count() as u64
    }
}

/// Why a habit was not taken.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(crate) enum Refused {
    /// Its name is empty or too long.
    Name,
    Known,
    TooMany,
}

/// All habits, in the order they were added. Of each, the days that are shown or count for its streak.
pub(crate) fn all() -> Result<Vec<Habit>> {
    let mut habits = Vec::new();
    for key in storage::keys(PREFIX)? {
        habits.extend(storage::get::<Habit>(&key)?);
    }
    Ok(habits)
}

/// Adds a habit, or says what is wrong with its name.
pub(crate) fn add(name: &str, ctx: &Context) -> Result<Option<Refused>> {
    let habits = all()?;
    if name.is_empty() || name.chars().count() > NAME {
        return Ok(Some(Refused::Name));
    }
    if habits.iter().any(|habit| habit.name == name) {
        return Ok(Some(Refused::Known));
    }
    if habits.len() >= MOST {
        return Ok(Some(Refused::TooMany));
    }
    let id = format!("{:012x}{:04x}", ctx.now(), ctx.seed() & 0xffff);
    storage::put(&format!("{PREFIX}{id}"), &Habit { name: name.into(), days: Vec::new(), id: id.clone() })?;
    Ok(None)
}

/// Says whether a habit was kept on a day.
pub(crate) fn keep(id: &str, day: u64, kept: bool) -> Result<()> {
    let key = format!("{PREFIX}{id}");
    let Some(mut habit) = storage::get::<Habit>(&key)? else { return Ok(()) };
    match (habit.days.binary_search(&day), kept) {
        (Err(place), true) => habit.days.insert(place, day),
        (Ok(place), false) => {
            habit.days.remove(place);
        }
        _ => {}
    }
    if habit.days.len() > DAYS {
        habit.days.remove(0);
    }
    storage::put(&key, &habit)
}

pub(crate) fn remove(id: &str) -> Result<()> {
    storage::delete(&format!("{PREFIX}{id}")).map(|_| ())
}
