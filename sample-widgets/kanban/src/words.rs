//! What the widget says, in each of its languages.

use fanlight_sdk::prelude::*;

pub(crate) struct Words {
    pub(crate) title: &'static str,
    pub(crate) reading: &'static str,
    pub(crate) read_again: &'static str,
    pub(crate) cut: fn(usize) -> String,
    pub(crate) nothing: &'static str,
    pub(crate) how_to: &'static str,
    pub(crate) more: fn(usize) -> String,
    pub(crate) to_do: &'static str,
    pub(crate) doing: &'static str,
    pub(crate) done: &'static str,
}

impl Words {
    /// Those of the viewer.
    pub(crate) fn of(ctx: &Context) -> &'static Self {
        match ctx.language() {
            "de" => &GERMAN,
            _ => &ENGLISH,
        }
    }
}

const ENGLISH: Words = Words {
    title: "Open check boxes",
    reading: "Reading notes…",
    read_again: "Read again",
    cut: |shown| format!("The first {shown} are shown."),
    nothing: "Nothing is open",
    how_to: "Write “- [ ] something” into a note, and it appears here.",
    more: |count| format!("{count} more"),
    to_do: "To do",
    doing: "Doing",
    done: "Done",
};

const GERMAN: Words = Words {
    title: "Offene Kästchen",
    reading: "Notizen werden gelesen …",
    read_again: "Neu lesen",
    cut: |shown| format!("Die ersten {shown} sind zu sehen."),
    nothing: "Nichts ist offen",
    how_to: "Schreib „- [ ] etwas“ in eine Notiz, und es erscheint hier.",
    more: |count| format!("{count} weitere"),
    to_do: "Zu tun",
    doing: "In Arbeit",
    done: "Fertig",
};
