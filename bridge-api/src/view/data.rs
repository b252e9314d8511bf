//! Nodes that show data.

use serde::{Deserialize, Serialize};

use super::{CellAlign, ChartKind, Node, Order, Span, Tone, Trend};

/// Items of equal standing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(missing_docs, reason = "documented in wit/bridge.wit")]
pub struct ItemList {
    pub ordered: bool,
    pub children: Vec<Node>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TableColumn {
    /// Its head.
    pub title: String,
    /// Where its cells are aligned.
    pub align: CellAlign,
    /// With a key the title is a button.
    pub key: Option<String>,
    /// How the rows are sorted by this column now.
    pub sorted: Order,
}

/// Rows and 1 to 20 columns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Table {
    /// The accessible name, shown above the table.
    pub caption: String,
    /// 1 to 20.
    pub columns: Vec<TableColumn>,
    /// At most 1,000, each with one span for each column.
    pub rows: Vec<Vec<Span>>,
}

/// One value that matters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(missing_docs, reason = "documented in wit/bridge.wit")]
pub struct Stat {
    pub label: String,
    pub value: Span,
    pub trend: Trend,
    pub note: Option<String>,
}

/// How far something is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Progress {
    /// The accessible name.
    pub label: String,
    /// 0 to 1; `None` while that is not known.
    pub value: Option<f64>,
    /// What its colour means.
    pub tone: Tone,
    /// A few words below.
    pub note: Option<String>,
}

/// Where the points of a chart lie.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "axis", rename_all = "kebab-case")]
pub enum Axis {
    /// One after the other, each with a name.
    Names {
        /// At most 1,000.
        names: Vec<String>,
    },
    /// In time.
    Dates {
        /// Milliseconds since 1970-01-01 UTC, rising, at most 1,000.
        dates: Vec<u64>,
    },
}

/// The values of one thing along the axis.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Series {
    /// What it is.
    pub name: String,
    /// One for each point of the axis; `None` is a gap.
    pub values: Vec<Option<f64>>,
    /// `neutral` lets the browser tell the series apart.
    pub tone: Tone,
}

/// Values as a picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Chart {
    /// The accessible name, shown above.
    pub title: String,
    /// How it is drawn.
    pub kind: ChartKind,
    /// Where the points lie.
    pub axis: Axis,
    /// At most 8, and 1,000 values in all.
    pub series: Vec<Series>,
    /// What is counted.
    pub unit: Option<String>,
}
