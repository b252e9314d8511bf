//! Plays the widget on small and on large workspaces.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::Duration;

use fanlight_sdk::{
    Event,
    rehearsal::{Failure, Rehearsal},
};
use notes_insight::NotesInsight;

const GARDEN: &str = "# Garden\n- [ ] Water the ferns\n- [x] Prune\n";

fn with(documents: &[(&str, &str)]) -> Rehearsal<NotesInsight> {
    let mut insight = Rehearsal::new();
    for (path, text) in documents {
        insight.world.documents.insert((*path).into(), ((*text).into(), 1_767_225_600_000));
    }
    insight
}

#[test]
fn a_small_workspace_is_counted_in_one_call() {
    let mut insight = with(&[("home/garden.md", GARDEN), ("loose.md", "three small words"), ("home/costs.csv", "a,b\n")]);
    let view = insight.view().unwrap();
    for words in ["Notes: 2", "Words: 8", "Open: 1", "Done: 1", "50 % of all boxes", "home: 1", "at the top: 1"] {
        assert!(view.says(words), "{words} is not in {:?}", view.texts());
    }
    assert!(view.says("Water the ferns") && view.says("Garden") && view.has("again"));
    assert_eq!(insight.refresh_after(), None);
}

#[test]
fn an_empty_workspace_has_nothing_open() {
    let view = with(&[]).view().unwrap();
    assert!(view.says("Notes: 0") && view.says("Every box is ticked."));
}

#[test]
fn a_setting_counts_by_month() {
    let mut insight = with(&[("a.md", ""), ("b.md", "")]);
    insight.context.settings = r#"{"bars":"month"}"#.into();
    assert!(insight.view().unwrap().says("2026-01: 2"));
    insight.context.settings = r#"{"bars":"folder"}"#.into();
    insight.event(Event::SettingsChanged).unwrap();
    assert!(insight.view().unwrap().says("at the top: 2"));
}

#[test]
fn five_thousand_notes_are_counted_in_steps_that_fit_the_state() {
    let mut insight = with(&[]);
    let long = format!("# {}\n- [ ] {}\n", "Title".repeat(40), "öpen ".repeat(60));
    for n in 0..5_000 {
        insight.world.documents.insert(format!("folder-{}/{n}.md", n % 90), (long.clone(), 0));
    }
    assert!(insight.view().unwrap().says("Counting: 200 of 5000 notes, 4 %"));
    let mut calls = 1;
    while insight.refresh_after() == Some(Duration::from_secs(1)) {
        insight.event(Event::Refresh).unwrap();
        assert!(insight.state().len() < 60 * 1024, "{}", insight.state().len());
        calls += 1;
    }
    assert!((25..=26).contains(&calls), "{calls}");
    let view = insight.view().unwrap();
    assert!(view.says("Notes: 5000") && view.says("Open boxes, 6 of 5000"));
    // While it counts again, with the last result in the state too, it still fits.
    insight.press("again").unwrap();
    assert!(insight.view().unwrap().says("Notes: 5000"));
    for _ in 0..20 {
        insight.event(Event::Refresh).unwrap();
        assert!(insight.state().len() < 64 * 1024, "{}", insight.state().len());
    }
}

#[test]
fn notes_that_change_while_they_are_counted_are_counted_once_more() {
    let mut insight = with(&[]);
    for n in 0..300 {
        insight.world.documents.insert(format!("{n:03}.md"), (String::new(), 0));
    }
    insight.event(Event::Installed).unwrap();
    insight.world.documents.insert("000-before.md".into(), (String::new(), 0));
    insight.event(Event::DocumentsChanged).unwrap();
    assert_eq!(insight.refresh_after(), Some(Duration::from_secs(1)));
    insight.event(Event::Refresh).unwrap();
    insight.event(Event::Refresh).unwrap();
    assert!(insight.view().unwrap().says("Notes: 301"));
    assert_eq!(insight.refresh_after(), None);
}

#[test]
fn without_its_documents_it_says_that_it_was_denied() {
    let mut insight = with(&[("a.md", GARDEN)]);
    insight.world.denied.insert("documents".into());
    assert!(matches!(insight.view(), Err(Failure::Denied(_))));
}

#[test]
fn who_reads_german_reads_german_whoever_counted() {
    let mut insight = with(&[("home/garden.md", GARDEN), ("loose.md", "three small words")]);
    insight.view().unwrap();
    insight.context.locale = "de-AT".into();
    let view = insight.view().unwrap();
    for words in ["Notizen: 2", "Wörter: 8", "Offen: 1", "50 % aller Kästchen", "Notizen nach Ordner", "ganz oben: 1", "home: 1"]
    {
        assert!(view.says(words), "{words} is not in {:?}", view.texts());
    }
    assert!(!view.says("at the top") && !view.says("Notes"));
}
