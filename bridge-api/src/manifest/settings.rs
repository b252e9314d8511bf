//! Settings: what a person can adjust about an installed widget, declared with a type and a default.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Manifest, ManifestError, check, text};

/// Longest text that a setting holds, in characters.
const MAX_TEXT: usize = 2_000;
/// Most options of a choice.
const MAX_OPTIONS: usize = 50;

/// What a setting holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum SettingType {
    /// Text of up to 2,000 characters; line breaks and tabs are fine.
    Text,
    /// A finite number.
    Number,
    /// Yes or no.
    Boolean,
    /// One of the declared options.
    Choice,
}

/// One setting as a package declares it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Setting {
    /// What it holds.
    #[serde(rename = "type")]
    pub kind: SettingType,
    /// The name that people see, 1 to 60 characters.
    pub label: String,
    /// The value until somebody changes it; it fits the type.
    pub default: Value,
    /// For a choice: 1 to 50 different texts of 1 to 60 characters. Empty for every other type.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
}

impl Setting {
    /// Whether `value` fits the type.
    ///
    /// # Errors
    /// What does not fit, with `field` as the place.
    pub fn check(&self, field: &str, value: &Value) -> Result<(), ManifestError> {
        let wrong = |problem: &str, hint: String| Err(ManifestError::new(field, problem, hint));
        match (self.kind, value) {
            (SettingType::Text, Value::String(text)) if text.chars().count() > MAX_TEXT => {
                wrong("the text is too long", format!("Shorten it to {MAX_TEXT} characters."))
            }
            (SettingType::Text, Value::String(text)) if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') => {
                wrong("the text contains a control character", "Remove it.".to_owned())
            }
            (SettingType::Choice, Value::String(text)) if !self.options.contains(text) => {
                wrong("this is none of the options", format!("Choose one of: {}.", self.options.join(", ")))
            }
            (SettingType::Text | SettingType::Choice, Value::String(_))
            | (SettingType::Number, Value::Number(_))
            | (SettingType::Boolean, Value::Bool(_)) => Ok(()),
            (SettingType::Text | SettingType::Choice, _) => wrong("a text is needed", "Write it in quotation marks.".to_owned()),
            (SettingType::Number, _) => wrong("a number is needed", "Write it without quotation marks.".to_owned()),
            (SettingType::Boolean, _) => wrong("true or false is needed", "Write true or false.".to_owned()),
        }
    }

    pub(super) fn validate(&self, field: &str) -> Result<(), ManifestError> {
        check::label(&format!("{field}.label"), &self.label)?;
        let options = format!("{field}.options");
        if self.kind == SettingType::Choice {
            if self.options.is_empty() || self.options.len() > MAX_OPTIONS {
                let problem = format!("there are {}; a choice has 1 to {MAX_OPTIONS}", self.options.len());
                return Err(ManifestError::new(options, problem, "Write them as options = [\"first\", \"second\"]."));
            }
            for (index, option) in self.options.iter().enumerate() {
                check::label(&options, option)?;
                if self.options.iter().take(index).any(|earlier| earlier == option) {
                    return Err(ManifestError::new(options, format!("`{option}` is there twice"), "Remove one of them."));
                }
            }
        } else if !self.options.is_empty() {
            return Err(ManifestError::new(options, "only a choice has options", "Remove them, or write type = \"choice\"."));
        }
        self.check(&format!("{field}.default"), &self.default)
    }
}

impl Manifest {
    /// The values that hold until somebody changes them: every declared setting is present.
    #[must_use]
    pub fn default_settings(&self) -> Map<String, Value> {
        self.settings.iter().map(|(name, setting)| (name.clone(), setting.default.clone())).collect()
    }

    /// Checks values that a person or a widget chose, and returns them completed with defaults.
    ///
    /// # Errors
    /// A name that is not declared, or a value that does not fit its type; the field is `settings.<name>`.
    pub fn check_settings(&self, values: &Map<String, Value>) -> Result<Map<String, Value>, ManifestError> {
        let mut complete = self.default_settings();
        for (name, value) in values {
            self.check_setting(name, value)?;
            complete.insert(name.clone(), value.clone());
        }
        Ok(complete)
    }

    /// Checks one value.
    ///
    /// # Errors
    /// As [`Manifest::check_settings`].
    pub fn check_setting(&self, name: &str, value: &Value) -> Result<(), ManifestError> {
        let Some(setting) = self.settings.get(name) else {
            let known: Vec<&str> = self.settings.keys().map(String::as_str).collect();
            let hint = if known.is_empty() {
                "This package has no settings.".to_owned()
            } else {
                format!("Settings of this package: {}.", known.join(", "))
            };
            return Err(ManifestError::new(format!("settings.{}", text::clean(name, 60)), "there is no such setting", hint));
        };
        setting.check(&format!("settings.{name}"), value)
    }
}
