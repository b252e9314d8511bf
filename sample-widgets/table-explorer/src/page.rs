//! One answer of the host, cut to what a state can hold.

use fanlight_sdk::{
    documents::{ColumnType, Table},
    prelude::*,
    view,
};

use crate::chosen::Chosen;

/// Rows of a page.
pub(crate) const ROWS: u32 = 20;
/// Bars of the chart.
pub(crate) const GROUPS: u32 = 12;
/// Columns that are shown.
const COLUMNS: usize = 12;
/// Longest cell in characters: a full page stays below the 64 KiB of a state.
const CELL: usize = 60;

/// Some rows.
#[derive(Serialize, Deserialize)]
pub(crate) struct Page {
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
    total: u64,
    malformed: u64,
}

#[derive(Serialize, Deserialize)]
struct Column {
    name: String,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Serialize, Deserialize)]
enum Kind {
    Text,
    Number,
    Date,
}

impl From<&Table> for Page {
    fn from(table: &Table) -> Self {
        let columns = table.columns.iter().take(COLUMNS).map(|column| Column {
            name: column.name.clone(),
            kind: match column.type_ {
                ColumnType::Text => Kind::Text,
                ColumnType::Number => Kind::Number,
                ColumnType::Date => Kind::Date,
            },
        });
        let row = |cells: &[String]| cells.iter().take(COLUMNS).map(|cell| cut(cell)).collect();
        Self {
            columns: columns.collect(),
            rows: table.rows().map(|cells| row(cells.cells())).collect(),
            total: table.total,
            malformed: table.malformed,
        }
    }
}

impl Page {
    /// Names of the columns that are shown.
    pub(crate) fn columns(&self) -> Vec<String> {
        self.columns.iter().map(|column| column.name.clone()).collect()
    }

    /// Names of the columns of a kind.
    pub(crate) fn named(&self, of: fn(ColumnType) -> bool) -> Vec<String> {
        let kind = |column: &Column| match column.kind {
            Kind::Text => ColumnType::Text,
            Kind::Number => ColumnType::Number,
            Kind::Date => ColumnType::Date,
        };
        self.columns.iter().filter(|column| of(kind(column))).map(|column| column.name.clone()).collect()
    }

    pub(crate) fn has_numbers(&self) -> bool {
        self.columns.iter().any(|column| column.kind == Kind::Number)
    }

    pub(crate) fn view(&self, chosen: &Chosen) -> View {
        let (from, to) = (u64::from(chosen.offset) + 1, u64::from(chosen.offset) + self.rows.len() as u64);
        let words = if self.rows.is_empty() { "No rows".to_owned() } else { format!("Rows {from} to {to} of {}", self.total) };
        column((
            self.table(chosen),
            row((
                button("back", "Back").icon(Icon::ArrowLeft).quiet().disabled(chosen.offset == 0),
                text(muted(words)),
                button("next", "Next").icon(Icon::ArrowRight).quiet().disabled(to >= self.total),
            ))
            .align(Align::Between),
            (self.malformed > 0)
                .then(|| text(muted(format!("{} rows do not fit the columns and are left out.", self.malformed)))),
        ))
    }

    fn table(&self, chosen: &Chosen) -> view::Table {
        let mut table = table(chosen.path.clone());
        for (place, column) in self.columns.iter().enumerate() {
            table = if column.kind == Kind::Number { table.number_column(&column.name) } else { table.column(&column.name) };
            let order = match &chosen.sort {
                Some(sort) if *sort != column.name => Order::None,
                None => Order::None,
                Some(_) if chosen.descending => Order::Descending,
                Some(_) => Order::Ascending,
            };
            table = table.sortable(format!("sort-{place}"), order);
        }
        table.rows(
            self.rows
                .iter()
                .map(|row| self.columns.iter().zip(row).map(|(column, cell)| span(column.kind, cell)).collect::<Vec<_>>()),
        )
    }
}

/// Numbers are written out in the viewer's language; what is none stays as it is.
fn span(kind: Kind, cell: &str) -> Span {
    match cell.parse::<f64>() {
        Ok(value) if kind == Kind::Number && value.is_finite() => number(value, 2),
        _ => plain(cell),
    }
}

/// A sum for each group, the largest first.
#[derive(Serialize, Deserialize)]
pub(crate) struct Sums {
    title: String,
    bars: Vec<(String, f64)>,
    more: u64,
}

impl Sums {
    pub(crate) fn new(table: &Table, group: &str, measure: &str) -> Self {
        let bars = table.rows().filter_map(|row| Some((cut(row.text(group)), row.number(measure)?)));
        let bars = bars.map(|(name, value)| (if name.is_empty() { "(empty)".into() } else { name }, value));
        let more = table.total.saturating_sub(table.len() as u64);
        Self { title: format!("{measure} by {group}"), bars: bars.collect(), more }
    }

    pub(crate) fn view(&self) -> View {
        column((
            bar_chart(&self.title).points(self.bars.clone()),
            (self.more > 0).then(|| text(muted(format!("and {} smaller ones", self.more)))),
        ))
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(CELL) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
