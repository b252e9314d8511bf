//! Looks into a table of three months.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use fanlight_sdk::{Event, rehearsal::Rehearsal};
use table_explorer::TableExplorer;

fn explorer() -> Rehearsal<TableExplorer> {
    let mut explorer = Rehearsal::<TableExplorer>::new();
    let mut budget = "date,what,amount,category\n".to_owned();
    for day in 1..=28 {
        let (what, amount, category) = if day % 4 == 0 { ("train", 40, "travel") } else { ("bread", day, "food") };
        budget += &format!("2026-02-{day:02},{what} {day},{amount},{category}\n");
    }
    explorer.world.documents.insert("home/budget.csv".into(), (budget, 0));
    explorer.world.documents.insert("note.md".into(), ("# No table".into(), 0));
    explorer
}

#[test]
fn it_begins_with_the_first_table_and_a_chart_of_it() {
    let view = explorer().view().unwrap();
    assert!(view.says("home/budget.csv") && view.says("bread 1") && view.says("Rows 1 to 20 of 28"));
    assert!(view.says("sum of amount by category") && !view.says("note.md"));
}

#[test]
fn titles_sort_and_sort_the_other_way_round() {
    let mut explorer = explorer();
    let first = |explorer: &mut Rehearsal<TableExplorer>| {
        let texts = explorer.view().unwrap().texts();
        texts.iter().find(|text| text.starts_with("bread") || text.starts_with("train")).unwrap().clone()
    };
    explorer.press("sort-2").unwrap();
    assert_eq!(first(&mut explorer), "bread 1");
    explorer.press("sort-2").unwrap();
    assert!(first(&mut explorer).starts_with("train"));
}

#[test]
fn rows_are_found_and_paged() {
    let mut explorer = explorer();
    explorer.press("next").unwrap();
    assert!(explorer.view().unwrap().says("Rows 21 to 28 of 28"));
    explorer.submit("search", &[("words", "TRAIN"), ("within", "what")]).unwrap();
    assert!(explorer.view().unwrap().says("Rows 1 to 7 of 7"));
    explorer.submit("search", &[("words", "zeppelin"), ("within", "what")]).unwrap();
    assert!(explorer.view().unwrap().says("No rows"));
}

#[test]
fn a_table_that_went_away_is_no_longer_offered() {
    let mut explorer = explorer();
    explorer.view().unwrap();
    explorer.world.documents.remove("home/budget.csv");
    explorer.event(Event::DocumentsChanged).unwrap();
    assert!(explorer.view().unwrap().says("There are no tables here"));
}

#[test]
fn a_chart_is_first_made_of_a_kind_of_thing_and_not_of_remarks() {
    let mut explorer = Rehearsal::<TableExplorer>::new();
    let harvest =
        "crop,kilograms,where,note\nrhubarb,2.3,here,first cake\nrhubarb,1.9,here,second cake\nradishes,0.6,here,hollow\n";
    explorer.world.documents.insert("harvest.csv".into(), (harvest.into(), 0));
    // Two crops and three notes; all of it grew in one place.
    assert!(explorer.view().unwrap().says("sum of kilograms by crop"));
    // A table of nothing but remarks has a chart all the same.
    explorer.world.documents.insert("harvest.csv".into(), ("note\nhollow\n".into(), 1));
    explorer.event(Event::DocumentsChanged).unwrap();
    explorer.enter("table", "harvest.csv").unwrap();
    assert!(explorer.view().unwrap().says("count by note"));
}

#[test]
fn who_reads_german_reads_german() {
    let mut explorer = explorer();
    explorer.view().unwrap();
    explorer.context.locale = "de-AT".into();
    let view = explorer.view().unwrap();
    for words in ["Tabelle", "Zeilen 1 bis 20 von 28", "Diagramm", "Summe von amount nach category", "Zurück"] {
        assert!(view.says(words), "{words} is not in {:?}", view.texts());
    }
    assert!(!view.says("Rows") && !view.says("sum of"));
}
