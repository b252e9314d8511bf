//! What is ambient elsewhere, handed to a guest as data.

use serde::{Deserialize, Serialize};

use crate::world::widget::fanlight::bridge::context as wit;

/// Text direction of the viewer's interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Direction {
    /// Left to right.
    #[default]
    #[serde(rename = "ltr")]
    LeftToRight,
    /// Right to left.
    #[serde(rename = "rtl")]
    RightToLeft,
}

/// Colour scheme of the viewer's interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Scheme {
    /// Dark text on light ground.
    #[default]
    Light,
    /// Light text on dark ground.
    Dark,
}

/// How much contrast the viewer asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Contrast {
    /// No preference.
    #[default]
    Standard,
    /// More than usual.
    More,
}

/// Room that the widget has: below 320, below 640, and from 640 CSS pixels of width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Size {
    /// Below 320 px.
    Small,
    /// Below 640 px.
    #[default]
    Medium,
    /// From 640 px.
    Large,
}

/// What a viewer's browser says about itself. All of it is a claim; [`Viewer::clamped`] bounds it before a guest sees it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Viewer {
    /// BCP 47 tag.
    pub locale: String,
    /// IANA name.
    pub time_zone: String,
    /// Minutes to add to UTC, -720 to 840.
    pub utc_offset: i32,
    /// Text direction.
    pub direction: Direction,
    /// Colour scheme.
    pub scheme: Scheme,
    /// Contrast.
    pub contrast: Contrast,
    /// Room.
    pub size: Size,
}

impl Default for Viewer {
    fn default() -> Self {
        Self {
            locale: "en".into(),
            time_zone: "UTC".into(),
            utc_offset: 0,
            direction: Direction::default(),
            scheme: Scheme::default(),
            contrast: Contrast::default(),
            size: Size::default(),
        }
    }
}

impl Viewer {
    /// The same with everything in range; what is not a locale or a time zone becomes `en` and `UTC`.
    #[must_use]
    pub fn clamped(mut self) -> Self {
        let tag = |text: &str, max: usize, extra: &[u8]| {
            (1..=max).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || extra.contains(&b))
        };
        if !tag(&self.locale, 35, b"-") {
            self.locale = "en".into();
        }
        // A tag means the same in upper and lower case; guests compare its language with one that is written as usual.
        let language = self.locale.find('-').unwrap_or(self.locale.len());
        if let Some(language) = self.locale.get_mut(..language) {
            language.make_ascii_lowercase();
        }
        if !tag(&self.time_zone, 64, b"-_+/") {
            self.time_zone = "UTC".into();
        }
        self.utc_offset = self.utc_offset.clamp(-720, 840);
        self
    }
}

/// Everything a widget knows besides its state and the event. The default is the beginning of 1970, in English and UTC, with the seed 0:
/// set [`now`](Context::now) and [`seed`](Context::seed) for each call.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Context {
    /// Milliseconds since 1970-01-01 UTC; it stands still during the call.
    pub now: u64,
    /// Who looks.
    pub viewer: Viewer,
    /// The widget's settings: declared defaults and what was changed.
    pub settings: serde_json::Map<String, serde_json::Value>,
    /// The only randomness: random bits of the host's, others for each call. A call with the same seed is the same call.
    pub seed: u64,
}

impl Context {
    pub(crate) fn lower(&self) -> wit::Context {
        let viewer = self.viewer.clone().clamped();
        wit::Context {
            now: self.now,
            utc_offset: viewer.utc_offset,
            time_zone: viewer.time_zone,
            locale: viewer.locale,
            direction: match viewer.direction {
                Direction::LeftToRight => wit::Direction::LeftToRight,
                Direction::RightToLeft => wit::Direction::RightToLeft,
            },
            scheme: match viewer.scheme {
                Scheme::Light => wit::Scheme::Light,
                Scheme::Dark => wit::Scheme::Dark,
            },
            contrast: match viewer.contrast {
                Contrast::Standard => wit::Contrast::Standard,
                Contrast::More => wit::Contrast::More,
            },
            size: match viewer.size {
                Size::Small => wit::Size::Small,
                Size::Medium => wit::Size::Medium,
                Size::Large => wit::Size::Large,
            },
            settings: serde_json::Value::Object(self.settings.clone()).to_string(),
            seed: self.seed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_are_bounded() {
        let viewer =
            Viewer { locale: "x\"<".into(), time_zone: "a".repeat(65), utc_offset: i32::MAX, ..Viewer::default() }.clamped();
        assert_eq!((viewer.locale.as_str(), viewer.time_zone.as_str(), viewer.utc_offset), ("en", "UTC", 840));
    }

    #[test]
    fn a_language_is_in_lower_case() {
        let clamped = |locale: &str| Viewer { locale: locale.into(), ..Viewer::default() }.clamped().locale;
        assert_eq!(["de-AT", "DE", "De-ch"].map(clamped), ["de-AT", "de", "de-ch"]);
    }
}
