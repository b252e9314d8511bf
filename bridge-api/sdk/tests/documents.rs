//! Notes and tables in a rehearsal answer as those of the host do.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use fanlight_sdk::{
    documents::{ColumnType, at_least, contains, since, until},
    prelude::*,
    rehearsal::Rehearsal,
};

#[derive(Default, Serialize, Deserialize)]
#[serde(crate = "fanlight_sdk::serde")]
struct Reader {
    found: Vec<String>,
}

impl Widget for Reader {
    fn update(&mut self, event: Event, _: &Context) -> Result<()> {
        if event.pressed("search") {
            let hits = documents::search("milk")?.hits;
            self.found = hits.iter().map(|hit| format!("{} {}: {}", hit.path, hit.line, hit.excerpt)).collect();
        } else if event.pressed("list") {
            let page = documents::page("", None)?;
            let named = |entry: documents::Entry| format!("{:?} {}", entry.title, entry.tags.join("+"));
            self.found = page.entries.into_iter().map(named).collect();
        } else if event.pressed("rows") {
            let table = documents::query("home/budget.csv")
                .filter("amount", at_least(10))
                .filter("date", since("2026-10"))
                .filter("date", until("2026-10"))
                .filter("what", contains("R"))
                .sort_by("amount")
                .descending()
                .page(0, 50)
                .run()?;
            assert_eq!(table.columns[2].type_, ColumnType::Number);
            self.found = table.rows().map(|row| format!("{}={:?}", row.text("what"), row.number("amount"))).collect();
        } else if event.pressed("groups") {
            let table = documents::query("home/budget.csv").group("date").by_month().sum("amount").count().run()?;
            self.found = table.rows().map(|row| row.cells().join(" ")).collect();
        } else if event.pressed("wrong") {
            documents::query("home/budget.csv").sort_by("nothing").run()?;
        }
        Ok(())
    }

    fn view(&self, _: &Context) -> View {
        column(list(self.found.clone()))
    }
}

#[test]
fn notes_and_tables_answer_in_a_rehearsal() {
    let mut reader = Rehearsal::<Reader>::new();
    let documents = [
        ("home/list.md", "---\ntitle: Shopping\ntags: [home]\n---\nBread\nMilk #today\n"),
        ("home/budget.csv", "date,what,amount\n2026-10-01,rent,210.00\n2026-10-03,flour,21.40\n2026-11-02,rent,210.00\n"),
    ];
    for (path, text) in documents {
        reader.world.documents.insert(path.into(), (text.into(), 1));
    }
    let mut after = |key: &str| {
        reader.press(key).unwrap();
        reader.view().unwrap().texts()
    };
    assert_eq!(after("search"), ["home/list.md 2: Milk #today"]);
    assert_eq!(after("list"), ["None ", "Some(\"Shopping\") home+today"]);
    assert_eq!(after("rows"), ["rent=Some(210.0)", "flour=Some(21.4)"]);
    assert_eq!(after("groups"), ["2026-10 231.40 2", "2026-11 210.00 1"]);
    assert!(reader.press("wrong").unwrap_err().to_string().contains("date, what, amount"));
}
