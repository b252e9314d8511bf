//! Nodes that say how things stand: `skeleton`, `empty`, `alert`.

use fanlight_sdk::prelude::*;

pub(crate) fn nodes() -> impl Children {
    (
        heading("State"),
        alert(Tone::Neutral, "Something to know."),
        alert(Tone::Accent, "Something new.").title("News"),
        alert(Tone::Success, "It was kept.").title("Done"),
        alert(Tone::Warning, ("It ends in ", strong("three days"), ".")),
        alert(Tone::Danger, "It could not be read.").title("Failed"),
        skeleton(3),
        empty("Nothing is here yet").icon(Icon::Inbox).text("What you add appears here.").with(button("add", "Add something")),
    )
}
