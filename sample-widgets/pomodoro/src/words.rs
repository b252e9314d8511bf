//! What the widget says, in each of its languages.

use fanlight_sdk::prelude::*;

pub(crate) struct Words {
    pub(crate) work: &'static str,
    pub(crate) rest: &'static str,
    pub(crate) then_rest: &'static str,
    pub(crate) begin: &'static str,
    pub(crate) worked: &'static str,
    pub(crate) rested: &'static str,
    pub(crate) enough: &'static str,
    pub(crate) left: &'static str,
    pub(crate) until: &'static str,
    pub(crate) paused: &'static str,
    pub(crate) pause: &'static str,
    pub(crate) go_on: &'static str,
    pub(crate) stop: &'static str,
    pub(crate) week: &'static str,
    pub(crate) turns: &'static str,
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
    work: "Work",
    rest: "Rest",
    then_rest: "Then rest",
    begin: "Begin to work",
    worked: "Well done. Time to rest.",
    rested: "Rested? On to the next one.",
    enough: "Enough for now",
    left: "left",
    until: "until ",
    paused: "paused",
    pause: "Pause",
    go_on: "Go on",
    stop: "Stop",
    week: "Turns of work this week",
    turns: "Turns",
};

const GERMAN: Words = Words {
    work: "Arbeit",
    rest: "Pause",
    then_rest: "Dann Pause",
    begin: "Anfangen",
    worked: "Gut gemacht. Zeit für eine Pause.",
    rested: "Ausgeruht? Auf zur nächsten Runde.",
    enough: "Genug für jetzt",
    left: "übrig",
    until: "bis ",
    paused: "angehalten",
    pause: "Anhalten",
    go_on: "Weiter",
    stop: "Abbrechen",
    week: "Runden Arbeit in dieser Woche",
    turns: "Runden",
};
