//! What the widget says, in each of its languages.

use fanlight_sdk::prelude::*;

use crate::habit::{MOST, NAME, Refused};

pub(crate) struct Words {
    pub(crate) none_yet: &'static str,
    pub(crate) begin: &'static str,
    pub(crate) done_today: &'static str,
    pub(crate) in_a_row: fn(u64) -> String,
    pub(crate) weeks: fn(u64) -> String,
    pub(crate) days_of: fn(&str) -> String,
    pub(crate) week_from: &'static str,
    pub(crate) days: [&'static str; 7],
    pub(crate) remove: &'static str,
    pub(crate) fortnight: &'static str,
    pub(crate) habits: &'static str,
    pub(crate) new_habit: &'static str,
    pub(crate) example: &'static str,
    pub(crate) add: &'static str,
    refused: fn(Refused) -> String,
}

impl Words {
    /// Those of the viewer.
    pub(crate) fn of(ctx: &Context) -> &'static Self {
        match ctx.language() {
            "de" => &GERMAN,
            _ => &ENGLISH,
        }
    }

    pub(crate) fn refused(&self, why: Refused) -> String {
        (self.refused)(why)
    }
}

const ENGLISH: Words = Words {
    none_yet: "No habits yet",
    begin: "Name something small that you want to do every day.",
    done_today: "Done today",
    in_a_row: |days| format!("{days} days in a row"),
    weeks: |weeks| format!("The last {weeks} weeks"),
    days_of: |habit| format!("{habit}: days on which it was done"),
    week_from: "Week from",
    days: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    remove: "Remove this habit",
    fortnight: "Done in the last two weeks",
    habits: "Habits",
    new_habit: "New habit",
    example: "Read ten pages",
    add: "Add",
    refused: |why| match why {
        Refused::Name => format!("Give it a name of at most {NAME} characters."),
        Refused::Known => "You have this habit already.".to_owned(),
        Refused::TooMany => format!("{MOST} habits are the most. Remove one first."),
    },
};

const GERMAN: Words = Words {
    none_yet: "Noch keine Gewohnheiten",
    begin: "Nenn etwas Kleines, das du jeden Tag tun willst.",
    done_today: "Heute getan",
    in_a_row: |days| format!("{days} Tage in Folge"),
    weeks: |weeks| format!("Die letzten {weeks} Wochen"),
    days_of: |habit| format!("{habit}: Tage, an denen es getan wurde"),
    week_from: "Woche ab",
    days: ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"],
    remove: "Diese Gewohnheit entfernen",
    fortnight: "In den letzten zwei Wochen getan",
    habits: "Gewohnheiten",
    new_habit: "Neue Gewohnheit",
    example: "Zehn Seiten lesen",
    add: "Hinzufügen",
    refused: |why| match why {
        Refused::Name => format!("Gib ihr einen Namen mit höchstens {NAME} Zeichen."),
        Refused::Known => "Diese Gewohnheit hast du schon.".to_owned(),
        Refused::TooMany => format!("Mehr als {MOST} Gewohnheiten gehen nicht. Entferne erst eine."),
    },
};
