//! What people read of a package, in other languages: the same keys as in the manifest, below `translations.<language>`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Manifest, ManifestError, Setting, check, text};

/// What people read of a package in one language. Each text is held to the rules of the one that it stands for; what is left out is
/// shown as the manifest has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Translation {
    /// For the title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// For the description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// For permissions that the manifest has, by capability.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub permissions: BTreeMap<String, PermissionTranslation>,
    /// For settings that the manifest has, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub settings: BTreeMap<String, SettingTranslation>,
}

/// What people read of a permission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PermissionTranslation {
    /// For the reason.
    pub reason: String,
}

/// What people read of a setting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SettingTranslation {
    /// For the label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// For options of a choice, by the option. The widget finds the option itself in its context, whatever people read.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub options: BTreeMap<String, String>,
    /// For the hint.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

impl Manifest {
    /// A text in every language that has it, found in each translation by `pick`.
    pub fn in_languages<T>(&self, pick: impl Fn(&Translation) -> Option<T>) -> BTreeMap<String, T> {
        self.translations.iter().filter_map(|(tag, translation)| Some((tag.clone(), pick(translation)?))).collect()
    }
}

impl Translation {
    /// The reason of a permission.
    #[must_use]
    pub fn reason(&self, capability: &str) -> Option<String> {
        self.permissions.get(capability).map(|permission| permission.reason.clone())
    }

    /// What `manifest` has and this leaves out, by its key: people read the original there.
    #[must_use]
    pub fn left_out(&self, manifest: &Manifest) -> Vec<String> {
        let mut keys = Vec::new();
        let mut look = |said: bool, key: String| keys.extend((!said).then_some(key));
        look(self.title.is_some(), "title".to_owned());
        look(self.description.is_some(), "description".to_owned());
        for name in manifest.permissions.keys() {
            look(self.permissions.contains_key(name), format!("permissions.{name}.reason"));
        }
        for (name, original) in &manifest.settings {
            let said = self.settings.get(name);
            look(said.is_some_and(|said| said.label.is_some()), format!("settings.{name}.label"));
            if original.hint.is_some() {
                look(said.is_some_and(|said| said.hint.is_some()), format!("settings.{name}.hint"));
            }
            for option in &original.options {
                look(said.is_some_and(|said| said.options.contains_key(option)), format!("settings.{name}.options.{option}"));
            }
        }
        keys
    }

    pub(super) fn validate(&self, field: &str, manifest: &Manifest) -> Result<(), ManifestError> {
        if let Some(title) = &self.title {
            check::title(&format!("{field}.title"), title)?;
        }
        if let Some(description) = &self.description {
            check::description(&format!("{field}.description"), description)?;
        }
        for (name, permission) in &self.permissions {
            let field = format!("{field}.permissions");
            known(&field, "permission", name, manifest.permissions.keys())?;
            check::reason(&format!("{field}.{name}.reason"), &permission.reason)?;
        }
        for (name, setting) in &self.settings {
            let field = format!("{field}.settings");
            let original = known(&field, "setting", name, manifest.settings.keys()).map(|()| manifest.settings.get(name))?;
            if let Some(original) = original {
                setting.validate(&format!("{field}.{name}"), original)?;
            }
        }
        Ok(())
    }
}

impl SettingTranslation {
    fn validate(&self, field: &str, Setting { options, hint, .. }: &Setting) -> Result<(), ManifestError> {
        if let Some(label) = &self.label {
            check::label(&format!("{field}.label"), label)?;
        }
        if let Some(said) = &self.hint {
            known(field, "hint", "hint", hint.as_ref().map(|_| "hint".to_owned()).as_ref())?;
            check::hint(&format!("{field}.hint"), said)?;
        }
        let field = format!("{field}.options");
        let mut seen = Vec::new();
        // What people read stands in one list, so what is not translated counts as well.
        for option in options {
            let read = self.options.get(option).unwrap_or(option);
            if seen.contains(&read) {
                let problem = format!("two options would both read `{}`", text::clean(read, 60));
                return Err(ManifestError::new(field, problem, "Word them so that people can tell them apart."));
            }
            seen.push(read);
        }
        for (option, read) in &self.options {
            known(&field, "option", option, options)?;
            check::label(&format!("{field}.{option}"), read)?;
        }
        Ok(())
    }
}

/// Refuses the translation of something that the manifest does not have: it would promise what is not there, or be a slip.
fn known<'a>(field: &str, what: &str, name: &str, all: impl IntoIterator<Item = &'a String>) -> Result<(), ManifestError> {
    let all: Vec<&str> = all.into_iter().map(String::as_str).collect();
    if all.contains(&name) {
        return Ok(());
    }
    let hint = match all.is_empty() {
        true => format!("Remove it: the manifest has no {what} that could be translated."),
        false => format!("Remove it, or correct its spelling; the manifest has: {}.", all.join(", ")),
    };
    let name = text::clean(name, 60);
    Err(ManifestError::new(format!("{field}.{name}"), format!("the manifest has no {what} `{name}`"), hint))
}

/// Accepts a language of BCP 47 (RFC 5646), with its script and region if need be, each written as it usually is. One way of
/// writing, so that no language can be there twice.
pub(super) fn language(field: &str, tag: &str) -> Result<(), ManifestError> {
    let mut parts = tag.split('-').peekable();
    let all = |part: &str, of: fn(&u8) -> bool| part.as_bytes().iter().all(of);
    let language = parts.next().is_some_and(|part| matches!(part.len(), 2 | 3) && all(part, u8::is_ascii_lowercase));
    parts.next_if(|part| {
        let (first, rest) = part.split_at_checked(1).unwrap_or_default();
        part.len() == 4 && all(first, u8::is_ascii_uppercase) && all(rest, u8::is_ascii_lowercase)
    });
    parts.next_if(|part| match part.len() {
        2 => all(part, u8::is_ascii_uppercase),
        3 => all(part, u8::is_ascii_digit),
        _ => false,
    });
    if language && parts.next().is_none() {
        return Ok(());
    }
    let tag = text::clean(tag, 40);
    let hint = "Write a tag of BCP 47 as it is usually written: \"de\", with a region \"pt-BR\", with a script \"zh-Hant\".";
    Err(ManifestError::new(format!("{field}.{tag}"), format!("`{tag}` is not the tag of a language"), hint))
}
