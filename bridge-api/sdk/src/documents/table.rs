//! What a table answers.

use fanlight_bridge::guest::documents::{self as wit, Column};

/// One page of rows, or of groups.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Names and types of the columns.
    pub columns: Vec<Column>,
    /// Rows of all pages: those that pass the filters, or the groups that they make.
    pub total: u64,
    /// Rows of the file that pass the filters.
    pub passed: u64,
    /// Rows of the file that were left out, because they have more or fewer cells than the first.
    pub malformed: u64,
    rows: Vec<Vec<String>>,
}

impl From<wit::Table> for Table {
    fn from(wit::Table { columns, rows, total, passed, malformed }: wit::Table) -> Self {
        Self { columns, total, passed, malformed, rows }
    }
}

impl Table {
    /// The rows of this page.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        self.rows.iter().map(|cells| Row { columns: &self.columns, cells })
    }

    /// Rows of this page.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True when this page has no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// One row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row<'a> {
    columns: &'a [Column],
    cells: &'a [String],
}

impl<'a> Row<'a> {
    /// The cell as the file has it; empty when the answer has no such column.
    pub fn text(&self, column: &str) -> &'a str {
        let place = self.columns.iter().position(|known| known.name == column);
        place.and_then(|place| self.cells.get(place)).map_or("", String::as_str)
    }

    /// The cell as a number, if it is one. A decimal comma counts as a point.
    pub fn number(&self, column: &str) -> Option<f64> {
        let text = self.text(column).trim();
        let number = match text.split_once(',') {
            Some((whole, part)) => format!("{}.{part}", whole.replace('.', "")).parse(),
            None => text.parse(),
        };
        number.ok().filter(|number: &f64| number.is_finite())
    }

    /// All cells, in the order of the columns.
    pub fn cells(&self) -> &'a [String] {
        self.cells
    }
}
