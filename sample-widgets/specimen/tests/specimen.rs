//! Uses every input of the specimen.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use fanlight_sdk::{Value, rehearsal::Rehearsal};
use specimen::Specimen;

#[test]
fn every_input_shows_what_was_entered() {
    let mut specimen = Rehearsal::<Specimen>::new();
    specimen.press("press").unwrap();
    specimen.enter("text", "a word").unwrap();
    specimen.enter("area", "two\nlines").unwrap();
    specimen.set("number", 2.5).unwrap();
    specimen.set("level", 7.0).unwrap();
    specimen.enter("day", "2026-11-25").unwrap();
    specimen.check("check", true).unwrap();
    specimen.check("toggle", true).unwrap();
    specimen.enter("size", "m").unwrap();
    specimen.enter("colour", "blue").unwrap();
    let view = specimen.view().unwrap();
    for said in [
        "press: 1",
        "text: a word",
        "area: two\nlines",
        "number: 2.5",
        "level: 7",
        "day: 2026-11-25",
        "check: true",
        "toggle: true",
        "size: m",
        "colour: blue",
    ] {
        assert!(view.says(said), "{said}");
    }
    for key in ["number", "day", "size", "colour"] {
        specimen.clear(key).unwrap();
        assert!(specimen.view().unwrap().says(&format!("{key}: nothing")), "{key}");
    }
}

#[test]
fn a_form_gives_every_kind_of_value() {
    let mut specimen = Rehearsal::<Specimen>::new();
    let values = [
        ("form-text", Value::Text("Ada".into())),
        ("form-area", Value::Text(String::new())),
        ("form-number", Value::Nothing),
        ("form-level", Value::Number(5.5)),
        ("form-day", Value::Text("2026-11-25".into())),
        ("form-check", Value::Flag(true)),
        ("form-toggle", Value::Flag(false)),
        ("form-size", Value::Text("l".into())),
        ("form-colour", Value::Nothing),
    ];
    specimen.submit_values("form", values).unwrap();
    assert!(specimen.view().unwrap().says("Ada, , nothing, 5.5, 2026-11-25, true, false, l, "));
}

#[test]
fn pressing_the_head_of_a_column_sorts_the_other_way() {
    let mut specimen = Rehearsal::<Specimen>::new();
    let place = |specimen: &mut Rehearsal<Specimen>, cell: &str| {
        specimen.view().unwrap().texts().iter().position(|text| text == cell).unwrap()
    };
    assert!(place(&mut specimen, "Bread") < place(&mut specimen, "Tea"));
    specimen.press("by-name").unwrap();
    assert!(place(&mut specimen, "Tea") < place(&mut specimen, "Bread"));
}
