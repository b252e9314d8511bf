//! Nodes that place others.

use serde::{Deserialize, Serialize};

use super::{Align, ColumnWidth, Gap, Node};

/// Children below each other (`column`) or side by side (`row`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(missing_docs, reason = "documented in wit/bridge.wit")]
pub struct Group {
    pub children: Vec<Node>,
    pub gap: Gap,
    pub align: Align,
}

/// As many equal columns as fit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(missing_docs, reason = "documented in wit/bridge.wit")]
pub struct Grid {
    pub children: Vec<Node>,
    pub min_width: ColumnWidth,
    pub gap: Gap,
}

/// A surface around what belongs together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(missing_docs, reason = "documented in wit/bridge.wit")]
pub struct Card {
    pub title: Option<String>,
    pub children: Vec<Node>,
}

/// A title and what is shown while it is chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(missing_docs, reason = "documented in wit/bridge.wit")]
pub struct Tab {
    pub title: String,
    pub child: Node,
}

/// One of 1 to 12 children at a time; the browser switches.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tabs {
    /// Unique in the view: the browser remembers by it which tab is chosen.
    pub key: String,
    /// The accessible name of the whole.
    pub label: String,
    /// 1 to 12.
    pub tabs: Vec<Tab>,
}

/// Children that a person folds out; the browser does it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Disclosure {
    /// Unique in the view: the browser remembers by it whether it is open.
    pub key: String,
    /// What there is to fold out.
    pub summary: String,
    /// As it is first shown.
    pub open: bool,
    /// What is folded away.
    pub children: Vec<Node>,
}

/// Room.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(missing_docs, reason = "documented in wit/bridge.wit")]
pub struct Spacer {
    pub size: Gap,
}
