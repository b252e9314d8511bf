//! Names that people give to things, as they arrive: bounded, trimmed, and never invisible.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, de::Error};

/// Characters in a name.
const MOST: usize = 60;

/// A name of 1 to 60 visible characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name(String);

impl Name {
    /// The name as it is kept.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let text = text.trim();
        if !(1..=MOST).contains(&text.chars().count()) || text.chars().any(hides) {
            return Err(D::Error::custom(format!("a name has 1 to {MOST} visible characters")));
        }
        Ok(Self(text.to_owned()))
    }
}

impl JsonSchema for Name {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Name".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "description": format!("1 to {MOST} visible characters; space around them is cut off.") })
    }
}

/// Characters that show nothing, or that turn around what stands beside them. The joiner of emoji is not among them.
fn hides(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{115f}' | '\u{1160}' | '\u{3164}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Option<String> {
        serde_json::from_value::<Name>(text.into()).ok().map(|name| name.0)
    }

    #[test]
    fn what_can_be_read_is_a_name() {
        assert_eq!(name("  Garden ").as_deref(), Some("Garden"));
        assert_eq!(name("Küche 👩‍🌾").as_deref(), Some("Küche 👩‍🌾"));
        assert_eq!(name(&"x".repeat(60)).map(|name| name.len()), Some(60));
        for bad in ["", "   ", "\u{200b}", "a\nb", "\u{202e}evil", &"x".repeat(61)] {
            assert_eq!(name(bad), None, "{bad:?}");
        }
    }
}
