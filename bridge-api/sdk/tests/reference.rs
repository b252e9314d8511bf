//! The calls of docs/NODES.md compile and make the node that they are shown beside.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::useless_conversion, reason = "most of the calls make something that becomes a node, some a node")]

use fanlight_sdk::{prelude::*, view::Node};

const REFERENCE: &str = include_str!("../../../docs/NODES.md");

/// What follows the picture of this name, up to the next.
fn example(picture: &str) -> &'static str {
    let rest = REFERENCE.split(&format!("pictures/nodes/{picture}.png)")).nth(1).unwrap();
    rest.split("```json").next().unwrap()
}

fn without_space(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Compile each call, and look for it beside its picture.
macro_rules! calls {
    ($($picture:literal { $($call:tt)* })*) => {{
        $(
            let _: Node = ($($call)*).into();
            let call = without_space(stringify!($($call)*));
            assert!(without_space(example($picture)).contains(&call), "{} is shown otherwise: {call}", $picture);
        )*
        [$($picture),*]
    }};
}

#[test]
fn every_call_of_the_reference_compiles() {
    let (days, figures) = ([0_u64; 10], [0.0; 10]);
    let (added, done, paris, lima, visits, hours) = (figures, figures, figures, figures, figures, figures);
    let oslo = [None; 10];
    let tried = calls! {
        "column" {
            column((heading("Water the ferns"), text("Every third day, in the morning."), button("done", "Done")))
        }
        "row" {
            row((text("Post the letter"), badge("today"))).align(Align::Between)
        }
        "grid" {
            grid((card("Call Ada").title("Monday"), card("Post the letter").title("Tuesday"), card("Book the hall").title("Wednesday")))
                .min_width(ColumnWidth::Narrow)
        }
        "card" {
            card((text("Larch, 40 mm"), badge("in stock").tone(Tone::Success))).title("Boards")
        }
        "tabs" {
            tabs("range", "Range of the report")
                .tab("Week", "Twelve tasks were done.")
                .tab("Month", "Forty-one tasks were done.")
                .tab("Year", "Four hundred tasks were done.")
        }
        "disclosure" {
            disclosure("how", "How this is counted", "Each note counts once, on the day it was last changed.").open(true)
        }
        "divider" {
            column(("Above", divider(), "Below"))
        }
        "spacer" {
            column(("Above", spacer(Gap::Large), "Below"))
        }
        "heading" {
            column((heading("Week"), heading("Monday").level(2), heading("Morning").level(3), heading("Nine").level(4)))
        }
        "text" {
            text(vec![
                plain("Due "), date(1_793_487_600_000), plain(": "), number(1234.5, 1), plain(" hours, "), percent(0.25), plain(" of "),
                currency(1999.9, "EUR"), plain(". "), strong("Strong"), plain(", "), emphasis("stressed"), plain(", "), code("code"),
                plain(", "), muted("muted"), plain(" and "), struck("struck"), plain("."),
            ])
        }
        "markdown" {
            markdown("# Monday\n\nTwo **things**:\n\n- call Ada\n- post the letter")
        }
        "code-block" {
            code_block("fn main() {\n    println!(\"Light comes through\");\n}").language("rust")
        }
        "badge" {
            row((
                badge("draft"),
                badge("new").tone(Tone::Accent),
                badge("done").tone(Tone::Success),
                badge("soon").tone(Tone::Warning),
                badge("late").tone(Tone::Danger),
            ))
        }
        "icon" {
            row((icon(Icon::Star).tone(Tone::Warning), icon(Icon::Heart).label("Favourite")))
        }
        "image" {
            image("window", "A half-round window of coloured glass")
        }
        "list" {
            list(("Boil water", "Wait four minutes")).ordered()
        }
        "table" {
            table("Spending")
                .column("Item").sortable("by-item", Order::Ascending)
                .number_column("Amount").sortable("by-amount", Order::None)
                .row(("Larch boards", currency(128.0, "EUR")))
                .row(("Paint", currency(43.5, "EUR")))
        }
        "stat" {
            row((
                stat("Words", number(12_843.0, 0)).trend(Trend::Up).note("312 more than last week"),
                stat("Done", percent(0.64)),
            ))
        }
        "progress" {
            column((progress("Import", 0.42).note("210 of 500 rows"), progress("Index", None).tone(Tone::Neutral)))
        }
        "chart-bar" {
            chart::bar("Notes by folder").point("inbox/", 12.0).point("projects/", 31.0).point("journal/", 24.0).point("recipes/", 7.0)
        }
        "chart-bars" {
            chart::bar("Tasks").dates(days).series("Added", added).series("Done", done)
        }
        "chart-line" {
            chart::line("Temperature").dates(days).series("Paris", paris).gappy_series("Oslo", oslo).series("Lima", lima).unit("°C")
        }
        "chart-area" {
            chart::area("Visits").dates(days).series("Visits", visits)
        }
        "chart-pie" {
            chart::pie("Where time goes").point("Writing", 5.0).point("Reading", 3.0).point("Tea", 2.0).point("Walks", 1.0).unit("h")
        }
        "chart-sparkline" {
            chart::sparkline("Focus this week").dates(days).series("Hours", hours)
        }
        "button" {
            row((
                button("save", "Save").icon(Icon::Check).primary(),
                button("edit", "Edit").icon(Icon::Edit),
                button("skip", "Skip").quiet(),
                button("delete", "Delete").icon(Icon::Trash).tone(Tone::Danger),
                button("later", "Not now").disabled(true),
            ))
        }
        "link" {
            column((link("Read the guide", "https://example.com/guide"), link("Another place", "https://example.org/")))
        }
        "text-field" {
            text_field("name", "Name").placeholder("As on the door").required().max_length(40).problem(Some("Write at least two letters."))
        }
        "text-area" {
            text_area("remark", "Remark").value("The key is under\nthe third pot.")
        }
        "number-field" {
            number_field("hours", "Hours").value(7.5).min(0.0).max(24.0).step(0.5)
        }
        "slider" {
            slider("volume", "Volume", 30.0, 0.0..=100.0).step(5.0)
        }
        "date-field" {
            date_field("due", "Due").value(Some("2026-11-30")).required()
        }
        "check" {
            column((check("ferns", "Water the ferns", true), check("letter", "Post the letter", false))).gap(Gap::None)
        }
        "toggle" {
            toggle("all", "Show what is done", true)
        }
        "select" {
            select("priority", "Priority").option("low", "Low").option("mid", "Medium").option("high", "High").selected(Some("mid"))
        }
        "radio" {
            radio("effort", "Effort").option("low", "Low").option("mid", "Medium").option("high", "High").selected(Some("mid"))
        }
        "form" {
            form("add", "Add", (text_field("title", "Title").required(), number_field("minutes", "Minutes").min(1.0)))
        }
        "skeleton" {
            skeleton(3)
        }
        "empty" {
            empty("Nothing to do").icon(Icon::Inbox).text("What you add appears here.").with(button("new", "Add a task").icon(Icon::Plus).primary())
        }
        "alert" {
            column((
                alert(Tone::Accent, "The list is sorted by date."),
                alert(Tone::Success, "All 12 rows are in.").title("Saved"),
                alert(Tone::Warning, "93 % of the room is used.").title("Almost full"),
                alert(Tone::Danger, "The file is read-only.").title("Not saved"),
            ))
        }
    };
    let shown: Vec<&str> = REFERENCE.split("(pictures/nodes/").skip(1).filter_map(|rest| rest.split(".png").next()).collect();
    assert_eq!(shown, tried, "an example is not tried here");
}
