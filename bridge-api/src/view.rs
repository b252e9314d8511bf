//! The view: a typed tree that a host can draw without trusting who made it.
//!
//! Its JSON is what a frame carries: every node is an object with `node` as its tag, every span one with `span`.
//! `view/lift.rs` makes it from a guest's arena and is the only way in for third-party data.

mod lift;

use serde::{Deserialize, Serialize};

pub(crate) use lift::lift;

/// A checked view: at most 2,000 nodes and 32 levels by default, unique keys, accessible names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct View {
    root: Node,
}

/// Space between children.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Gap {
    None,
    Small,
    Medium,
    Large,
}

/// How children are placed across the direction of their group; `between` spreads them along it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Align {
    Start,
    Center,
    End,
    Stretch,
    Between,
}

/// What a colour means here; the theme decides which colour that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Tone {
    Neutral,
    Accent,
    Success,
    Warning,
    Danger,
}

/// How much a button stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Emphasis {
    Primary,
    Secondary,
    Quiet,
}

/// How a piece of text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum TextStyle {
    Plain,
    Strong,
    Emphasis,
    Code,
    Muted,
    Struck,
}

/// Which part of a point in time is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum DateStyle {
    Date,
    Time,
    DateTime,
}

/// Text with its meaning; dates and numbers are formatted by the browser in the viewer's locale.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "span", rename_all = "kebab-case")]
pub enum Span {
    /// Words.
    Plain {
        /// Text without control characters.
        text: String,
        /// How it is set.
        style: TextStyle,
    },
    /// A point in time, milliseconds since 1970-01-01 UTC.
    Date {
        /// Milliseconds.
        at: u64,
        /// Which part is shown.
        style: DateStyle,
    },
    /// The same, shown as a distance from now.
    Relative {
        /// Milliseconds.
        at: u64,
    },
    /// A number.
    Number {
        /// Finite.
        value: f64,
        /// 0 to 20.
        max_fraction_digits: u8,
    },
    /// 0.25 is shown as 25 %.
    Percent {
        /// Finite.
        value: f64,
    },
    /// An amount of money.
    Currency {
        /// Finite.
        value: f64,
        /// ISO 4217, three capital letters.
        code: String,
    },
}

/// Where a table's cells are aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum CellAlign {
    Start,
    End,
}

/// Which way a figure went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Trend {
    None,
    Up,
    Down,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub struct TableColumn {
    pub title: String,
    pub align: CellAlign,
}

/// A bar of a chart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Bar {
    pub label: String,
    pub value: f64,
    pub tone: Tone,
}

/// A node of the tree. Fields are those of the WIT, where they are documented.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "node", rename_all = "kebab-case")]
#[allow(missing_docs, reason = "documented in wit/bridge.wit")]
pub enum Node {
    Column {
        children: Vec<Node>,
        gap: Gap,
        align: Align,
    },
    Row {
        children: Vec<Node>,
        gap: Gap,
        align: Align,
    },
    Card {
        title: Option<String>,
        children: Vec<Node>,
    },
    Heading {
        text: String,
        level: u8,
    },
    Text {
        spans: Vec<Span>,
    },
    Badge {
        text: String,
        tone: Tone,
    },
    List {
        ordered: bool,
        children: Vec<Node>,
    },
    Table {
        caption: String,
        columns: Vec<TableColumn>,
        rows: Vec<Vec<Span>>,
    },
    Stat {
        label: String,
        value: Span,
        trend: Trend,
        note: Option<String>,
    },
    BarChart {
        title: String,
        bars: Vec<Bar>,
        unit: Option<String>,
    },
    Button {
        key: String,
        label: String,
        emphasis: Emphasis,
        tone: Tone,
        disabled: bool,
    },
    TextField {
        key: String,
        label: String,
        value: String,
        placeholder: Option<String>,
        required: bool,
        max_length: u32,
        problem: Option<String>,
    },
    Check {
        key: String,
        label: String,
        checked: bool,
        disabled: bool,
    },
    Form {
        key: String,
        submit: String,
        children: Vec<Node>,
    },
}

impl Node {
    /// What is inside of it; empty for a leaf.
    pub fn children(&self) -> &[Node] {
        match self {
            Self::Column { children, .. }
            | Self::Row { children, .. }
            | Self::Card { children, .. }
            | Self::List { children, .. }
            | Self::Form { children, .. } => children,
            _ => &[],
        }
    }

    /// The key, if a person can use it.
    pub fn key(&self) -> Option<&str> {
        match self {
            Self::Button { key, .. } | Self::TextField { key, .. } | Self::Check { key, .. } | Self::Form { key, .. } => {
                Some(key)
            }
            _ => None,
        }
    }

    /// This node and all below it, parents first.
    pub fn walk(&self) -> impl Iterator<Item = &Node> {
        let mut open = vec![self];
        std::iter::from_fn(move || {
            let node = open.pop()?;
            open.extend(node.children().iter().rev());
            Some(node)
        })
    }
}

impl View {
    /// The outermost node.
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// The node that a person used.
    pub fn find(&self, key: &str) -> Option<&Node> {
        self.root.walk().find(|node| node.key() == Some(key))
    }
}
