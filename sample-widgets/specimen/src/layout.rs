//! Nodes that place others: `column`, `row`, `grid`, `card`, `disclosure`, `spacer`, `divider`. The tabs are around all of this.

use fanlight_sdk::prelude::*;

pub(crate) fn nodes() -> impl Children {
    (
        heading("Layout"),
        card((text("A card holds what belongs together."), row((badge("one"), badge("two"), badge("three"))))).title("Card"),
        row(("At the start", "at the end")).align(Align::Between),
        column(("Close", "together")).gap(Gap::None),
        divider(),
        grid((1..=4).map(|n| card(format!("Cell {n}"))).collect::<Vec<_>>()).min_width(ColumnWidth::Narrow).gap(Gap::Small),
        spacer(Gap::Large),
        disclosure("more", "What is folded away", "It was here all the time."),
        disclosure("shown", "What is folded out", text("A person can fold it away.")).open(true),
    )
}
