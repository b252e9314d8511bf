//! Nodes that are read.

use serde::{Deserialize, Serialize};

use super::{DateStyle, IconName, TextStyle, Tone};

/// Text with its meaning; dates and numbers are formatted by the browser in the viewer's locale.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
    /// A link within Markdown; guests have none of their own. See [`super::Link`] for the fields.
    Link {
        /// What is shown.
        text: String,
        /// Absolute and `https://`.
        address: String,
        /// Scheme, host and port of the address.
        origin: String,
        /// Whether it may be followed; if not, the address is shown.
        allowed: bool,
    },
}

/// A title inside the widget.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Heading {
    /// Its words.
    pub text: String,
    /// 1 to 4, relative to the widget.
    pub level: u8,
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(missing_docs, reason = "the names say it")]
pub struct Text {
    pub spans: Vec<Span>,
}

/// Text for a machine, line by line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(missing_docs, reason = "documented in wit/bridge.wit")]
pub struct CodeBlock {
    pub text: String,
    pub language: Option<String>,
}

/// A word or a count on a coloured ground.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(missing_docs, reason = "the names say it")]
pub struct Badge {
    pub text: String,
    pub tone: Tone,
}

/// A pictogram.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Icon {
    /// Which one.
    pub name: IconName,
    /// What its colour means.
    pub tone: Tone,
    /// The accessible name; without one it is decoration.
    pub label: Option<String>,
}

/// A picture that the package carries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Image {
    /// As the manifest names it under `images`.
    pub name: String,
    /// What it shows, for people who do not see it.
    pub alt: String,
}
