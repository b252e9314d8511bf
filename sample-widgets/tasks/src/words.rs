//! What the widget says, in each of its languages. A word that one of them lacks does not compile.

use fanlight_sdk::prelude::*;

pub(crate) struct Words {
    pub(crate) title: &'static str,
    pub(crate) open: fn(usize) -> String,
    pub(crate) done: fn(usize) -> String,
    pub(crate) new_task: &'static str,
    pub(crate) what: &'static str,
    pub(crate) add: &'static str,
    pub(crate) show_all: &'static str,
    pub(crate) show_open: &'static str,
    pub(crate) show_done: &'static str,
    pub(crate) nothing: &'static str,
    pub(crate) nothing_open: &'static str,
    pub(crate) nothing_done: &'static str,
    pub(crate) more: fn(usize) -> String,
    pub(crate) clear: &'static str,
    pub(crate) empty: &'static str,
    pub(crate) too_long: fn(usize) -> String,
    pub(crate) too_many: fn(usize) -> String,
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
    title: "Tasks",
    open: |count| format!("{count} open"),
    done: |count| format!("{count} done"),
    new_task: "New task",
    what: "What is to be done?",
    add: "Add",
    show_all: "All",
    show_open: "Open",
    show_done: "Done",
    nothing: "Nothing here yet. Add the first task above.",
    nothing_open: "Nothing is open. Well done.",
    nothing_done: "Nothing is done yet.",
    more: |count| format!("and {count} more"),
    clear: "Remove what is done",
    empty: "Write what is to be done.",
    too_long: |most| format!("Keep it within {most} characters."),
    too_many: |most| format!("{most} tasks are the most. Remove some that are done."),
};

const GERMAN: Words = Words {
    title: "Aufgaben",
    open: |count| format!("{count} offen"),
    done: |count| format!("{count} erledigt"),
    new_task: "Neue Aufgabe",
    what: "Was ist zu tun?",
    add: "Hinzufügen",
    show_all: "Alle",
    show_open: "Offen",
    show_done: "Erledigt",
    nothing: "Noch ist nichts da. Schreib oben die erste Aufgabe auf.",
    nothing_open: "Nichts ist offen. Gut gemacht.",
    nothing_done: "Noch ist nichts erledigt.",
    more: |count| format!("und {count} weitere"),
    clear: "Erledigte entfernen",
    empty: "Schreib auf, was zu tun ist.",
    too_long: |most| format!("Fass dich kürzer: {most} Zeichen sind das Meiste."),
    too_many: |most| format!("Mehr als {most} Aufgaben gehen nicht. Entferne einige, die erledigt sind."),
};
