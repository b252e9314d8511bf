//! What happened, as JSON from a browser or a command line, checked against the view that was on the screen.

use serde::{Deserialize, Serialize};

use crate::{View, view::Node, world::widget::fanlight::bridge::events as wit};

/// Longest text that an event carries, in bytes: a field's 10,000 characters.
const MAX_TEXT: usize = 40_000;

/// What a person entered.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// From a button.
    #[default]
    Nothing,
    /// From a check.
    Flag(bool),
    /// From a number field.
    Number(f64),
    /// From a text field.
    Text(String),
}

/// An event for a widget.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
                match (view.find(&key), &value) {
                    (Some(Node::Button { disabled: false, .. }), Value::Nothing)
                    | (Some(Node::Check { disabled: false, .. }), Value::Flag(_)) => {}
                    (Some(Node::TextField { label, max_length, .. }), Value::Text(text)) => fits(label, text, *max_length)?,
                    (Some(Node::Button { disabled: true, .. } | Node::Check { disabled: true, .. }), _) => {
                        return wrong(format!("`{key}` is disabled"));
                    }
                    (Some(Node::Button { .. }), _) => return wrong(format!("`{key}` is a button: it takes no value")),
                    (Some(Node::Check { .. }), _) => return wrong(format!("`{key}` is a check: its value is true or false")),
                    (Some(Node::TextField { .. }), _) => return wrong(format!("`{key}` is a text field: its value is a text")),
                    (Some(_), _) => return wrong(format!("`{key}` is a form: send `submitted`")),
                    (None, _) => return wrong(format!("the view has no node with the key `{key}`")),
                }
                Ok(Self::Input { key, value })
            }
            Self::Submitted { key, mut fields } => {
                let Some(form @ Node::Form { .. }) = view.find(&key) else {
                    return wrong(format!("the view has no form with the key `{key}`"));
                };
                let mut ordered = serde_json::Map::new();
                for node in form.walk() {
                    let (Node::TextField { key, .. } | Node::Check { key, .. }) = node else { continue };
                    let value = fields.remove(key);
                    ordered.insert(key.clone(), field(node, key, value)?);
                }
                match fields.keys().next() {
                    Some(extra) => wrong(format!("the form `{key}` has no field `{extra}`")),
                    None => Ok(Self::Submitted { key, fields: ordered }),
                }
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
                    .map(|(key, value)| wit::Field { key: key.clone(), value: Value::of(value).lower() })
                    .collect(),
            }),
            Self::Tick { name } => wit::Event::Tick(name.clone()),
        }
    }
}

impl Value {
    fn of(json: &serde_json::Value) -> Self {
        match json {
            serde_json::Value::Bool(flag) => Self::Flag(*flag),
            serde_json::Value::Number(number) => number.as_f64().map_or(Self::Nothing, Self::Number),
            serde_json::Value::String(text) => Self::Text(text.clone()),
            _ => Self::Nothing,
        }
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

/// What a person may get wrong is said with the name that the person sees.
fn fits(label: &str, text: &str, max_length: u32) -> Result<(), EventError> {
    if text.len() > MAX_TEXT || text.chars().count() > max_length as usize {
        return wrong(format!("“{label}” takes at most {max_length} characters."));
    }
    Ok(())
}

/// The value of one field of a form; what was not sent is empty.
fn field(node: &Node, key: &str, value: Option<serde_json::Value>) -> Result<serde_json::Value, EventError> {
    use serde_json::Value as Json;
    match (node, value.unwrap_or_default()) {
        (Node::TextField { label, required: true, .. }, Json::Null) => wrong(format!("“{label}” must not be empty.")),
        (Node::TextField { label, required: true, .. }, Json::String(text)) if text.trim().is_empty() => {
            wrong(format!("“{label}” must not be empty."))
        }
        (Node::TextField { label, max_length, .. }, Json::String(text)) => {
            fits(label, &text, *max_length).map(|()| Json::String(text))
        }
        (Node::TextField { .. }, Json::Null) => Ok(Json::String(String::new())),
        (Node::TextField { .. }, _) => wrong(format!("`{key}` is a text field: its value is a text")),
        (_, Json::Bool(flag)) => Ok(Json::Bool(flag)),
        (_, Json::Null) => Ok(Json::Bool(false)),
        _ => wrong(format!("`{key}` is a check: its value is true or false")),
    }
}
