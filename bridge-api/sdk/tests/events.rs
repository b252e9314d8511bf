//! What an author asks of an event.

use fanlight_bridge::guest::events::{Field, Input, Submission};
use fanlight_sdk::{Event, Value};

fn input(key: &str, value: Value) -> Event {
    Event::Input(Input { key: key.into(), value })
}

#[test]
fn a_button_is_pressed_and_a_check_is_not() {
    let press = input("add", Value::Nothing);
    assert!(press.pressed("add") && !press.pressed("ad"));
    assert!(!input("add", Value::Flag(true)).pressed("add"));
    assert_eq!(input("remove-7", Value::Nothing).pressed_among("remove-"), Some("7"));
    assert_eq!(Event::Opened.pressed_among(""), None);
}

#[test]
fn a_check_says_what_it_is_now() {
    let tick = input("done-7", Value::Flag(true));
    assert_eq!(tick.checked("done-7"), Some(true));
    assert_eq!(tick.checked("done-"), None);
    assert_eq!(tick.checked_among("done-"), Some(("7", true)));
    assert_eq!(input("done-7", Value::Nothing).checked("done-7"), None);
    assert_eq!(input("name", Value::Text("Ada".into())).entered("name"), Some("Ada"));
}

#[test]
fn a_form_gives_its_fields_and_what_is_not_there_is_empty() {
    let field = |key: &str, value| Field { key: key.into(), value };
    let fields = vec![
        field("title", Value::Text("  Milk ".into())),
        field("often", Value::Flag(true)),
        field("count", Value::Text("2.5".into())),
    ];
    let sent = Event::Submitted(Submission { key: "new".into(), fields });
    assert!(sent.submitted("old").is_none());
    let Some(fields) = sent.submitted("new") else { unreachable!("that form was sent") };
    assert_eq!((fields.text("title"), fields.text("nothing")), ("Milk", ""));
    assert!(fields.checked("often") && !fields.checked("title"));
    assert_eq!((fields.number("count"), fields.number("title")), (Some(2.5), None));
}

#[test]
fn numbers_days_and_answers_come_by_their_kind() {
    assert_eq!(input("level", Value::Number(2.5)).number("level"), Some(2.5));
    assert_eq!(input("level", Value::Number(2.5)).number("other"), None);
    assert_eq!(input("day", Value::Text("2026-11-25".into())).entered("day"), Some("2026-11-25"));
    assert!(input("day", Value::Nothing).cleared("day") && !input("day", Value::Text("x".into())).cleared("day"));
}
