//! Plays the widget from the first task to the last.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use fanlight_sdk::rehearsal::{Failure, Rehearsal};
use tasks::Tasks;

fn with(titles: &[&str]) -> Rehearsal<Tasks> {
    let mut tasks = Rehearsal::new();
    for title in titles {
        tasks.context.now += 1_000;
        tasks.submit("add", &[("title", title)]).unwrap();
    }
    tasks
}

/// The key of the check that is labelled `title`; checks come in the order they are shown.
fn check_key(tasks: &mut Rehearsal<Tasks>, place: usize) -> String {
    let view = tasks.view().unwrap();
    view.keys().into_iter().filter(|key| key.starts_with("done-")).nth(place).unwrap().to_owned()
}

#[test]
fn an_added_task_is_kept_in_storage_and_shown_with_its_age() {
    let mut tasks = with(&["  Water the ferns "]);
    assert_eq!(tasks.world.storage.len(), 1);
    let view = tasks.view().unwrap();
    assert!(view.says("Water the ferns") && view.says("1 open") && view.says("0 done"));
    assert!(view.says(&format!("@{}", tasks.context.now)));
}

#[test]
fn tasks_that_were_added_in_one_moment_are_two() {
    let mut tasks = with(&[]);
    tasks.submit("add", &[("title", "one")]).unwrap();
    tasks.context.seed += 1;
    tasks.submit("add", &[("title", "two")]).unwrap();
    assert_eq!(tasks.world.storage.len(), 2);
}

#[test]
fn checking_off_moves_a_task_down_and_the_filter_parts_them() {
    let mut tasks = with(&["Bread", "Butter"]);
    let bread = check_key(&mut tasks, 0);
    tasks.check(&bread, true).unwrap();
    assert_eq!(check_key(&mut tasks, 1), bread);

    tasks.press("show-open").unwrap();
    let view = tasks.view().unwrap();
    assert!(view.says("Butter") && !view.says("Bread"));
    tasks.press("show-done").unwrap();
    let view = tasks.view().unwrap();
    assert!(view.says("Bread") && !view.says("Butter"));
    tasks.check(&bread, false).unwrap();
    assert!(tasks.view().unwrap().says("Nothing is done yet."));
}

#[test]
fn removing_what_is_done_leaves_what_is_open() {
    let mut tasks = with(&["Bread", "Butter"]);
    assert!(!tasks.view().unwrap().has("clear"));
    let bread = check_key(&mut tasks, 0);
    tasks.check(&bread, true).unwrap();
    tasks.press("clear").unwrap();
    assert_eq!(tasks.world.storage.len(), 1);
    assert!(tasks.view().unwrap().says("Butter"));
    // Somebody else's click on a task that is gone does nothing.
    tasks.check(&bread, true).unwrap();
    assert_eq!(tasks.world.storage.len(), 1);
}

#[test]
fn a_title_has_to_say_something_and_not_too_much() {
    let mut tasks = with(&["  "]);
    assert!(tasks.view().unwrap().says("Write what is to be done."));
    tasks.submit("add", &[("title", &"x".repeat(201))]).unwrap();
    assert!(tasks.view().unwrap().says("Keep it within 200 characters."));
    tasks.press("show-all").unwrap();
    assert!(!tasks.view().unwrap().says("Keep it within"));
    assert!(tasks.world.storage.is_empty());
}

#[test]
fn five_hundred_long_tasks_stay_within_the_state() {
    let titles: Vec<_> = (0..501).map(|n| format!("{n:03} {}", "ä".repeat(190))).collect();
    let mut tasks = with(&titles.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(tasks.world.storage.len(), 500);
    assert!(tasks.state().len() < 64 * 1024, "{}", tasks.state().len());
    let view = tasks.view().unwrap();
    assert!(view.says("500 tasks are the most") && view.says("and 440 more"));
}

#[test]
fn without_its_storage_it_says_that_it_was_denied() {
    let mut tasks = Rehearsal::<Tasks>::new();
    tasks.world.denied.insert("storage".into());
    assert!(matches!(tasks.view(), Err(Failure::Denied(_))));
}

#[test]
fn who_reads_german_reads_german_whoever_made_the_mistake() {
    let mut tasks = with(&["Brot", ""]);
    assert!(tasks.view().unwrap().says("Write what is to be done."));
    tasks.context.locale = "de-AT".into();
    let view = tasks.view().unwrap();
    for words in ["Aufgaben", "1 offen", "0 erledigt", "Brot", "Hinzufügen", "Schreib auf, was zu tun ist."] {
        assert!(view.says(words), "{words} is not in {:?}", view.texts());
    }
    assert!(!view.says("Tasks") && !view.says("Add"));
}
