//! One answer of the host, cut to what a state can hold.

use fanlight_sdk::{
    documents::{ColumnType, Table},
    prelude::*,
    view,
};

use crate::{chosen::Chosen, words::Words};

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

    pub(crate) fn view(&self, chosen: &Chosen, words: &Words) -> View {
        let (from, to) = (u64::from(chosen.offset) + 1, u64::from(chosen.offset) + self.rows.len() as u64);
        let which = if self.rows.is_empty() { words.no_rows.to_owned() } else { (words.rows_of)(from, to, self.total) };
        column((
            self.table(chosen),
            row((
                button("back", words.back).icon(Icon::ArrowLeft).quiet().disabled(chosen.offset == 0),
                text(muted(which)),
                button("next", words.next).icon(Icon::ArrowRight).quiet().disabled(to >= self.total),
            ))
            .align(Align::Between),
            (self.malformed > 0).then(|| text(muted((words.malformed)(self.malformed)))),
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
    #[serde(default)]
    group: String,
    /// The column that was added up; without it the rows were counted.
    #[serde(default)]
    measure: Option<String>,
    bars: Vec<(String, f64)>,
    more: u64,
}

impl Sums {
    /// Of an answer that has the groups of `group`, and a number for each in its column `figures`.
    pub(crate) fn new(table: &Table, group: &str, measure: Option<String>, figures: &str) -> Self {
        let bars = table.rows().filter_map(|row| Some((cut(row.text(group)), row.number(figures)?)));
        let more = table.total.saturating_sub(table.len() as u64);
        Self { group: group.to_owned(), measure, bars: bars.collect(), more }
    }

    pub(crate) fn view(&self, words: &Words) -> View {
        let title = match &self.measure {
            Some(measure) => (words.sums)(measure, &self.group),
            None => (words.counts)(&self.group),
        };
        let named = |name: &str| if name.is_empty() { words.empty_cell.to_owned() } else { name.to_owned() };
        let bars: Vec<_> = self.bars.iter().map(|(name, value)| (named(name), *value)).collect();
        column((bar_chart(&title).points(bars), (self.more > 0).then(|| text(muted((words.smaller)(self.more))))))
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(CELL) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
