//! Looks at the clock at different times.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::Duration;

use clock::Clock;
use fanlight_sdk::rehearsal::Rehearsal;

#[test]
fn it_asks_to_be_called_when_the_next_minute_begins() {
    let mut clock = Rehearsal::<Clock>::new();
    clock.context.now += 20_000;
    clock.view().unwrap();
    assert_eq!(clock.refresh_after(), Some(Duration::from_secs(40)));
}

#[test]
fn it_shows_what_the_settings_ask_for() {
    let mut clock = Rehearsal::<Clock>::new();
    let view = clock.view().unwrap();
    assert!(view.says("UTC") && view.says("Week 40") && view.says("Day 274 of 365"));
    clock.context.settings = r#"{"week":false,"progress":false}"#.into();
    let view = clock.view().unwrap();
    assert!(!view.says("Week") && !view.says("Day"));
}

#[test]
fn who_reads_german_reads_german() {
    let mut clock = Rehearsal::<Clock>::new();
    clock.context.locale = "de-AT".into();
    let view = clock.view().unwrap();
    assert!(view.says("Woche 40") && view.says("Tag 274 von 365") && !view.says("Week"), "{:?}", view.texts());
}
