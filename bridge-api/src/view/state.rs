//! Nodes that say how things stand.

use serde::{Deserialize, Serialize};

use super::{IconName, Node, Span, Tone};

/// Lines of something that is still to come.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Skeleton {
    /// 1 to 20.
    pub lines: u8,
}

/// Nothing is there yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(missing_docs, reason = "documented in wit/bridge.wit")]
pub struct Empty {
    pub icon: Option<IconName>,
    pub title: String,
    pub text: Option<String>,
    pub children: Vec<Node>,
}

/// Something to take note of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(missing_docs, reason = "documented in wit/bridge.wit")]
pub struct Alert {
    pub tone: Tone,
    pub title: Option<String>,
    pub spans: Vec<Span>,
}
