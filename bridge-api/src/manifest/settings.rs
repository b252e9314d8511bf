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
    /// More about it, below its field: 1 to 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// For a number: the smallest that is taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<f64>,
    /// For a number: the largest that is taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<f64>,
    /// For a number: how far apart the numbers are that the field offers. Others between them are taken, too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<f64>,
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
            (SettingType::Number, Value::Number(number)) if self.min.is_some_and(|min| number.as_f64() < Some(min)) => {
                wrong("the number is too small", format!("The smallest is {}.", self.min.unwrap_or_default()))
            }
            (SettingType::Number, Value::Number(number)) if self.max.is_some_and(|max| number.as_f64() > Some(max)) => {
                wrong("the number is too large", format!("The largest is {}.", self.max.unwrap_or_default()))
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
        if let Some(hint) = &self.hint {
            check::hint(&format!("{field}.hint"), hint)?;
        }
        self.check_range(field)?;
        self.check(&format!("{field}.default"), &self.default)
    }

    /// The range of a number.
    fn check_range(&self, field: &str) -> Result<(), ManifestError> {
        let range = [("min", self.min), ("max", self.max), ("step", self.step)];
        for (name, value) in range.into_iter().filter_map(|(name, value)| Some((name, value?))) {
            let field = format!("{field}.{name}");
            if self.kind != SettingType::Number {
                return Err(ManifestError::new(
                    field,
                    format!("only a number has a {name}"),
                    "Remove it, or write type = \"number\".",
                ));
            }
            if !value.is_finite() || (name == "step" && value <= 0.0) {
                return Err(ManifestError::new(field, "this is no number that can be used", "Write one such as 1 or 0.5."));
            }
        }
        match (self.min, self.max) {
            (Some(min), Some(max)) if min > max => {
                Err(ManifestError::new(format!("{field}.min"), "it is above max", "Swap them, or remove one."))
            }
            _ => Ok(()),
        }
    }
}

/// Names of the settings of a `fanlight.toml`, in the order of their tables.
pub(super) fn written(text: &str) -> Vec<String> {
    let table: Option<toml::Table> = toml::from_str(text).ok();
    let settings = table.as_ref().and_then(|table| table.get("settings")?.as_table());
    settings.map(|settings| settings.keys().cloned().collect()).unwrap_or_default()
}

impl Manifest {
    /// Every setting, in the order in which people see them.
    pub fn settings_in_order(&self) -> impl Iterator<Item = (&String, &Setting)> {
        let named = self.settings_order.iter().filter_map(|name| self.settings.get_key_value(name));
        named.chain(self.settings.iter().filter(|(name, _)| !self.settings_order.contains(name)))
    }

    /// The order names settings that there are, each once.
    pub(super) fn check_order(&self) -> Result<(), ManifestError> {
        for (at, name) in self.settings_order.iter().enumerate() {
            let shown = text::clean(name, 60);
            if !self.settings.contains_key(name) {
                let problem = format!("there is no setting `{shown}`");
                return Err(ManifestError::new("settings_order", problem, "Remove the name, or correct its spelling."));
            }
            if self.settings_order.iter().take(at).any(|earlier| earlier == name) {
                return Err(ManifestError::new("settings_order", format!("`{shown}` is there twice"), "Remove one of them."));
            }
        }
        Ok(())
    }

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
