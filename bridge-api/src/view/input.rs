//! Nodes that a person uses. Each has a key of 1 to 64 bytes, unique in the view, and a label that can be seen.

use serde::{Deserialize, Serialize};

use super::{Emphasis, IconName, Node, Tone};

/// Something to press.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(missing_docs, reason = "documented in wit/bridge.wit")]
pub struct Button {
    pub key: String,
    pub label: String,
    pub icon: Option<IconName>,
    pub emphasis: Emphasis,
    pub tone: Tone,
    pub disabled: bool,
}

/// A way out to a page of the web.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Link {
    /// What is shown.
    pub label: String,
    /// Absolute and `https://`, as a browser reads it.
    pub address: String,
    /// Scheme, host and port of the address, such as `https://example.com`.
    pub origin: String,
    /// Whether the package declares that origin and the person granted it. If not, the address is shown as text.
    pub allowed: bool,
}

/// A line (`text-field`) or some lines (`text-area`) to type into.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TextField {
    /// Unique in the view.
    pub key: String,
    /// The accessible name.
    pub label: String,
    /// What is there already.
    pub value: String,
    /// Shown while the field is empty.
    pub placeholder: Option<String>,
    /// Whether a form may be sent without it.
    pub required: bool,
    /// Characters, 1 to 10,000.
    pub max_length: u32,
    /// What is wrong with what was entered.
    pub problem: Option<String>,
}

/// A number to enter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(missing_docs, reason = "documented in wit/bridge.wit")]
pub struct NumberField {
    pub key: String,
    pub label: String,
    pub value: Option<f64>,
    pub min: Option<f64>,
    pub max: Option<f64>,
    pub step: Option<f64>,
    pub required: bool,
    pub problem: Option<String>,
}

/// A number between two others, set by moving.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(missing_docs, reason = "documented in wit/bridge.wit")]
pub struct Slider {
    pub key: String,
    pub label: String,
    pub value: f64,
    pub min: f64,
    pub max: f64,
    pub step: f64,
}

/// A day to enter; all days are `YYYY-MM-DD`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(missing_docs, reason = "documented in wit/bridge.wit")]
pub struct DateField {
    pub key: String,
    pub label: String,
    pub value: Option<String>,
    pub min: Option<String>,
    pub max: Option<String>,
    pub required: bool,
    pub problem: Option<String>,
}

/// Something that is so or not: a box (`check`) or a switch (`toggle`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(missing_docs, reason = "documented in wit/bridge.wit")]
pub struct Check {
    pub key: String,
    pub label: String,
    pub checked: bool,
    pub disabled: bool,
}

/// One of the answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Choice {
    /// What the widget is told; unique among the choices.
    pub value: String,
    /// What a person reads.
    pub label: String,
}

/// One of 1 to 200 answers: folded away (`select`) or below each other (`radio`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(missing_docs, reason = "documented in wit/bridge.wit")]
pub struct Choices {
    pub key: String,
    pub label: String,
    pub options: Vec<Choice>,
    pub selected: Option<String>,
    pub required: bool,
    pub problem: Option<String>,
}

/// Fields that are sent together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(missing_docs, reason = "documented in wit/bridge.wit")]
pub struct Form {
    pub key: String,
    pub submit: String,
    pub children: Vec<Node>,
}
