//! Nodes that show data: `stat`, `table`, `bar_chart`.

use super::{CellAlign, Node, Span, Spans, Tone, Trend, wit};

/// One number that matters, with its name.
#[derive(Debug, Clone, PartialEq)]
pub struct Stat(wit::Stat);

/// A label and a value: `stat("Open", 3)`, `stat("Share", percent(0.25))`.
pub fn stat(label: impl Into<String>, value: impl Into<Span>) -> Stat {
    Stat(wit::Stat { label: label.into(), value: value.into().0, trend: Trend::None, note: None })
}

impl Stat {
    /// Which way the value goes.
    pub fn trend(mut self, trend: Trend) -> Self {
        self.0.trend = trend;
        self
    }

    /// A few words below the value.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.0.note = Some(note.into());
        self
    }
}

impl From<Stat> for Node {
    fn from(stat: Stat) -> Node {
        Node::leaf(wit::Node::Stat(stat.0))
    }
}

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
        self.0.columns.push(wit::TableColumn { title: title.into(), align });
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

/// Numbers as bars, each with a label.
#[derive(Debug, Clone, PartialEq)]
pub struct BarChart(wit::BarChart);

/// A chart without bars; `title` is shown, and read out by screen readers.
pub fn bar_chart(title: impl Into<String>) -> BarChart {
    BarChart(wit::BarChart { title: title.into(), bars: Vec::new(), unit: None })
}

impl BarChart {
    /// One more bar.
    pub fn bar(self, label: impl Into<String>, value: f64) -> Self {
        self.toned_bar(label, value, Tone::Accent)
    }

    /// One more bar, whose colour says something.
    pub fn toned_bar(mut self, label: impl Into<String>, value: f64, tone: Tone) -> Self {
        self.0.bars.push(wit::Bar { label: label.into(), value, tone });
        self
    }

    /// More bars.
    pub fn bars<L: Into<String>>(self, bars: impl IntoIterator<Item = (L, f64)>) -> Self {
        bars.into_iter().fold(self, |chart, (label, value)| chart.bar(label, value))
    }

    /// What is counted, such as `notes`.
    pub fn unit(mut self, unit: impl Into<String>) -> Self {
        self.0.unit = Some(unit.into());
        self
    }
}

impl From<BarChart> for Node {
    fn from(chart: BarChart) -> Node {
        Node::leaf(wit::Node::BarChart(chart.0))
    }
}
