//! Nodes that show data: `list`, `table`, `stat`, `progress`, and a chart of each kind.

use fanlight_sdk::prelude::*;

const DAYS: [&str; 5] = ["Mon", "Tue", "Wed", "Thu", "Fri"];
const MONDAY: u64 = 1_789_948_800_000;
const DAY: u64 = 86_400_000;

pub(crate) fn nodes(descending: bool) -> impl Children {
    let mut rows = vec![("Bread", 2_u32), ("Milk", 1), ("Tea", 3)];
    if descending {
        rows.reverse();
    }
    let sorted = if descending { Order::Descending } else { Order::Ascending };
    (
        heading("Data"),
        row((
            stat("Open", 3),
            stat("Share", percent(0.42)).trend(Trend::Up).note("more than last week"),
            stat("Spent", currency(12.5, "EUR")).trend(Trend::Down),
        )),
        list(("Bread", "Milk")),
        list(("Boil water", "Wait")).ordered(),
        table("Shopping").column("What").sortable("by-name", sorted).number_column("How many").rows(rows),
        progress("Read", 0.4).note("4 of 10 pages"),
        progress("Looking", None).tone(Tone::Neutral),
        charts(),
    )
}

fn charts() -> impl Children {
    let dates = (0..5).map(|n| MONDAY + n * DAY);
    grid((
        bar_chart("Notes by day").points(DAYS.into_iter().zip([3.0, 5.0, 2.0, 0.0, 4.0])).unit("notes"),
        chart::line("Temperature")
            .names(DAYS)
            .series("Indoors", [20.5, 21.0, 20.0, 19.5, 21.5])
            .gappy_series("Outdoors", [Some(4.0), None, Some(6.5), Some(-1.0), Some(2.0)])
            .unit("°C"),
        chart::area("Visitors").dates(dates).series("Visitors", [12.0, 30.0, 18.0, 44.0, 27.0]).tone(Tone::Success),
        chart::pie("Where time goes").point("Writing", 5.0).point("Reading", 3.0).point("Tea", 2.0).unit("h"),
        chart::sparkline("Pulse").points(DAYS.into_iter().zip([61.0, 64.0, 59.0, 70.0, 63.0])),
    ))
}
