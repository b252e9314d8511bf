//! What happened, as JSON from a browser or a command line, checked against the view that was on the screen.

#[path = "event/entry.rs"]
mod entry;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use self::entry::{Sent, accept, is_field};
use crate::{View, view::Node, world::widget::fanlight::bridge::events as wit};

/// What a person entered.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Value {
    /// From a button or a column to sort by; from a number, date or choice that is empty now.
    #[default]
    Nothing,
    /// From a check or a toggle.
    Flag(bool),
    /// From a number field or a slider.
    Number(f64),
    /// From a text field or area; a day `YYYY-MM-DD`; the value of an option.
    Text(String),
}

/// An event for a widget.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Event {
    /// The first call: there is no state yet.
    Installed,
    /// Somebody opened a board that shows the widget.
    Opened,
    /// Fresh data is wanted.
    Refresh,
    /// A setting was changed.
    SettingsChanged,
    /// A document within the grant was changed.
    DocumentsChanged,
    /// A node was used.
    Input {
        /// Its key.
        key: String,
        /// What was entered.
        #[serde(default)]
        value: Value,
    },
    /// A form was sent.
    Submitted {
        /// The form's key.
        key: String,
        /// What its fields hold.
        #[serde(default)]
        fields: serde_json::Map<String, serde_json::Value>,
    },
    /// A schedule fired.
    Tick {
        /// Its name.
        name: String,
    },
}

/// An event that does not fit the view on the screen. The sender's fault; nothing was run.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct EventError {
    /// What is wrong, where.
    pub message: String,
}

fn wrong<T>(message: impl Into<String>) -> Result<T, EventError> {
    Err(EventError { message: message.into() })
}

impl Event {
    /// The name in JSON.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Installed => "installed",
            Self::Opened => "opened",
            Self::Refresh => "refresh",
            Self::SettingsChanged => "settings-changed",
            Self::DocumentsChanged => "documents-changed",
            Self::Input { .. } => "input",
            Self::Submitted { .. } => "submitted",
            Self::Tick { .. } => "tick",
        }
    }

    /// True when it names a node, so that it has to be checked against a view.
    pub fn names_a_node(&self) -> bool {
        matches!(self, Self::Input { .. } | Self::Submitted { .. })
    }

    /// Check that the node is there, can be used and takes this value; the fields of a form are put into the view's order.
    ///
    /// # Errors
    /// Says which node and what it would take.
    pub fn checked(self, view: &View) -> Result<Self, EventError> {
        match self {
            Self::Input { key, value } => {
                let Some(node) = view.find(&key) else {
                    return wrong(format!("the view has no node with the key `{key}`"));
                };
                let value = accept(node, &key, value, Sent::Alone)?;
                Ok(Self::Input { key, value })
            }
            Self::Submitted { key, mut fields } => {
                let Some(form @ Node::Form(_)) = view.find(&key) else {
                    return wrong(format!("the view has no form with the key `{key}`"));
                };
                let known: BTreeSet<_> = form.walk().filter(|node| is_field(node)).filter_map(Node::key).collect();
                // First of all: a name that is spelled wrong leaves another field empty.
                if let Some(extra) = fields.keys().find(|key| !known.contains(key.as_str())) {
                    return wrong(format!("the form `{key}` has no field `{extra}`"));
                }
                let mut ordered = serde_json::Map::new();
                for node in form.walk().filter(|node| is_field(node)) {
                    let Some(key) = node.key() else { continue };
                    let value = fields.remove(key).unwrap_or_default();
                    let Some(value) = Value::of(&value) else {
                        return wrong(format!("`{key}` takes no list and no object"));
                    };
                    ordered.insert(key.to_owned(), accept(node, key, value, Sent::WithForm)?.into());
                }
                Ok(Self::Submitted { key, fields: ordered })
            }
            other => Ok(other),
        }
    }

    pub(crate) fn lower(&self) -> wit::Event {
        match self {
            Self::Installed => wit::Event::Installed,
            Self::Opened => wit::Event::Opened,
            Self::Refresh => wit::Event::Refresh,
            Self::SettingsChanged => wit::Event::SettingsChanged,
            Self::DocumentsChanged => wit::Event::DocumentsChanged,
            Self::Input { key, value } => wit::Event::Input(wit::Input { key: key.clone(), value: value.lower() }),
            Self::Submitted { key, fields } => wit::Event::Submitted(wit::Submission {
                key: key.clone(),
                fields: fields
                    .iter()
                    .map(|(key, value)| wit::Field { key: key.clone(), value: Value::of(value).unwrap_or_default().lower() })
                    .collect(),
            }),
            Self::Tick { name } => wit::Event::Tick(name.clone()),
        }
    }
}

impl Value {
    /// What JSON says, if it is one value.
    pub(crate) fn of(json: &serde_json::Value) -> Option<Self> {
        Some(match json {
            serde_json::Value::Null => Self::Nothing,
            serde_json::Value::Bool(flag) => Self::Flag(*flag),
            serde_json::Value::Number(number) => Self::Number(number.as_f64()?),
            serde_json::Value::String(text) => Self::Text(text.clone()),
            _ => return None,
        })
    }

    fn lower(&self) -> wit::Value {
        match self {
            Self::Nothing => wit::Value::Nothing,
            Self::Flag(flag) => wit::Value::Flag(*flag),
            Self::Number(number) => wit::Value::Number(*number),
            Self::Text(text) => wit::Value::Text(text.clone()),
        }
    }
}

impl From<Value> for serde_json::Value {
    fn from(value: Value) -> Self {
        match value {
            Value::Nothing => Self::Null,
            Value::Flag(flag) => flag.into(),
            Value::Number(number) => number.into(),
            Value::Text(text) => text.into(),
        }
    }
}
