//! The languages in which the host says what a person consents to. What an author wrote is in the
//! languages of their manifest.

use serde::Serialize;

/// A language of consent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Language {
    /// What everything is said in first, and falls back to.
    #[default]
    #[serde(rename = "en")]
    English,
    /// German.
    #[serde(rename = "de")]
    German,
}

impl Language {
    /// The languages beside English.
    pub const OTHERS: &[Self] = &[Self::German];
}

/// The same words in every language. A further language is a further field, so that nothing can lack it.
#[derive(Clone, Copy, Debug)]
pub struct Said {
    /// In English.
    pub en: &'static str,
    /// In German.
    pub de: &'static str,
}

impl Said {
    /// The words in `language`.
    pub const fn within(self, language: Language) -> &'static str {
        match language {
            Language::English => self.en,
            Language::German => self.de,
        }
    }
}
