//! What the widget says, in each of its languages.

use fanlight_sdk::prelude::*;

pub(crate) struct Words {
    pub(crate) title: &'static str,
    pub(crate) again: &'static str,
    /// Around how many of how many notes were counted.
    pub(crate) counting: [&'static str; 3],
    pub(crate) notes: &'static str,
    pub(crate) words: &'static str,
    pub(crate) open: &'static str,
    pub(crate) done: &'static str,
    pub(crate) share: fn(u32) -> String,
    pub(crate) all_ticked: &'static str,
    pub(crate) show_more: &'static str,
    pub(crate) show_fewer: &'static str,
    pub(crate) by_month: &'static str,
    pub(crate) by_folder: &'static str,
    pub(crate) at_the_top: &'static str,
    pub(crate) others: &'static str,
    pub(crate) unit: &'static str,
    pub(crate) open_boxes: &'static str,
    pub(crate) of_boxes: fn(usize, usize) -> String,
    pub(crate) what: &'static str,
    pub(crate) within: &'static str,
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
    title: "Notes",
    again: "Count again",
    counting: ["Counting: ", " of ", " notes, "],
    notes: "Notes",
    words: "Words",
    open: "Open",
    done: "Done",
    share: |percent| format!("{percent} % of all boxes"),
    all_ticked: "Every box is ticked.",
    show_more: "Show more",
    show_fewer: "Show fewer",
    by_month: "Notes by month",
    by_folder: "Notes by folder",
    at_the_top: "at the top",
    others: "others",
    unit: "notes",
    open_boxes: "Open boxes",
    of_boxes: |shown, all| format!("Open boxes, {shown} of {all}"),
    what: "What",
    within: "In",
};

const GERMAN: Words = Words {
    title: "Notizen",
    again: "Neu zählen",
    counting: ["Gezählt: ", " von ", " Notizen, "],
    notes: "Notizen",
    words: "Wörter",
    open: "Offen",
    done: "Erledigt",
    share: |percent| format!("{percent} % aller Kästchen"),
    all_ticked: "Jedes Kästchen ist abgehakt.",
    show_more: "Mehr zeigen",
    show_fewer: "Weniger zeigen",
    by_month: "Notizen nach Monat",
    by_folder: "Notizen nach Ordner",
    at_the_top: "ganz oben",
    others: "andere",
    unit: "Notizen",
    open_boxes: "Offene Kästchen",
    of_boxes: |shown, all| format!("Offene Kästchen, {shown} von {all}"),
    what: "Was",
    within: "In",
};
