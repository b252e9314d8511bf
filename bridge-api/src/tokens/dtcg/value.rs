//! A value of DTCG becomes a token of the contract. Ranges are checked where a component's tokens are: in `tokens.rs`.

use fanlight_runtime::Failure;
use serde_json::Value;

use super::{at, color, color::number, quoted, resolve::Resolved};
use crate::{tokens::names, world::theme::fanlight::bridge::tokens as wit};

/// CSS pixels in a `rem`: what browsers start from.
const REM: f32 = 16.0;

/// The token of this group and name, which are on the list; `place` is its path in the document.
///
/// # Errors
/// `invalid.tokens`: the value is not one of its type, or the type is not that of the group.
pub(in crate::tokens) fn token(
    group: &'static names::Kind,
    name: &str,
    place: &str,
    found: &Resolved,
) -> Result<wit::Token, Failure> {
    if found.kind != group.dtcg {
        return Err(at(place, format_args!("its type is `{}`, and it has to be `{}`", quoted(&found.kind), group.dtcg)));
    }
    let value = &found.value;
    let token = match group.group {
        "color" => names::color_of(name).zip(Some(color::read(place, value)?)).map(wit::Token::Color),
        "dimension" => names::dimension_of(name).zip(Some(length(place, value)?)).map(wit::Token::Dimension),
        "duration" => names::duration_of(name).zip(Some(millis(place, value)?)).map(wit::Token::Duration),
        "family" => names::family_of(name).zip(Some(family(place, value)?)).map(wit::Token::Family),
        "weight" => names::weight_of(name).zip(Some(weight(place, value)?)).map(wit::Token::Weight),
        _ => names::shadow_of(name).zip(Some(shadow(place, value)?)).map(wit::Token::Shadow),
    };
    token.ok_or_else(|| at(place, "it is no token of a theme"))
}

fn measure(value: &Value) -> Option<(f32, &str)> {
    Some((number(value.get("value")?)?, value.get("unit")?.as_str()?))
}

fn length(place: &str, value: &Value) -> Result<f32, Failure> {
    match measure(value) {
        Some((px, "px")) => Ok(px),
        Some((rem, "rem")) => Ok(rem * REM),
        _ => Err(at(place, "it is not a dimension").hint("Write { \"value\": 8, \"unit\": \"px\" }; the units are px and rem.")),
    }
}

fn millis(place: &str, value: &Value) -> Result<u32, Failure> {
    let ms = match measure(value) {
        Some((ms, "ms")) => Some(ms),
        Some((s, "s")) => Some(s * 1_000.0),
        _ => None,
    };
    // Above 1,000 is refused with the rest; the bound here only keeps the number one.
    ms.filter(|ms| (0.0..=1e6).contains(ms)).map(|ms| ms.round() as u32).ok_or_else(|| {
        at(place, "it is not a duration")
            .hint("Write { \"value\": 120, \"unit\": \"ms\" }; the units are ms and s, up to 1,000 ms.")
    })
}

fn weight(place: &str, value: &Value) -> Result<u16, Failure> {
    let named = |name: &str| {
        Some(match name {
            "thin" | "hairline" => 100,
            "extra-light" | "ultra-light" => 200,
            "light" => 300,
            "normal" | "regular" | "book" => 400,
            "medium" => 500,
            "semi-bold" | "demi-bold" => 600,
            "bold" => 700,
            "extra-bold" | "ultra-bold" => 800,
            // 950 in the format: the heaviest that a theme may ask for is 900.
            "black" | "heavy" | "extra-black" | "ultra-black" => 900,
            _ => return None,
        })
    };
    let weight = match value {
        Value::String(name) => named(name),
        other => number(other).filter(|weight| (1.0..=1_000.0).contains(weight)).map(|weight| weight.round() as u16),
    };
    weight.ok_or_else(|| at(place, "it is not a weight").hint("Write a number from 100 to 900, or a name such as \"semi-bold\"."))
}

/// A theme cannot bring a font: the first family that is known says which of the safe ones is meant.
fn family(place: &str, value: &Value) -> Result<wit::Family, Failure> {
    let names: Vec<&str> = match value {
        Value::String(name) => vec![name],
        Value::Array(list) => list.iter().filter_map(Value::as_str).take(32).collect(),
        _ => Vec::new(),
    };
    names.iter().find_map(|name| safe(name)).ok_or_else(|| {
        at(place, "none of its families is known").hint(
            "End the list with one of system-ui, sans-serif, serif, ui-rounded, slab-serif and monospace: no font is fetched for a theme.",
        )
    })
}

fn safe(name: &str) -> Option<wit::Family> {
    use wit::Family as F;
    Some(match name.trim().to_lowercase().as_str() {
        "system" | "system-ui" | "-apple-system" | "blinkmacsystemfont" | "segoe ui" => F::System,
        "sans" | "sans-serif" | "inter" | "roboto" | "helvetica" | "helvetica neue" | "arial" | "noto sans" | "open sans" => {
            F::Sans
        }
        "serif" | "charter" | "georgia" | "palatino" | "palatino linotype" | "iowan old style" | "times" | "times new roman" => {
            F::Serif
        }
        "rounded" | "ui-rounded" | "sf pro rounded" | "nunito" | "quicksand" => F::Rounded,
        "slab" | "slab-serif" | "rockwell" | "roboto slab" | "sitka small" => F::Slab,
        "mono" | "monospace" | "ui-monospace" | "sf mono" | "menlo" | "consolas" | "courier" | "courier new" => F::Mono,
        _ => return None,
    })
}

fn shadow(place: &str, value: &Value) -> Result<wit::Shadow, Failure> {
    let wrong = |problem: &str| {
        at(place, problem).hint("Write one layer: { \"color\", \"offsetX\", \"offsetY\", \"blur\", \"spread\" }, without inset.")
    };
    let layer = match value {
        Value::Array(list) => match list.as_slice() {
            [one] => one,
            _ => return Err(wrong("a theme's shadow has one layer")),
        },
        one => one,
    };
    if layer.get("inset").is_some_and(|inset| *inset != Value::Bool(false)) {
        return Err(wrong("a theme's shadow falls outside"));
    }
    let part = |name: &str| layer.get(name).ok_or_else(|| wrong(&format!("the shadow has no `{name}`")));
    let px = |name: &str| length(place, part(name)?);
    Ok(wit::Shadow {
        color: color::read(place, part("color")?)?,
        x: px("offsetX")?,
        y: px("offsetY")?,
        blur: px("blur")?,
        spread: px("spread")?,
    })
}
