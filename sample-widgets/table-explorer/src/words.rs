//! What the widget says, in each of its languages. Names of columns and what stands in cells are the table's own.

use fanlight_sdk::prelude::*;

pub(crate) struct Words {
    pub(crate) no_tables: &'static str,
    pub(crate) how_to: &'static str,
    pub(crate) table: &'static str,
    pub(crate) problem: &'static str,
    pub(crate) ways: &'static str,
    pub(crate) rows: &'static str,
    pub(crate) chart: &'static str,
    pub(crate) text: &'static str,
    pub(crate) within: &'static str,
    pub(crate) find_rows: &'static str,
    pub(crate) find: &'static str,
    pub(crate) for_each: &'static str,
    pub(crate) sum_of: &'static str,
    pub(crate) no_rows: &'static str,
    pub(crate) rows_of: fn(u64, u64, u64) -> String,
    pub(crate) back: &'static str,
    pub(crate) next: &'static str,
    pub(crate) malformed: fn(u64) -> String,
    pub(crate) sums: fn(&str, &str) -> String,
    pub(crate) counts: fn(&str) -> String,
    pub(crate) empty_cell: &'static str,
    pub(crate) smaller: fn(u64) -> String,
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
    no_tables: "There are no tables here",
    how_to: "Put a CSV file into the workspace, and it appears here.",
    table: "Table",
    problem: "This table cannot be shown",
    ways: "Ways to look at it",
    rows: "Rows",
    chart: "Chart",
    text: "Text",
    within: "In the column",
    find_rows: "Find rows",
    find: "Find",
    for_each: "For each",
    sum_of: "Sum of",
    no_rows: "No rows",
    rows_of: |from, to, all| format!("Rows {from} to {to} of {all}"),
    back: "Back",
    next: "Next",
    malformed: |count| format!("{count} rows do not fit the columns and are left out."),
    sums: |measure, group| format!("sum of {measure} by {group}"),
    counts: |group| format!("count by {group}"),
    empty_cell: "(empty)",
    smaller: |count| format!("and {count} smaller ones"),
};

const GERMAN: Words = Words {
    no_tables: "Hier sind keine Tabellen",
    how_to: "Leg eine CSV-Datei in den Arbeitsbereich, und sie erscheint hier.",
    table: "Tabelle",
    problem: "Diese Tabelle lässt sich nicht zeigen",
    ways: "Wie du sie siehst",
    rows: "Zeilen",
    chart: "Diagramm",
    text: "Text",
    within: "In der Spalte",
    find_rows: "Zeilen suchen",
    find: "Suchen",
    for_each: "Gruppiert nach",
    sum_of: "Summe von",
    no_rows: "Keine Zeilen",
    rows_of: |from, to, all| format!("Zeilen {from} bis {to} von {all}"),
    back: "Zurück",
    next: "Weiter",
    malformed: |count| format!("{count} Zeilen passen nicht zu den Spalten und fehlen hier."),
    sums: |measure, group| format!("Summe von {measure} nach {group}"),
    counts: |group| format!("Anzahl nach {group}"),
    empty_cell: "(leer)",
    smaller: |count| format!("und {count} kleinere"),
};
