//! Rows and columns: `table`.

use super::{CellAlign, Node, Order, Spans, wit};

/// Rows and columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Table(wit::Table);

/// An empty table; `caption` says what it holds.
pub fn table(caption: impl Into<String>) -> Table {
    Table(wit::Table { caption: caption.into(), columns: Vec::new(), rows: Vec::new() })
}

impl Table {
    /// One more column, of text.
    pub fn column(self, title: impl Into<String>) -> Self {
        self.aligned(title, CellAlign::Start)
    }

    /// One more column, of numbers: they end where the column ends.
    pub fn number_column(self, title: impl Into<String>) -> Self {
        self.aligned(title, CellAlign::End)
    }

    fn aligned(mut self, title: impl Into<String>, align: CellAlign) -> Self {
        self.0.columns.push(wit::TableColumn { title: title.into(), align, key: None, sorted: Order::None });
        self
    }

    /// Makes the title of the column before it a button: pressing it comes as [`pressed`](crate::Event::pressed) with this key, and it
    /// is for the widget to sort. `sorted` says how the rows lie now.
    ///
    /// ```
    /// use fanlight_sdk::view::*;
    ///
    /// let files = table("Files").column("Name").sortable("by-name", Order::Ascending).number_column("Size").row(("a.txt", 3));
    /// # let _ = files;
    /// ```
    pub fn sortable(mut self, key: impl Into<String>, sorted: Order) -> Self {
        if let Some(column) = self.0.columns.last_mut() {
            column.key = Some(key.into());
            column.sorted = sorted;
        }
        self
    }

    /// One more row, with one span for each column: `.row(("Milk", 2))`.
    pub fn row(mut self, cells: impl Spans) -> Self {
        let mut row = Vec::new();
        cells.add_to(&mut row);
        self.0.rows.push(row.into_iter().map(|cell| cell.0).collect());
        self
    }

    /// More rows.
    pub fn rows<R: Spans>(self, rows: impl IntoIterator<Item = R>) -> Self {
        rows.into_iter().fold(self, Table::row)
    }
}

impl From<Table> for Node {
    fn from(table: Table) -> Node {
        Node::leaf(wit::Node::Table(table.0))
    }
}
