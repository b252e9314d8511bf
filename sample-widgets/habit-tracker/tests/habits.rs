//! Keeps a habit for some days.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use fanlight_sdk::{Event, rehearsal::Rehearsal};
use habit_tracker::HabitTracker;

const DAY: u64 = 86_400_000;

fn reading() -> (Rehearsal<HabitTracker>, String) {
    let mut habits = Rehearsal::<HabitTracker>::new();
    habits.submit("add", &[("name", "Read ten pages")]).unwrap();
    let view = habits.view().unwrap();
    let key = view.keys().into_iter().find(|key| key.starts_with("today-")).unwrap().to_owned();
    (habits, key)
}

#[test]
fn days_in_a_row_are_counted_until_one_is_missed() {
    let (mut habits, key) = reading();
    for _ in 0..3 {
        habits.check(&key, true).unwrap();
        habits.context.now += DAY;
    }
    // Today is not over: yesterday counts.
    habits.event(Event::Refresh).unwrap();
    assert!(habits.view().unwrap().says("3 days in a row"));
    habits.context.now += DAY;
    habits.event(Event::Refresh).unwrap();
    assert!(!habits.view().unwrap().says("in a row"));
    assert_eq!(habits.view().unwrap().texts().iter().filter(|text| *text == "■").count(), 3);
}

#[test]
fn a_day_can_be_taken_back_and_a_habit_removed() {
    let (mut habits, key) = reading();
    habits.check(&key, true).unwrap();
    assert!(habits.view().unwrap().says("Done in the last two weeks"));
    habits.check(&key, false).unwrap();
    let view = habits.view().unwrap();
    assert!(!view.says("■") && !view.says("Done in"));
    habits.press(&key.replace("today-", "remove-")).unwrap();
    assert!(habits.view().unwrap().says("No habits yet") && habits.world.storage.is_empty());
}

#[test]
fn names_are_checked() {
    let (mut habits, _) = reading();
    habits.submit("add", &[("name", "Read ten pages")]).unwrap();
    assert!(habits.view().unwrap().says("already"));
    habits.submit("add", &[("name", &"x".repeat(61))]).unwrap();
    assert!(habits.view().unwrap().says("at most 60"));
    assert_eq!(habits.world.storage.len(), 1);
}

#[test]
fn who_reads_german_reads_german() {
    let (mut habits, key) = reading();
    habits.check(&key, true).unwrap();
    habits.submit("add", &[("name", "Read ten pages")]).unwrap();
    habits.context.locale = "de-CH".into();
    let view = habits.view().unwrap();
    for words in
        ["Heute getan", "Die letzten 8 Wochen", "In den letzten zwei Wochen getan", "Di", "Diese Gewohnheit hast du schon."]
    {
        assert!(view.says(words), "{words} is not in {:?}", view.texts());
    }
    assert!(!view.says("Tue") && !view.says("Done"));
}
