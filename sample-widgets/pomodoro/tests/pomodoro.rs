//! Plays two days of work.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::Duration;

use fanlight_sdk::{Event, rehearsal::Rehearsal};
use pomodoro::Pomodoro;

const MINUTE: u64 = 60_000;

fn later(pomodoro: &mut Rehearsal<Pomodoro>, minutes: u64) {
    pomodoro.context.now += minutes * MINUTE;
    pomodoro.event(Event::Refresh).unwrap();
}

#[test]
fn work_ends_by_itself_and_counts() {
    let mut pomodoro = Rehearsal::<Pomodoro>::new();
    pomodoro.press("work").unwrap();
    assert!(pomodoro.view().unwrap().says("25 min"));
    assert_eq!(pomodoro.refresh_after(), Some(Duration::from_secs(15)));
    later(&mut pomodoro, 10);
    assert!(pomodoro.view().unwrap().says("15 min"));
    later(&mut pomodoro, 15);
    let view = pomodoro.view().unwrap();
    assert!(view.says("Well done") && view.has("rest") && view.says("Turns of work this week"));
    assert_eq!(pomodoro.refresh_after(), None);
}

#[test]
fn stopping_counts_nothing_and_a_week_later_all_is_forgotten() {
    let mut pomodoro = Rehearsal::<Pomodoro>::new();
    pomodoro.press("work").unwrap();
    pomodoro.press("stop").unwrap();
    assert!(!pomodoro.view().unwrap().says("this week"));
    pomodoro.press("work").unwrap();
    later(&mut pomodoro, 30);
    later(&mut pomodoro, 6 * 24 * 60);
    assert!(pomodoro.view().unwrap().says("this week"));
    later(&mut pomodoro, 24 * 60);
    assert!(!pomodoro.view().unwrap().says("this week"));
}

#[test]
fn a_pause_takes_nothing_from_the_turn() {
    let mut pomodoro = Rehearsal::<Pomodoro>::new();
    pomodoro.press("work").unwrap();
    later(&mut pomodoro, 10);
    pomodoro.press("pause").unwrap();
    assert_eq!(pomodoro.refresh_after(), None, "nothing moves");
    later(&mut pomodoro, 90);
    let view = pomodoro.view().unwrap();
    assert!(view.says("15 min") && view.says("paused") && view.has("resume") && !view.has("pause"));
    pomodoro.press("resume").unwrap();
    later(&mut pomodoro, 14);
    assert!(pomodoro.view().unwrap().says("1 min"));
    later(&mut pomodoro, 1);
    assert!(pomodoro.view().unwrap().says("Well done"));
}

#[test]
fn minutes_are_a_setting_within_reason() {
    let mut pomodoro = Rehearsal::<Pomodoro>::new();
    pomodoro.context.settings = r#"{"work":-3,"rest":7}"#.into();
    pomodoro.press("work").unwrap();
    assert!(pomodoro.view().unwrap().says("1 min"));
    pomodoro.press("rest").unwrap();
    assert!(pomodoro.view().unwrap().says("7 min"));
}

#[test]
fn who_reads_german_reads_german() {
    let mut pomodoro = Rehearsal::<Pomodoro>::new();
    pomodoro.context.locale = "de-DE".into();
    assert!(pomodoro.view().unwrap().says("Dann Pause"));
    pomodoro.press("work").unwrap();
    let view = pomodoro.view().unwrap();
    assert!(view.says("Arbeit") && view.says("übrig") && view.says("Anhalten") && !view.says("Work"));
    later(&mut pomodoro, 25);
    let view = pomodoro.view().unwrap();
    assert!(view.says("Gut gemacht") && view.says("Runden Arbeit in dieser Woche"));
}
