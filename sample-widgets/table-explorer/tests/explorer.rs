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
