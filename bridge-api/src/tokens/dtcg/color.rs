//! Colours of DTCG, in the spaces that a theme's author meets. What sRGB cannot show is brought into it later, keeping hue and lightness.

use fanlight_runtime::Failure;
use palette::{
    Hsl, Hwb, LinSrgb, Oklab, Oklch, Srgb,
    convert::{FromColorUnclamped as _, IntoColorUnclamped as _},
    rgb::DisplayP3,
};
use serde_json::Value;

use super::{at, quoted};
use crate::world::theme::fanlight::bridge::tokens as wit;

const HINT: &str = "Write a colour as { \"colorSpace\": \"oklch\", \"components\": [0.7, 0.1, 150] }; the spaces are srgb, srgb-linear, \
                    display-p3, hsl, hwb, oklab and oklch. \"#rrggbb\" is understood too.";

/// Reads a colour: an object of DTCG 2025.10, or a text `#rrggbb` or `#rrggbbaa`.
pub(super) fn read(place: &str, value: &Value) -> Result<wit::Color, Failure> {
    let wrong = |problem: &dyn std::fmt::Display| at(place, problem).hint(HINT);
    match value {
        Value::String(text) => hex(text, None).ok_or_else(|| wrong(&format_args!("`{}` is not a colour", quoted(text)))),
        Value::Object(color) => {
            let allowed = ["colorSpace", "components", "alpha", "hex"];
            if let Some(other) = color.keys().find(|name| !allowed.contains(&name.as_str())) {
                return Err(wrong(&format_args!("a colour has no `{}`", quoted(other))));
            }
            let Some(space) = color.get("colorSpace").and_then(Value::as_str) else {
                return Err(wrong(&"the colour has no colorSpace"));
            };
            let alpha = match color.get("alpha") {
                None => 1.0,
                Some(alpha) => number(alpha).ok_or_else(|| wrong(&"alpha is not a number from 0 to 1"))?,
            };
            let components = color.get("components").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
            let components: Option<Vec<f32>> = components.iter().map(component).collect();
            let Some(Ok([a, b, c])) = components.map(<[f32; 3]>::try_from) else {
                return Err(wrong(&"components are not three numbers or \"none\""));
            };
            match known(space, a, b, c, alpha) {
                Some(Some(color)) => Ok(color),
                Some(None) => Err(wrong(&format_args!("{a}, {b}, {c} is not a colour of {space}"))),
                // The format has `hex` for readers who do not know the space.
                None => match color.get("hex").and_then(Value::as_str).and_then(|text| hex(text, Some(alpha))) {
                    Some(color) => Ok(color),
                    None => {
                        Err(wrong(&format_args!("the colour space `{}` is not understood, and there is no hex", quoted(space))))
                    }
                },
            }
        }
        _ => Err(wrong(&"it is not a colour")),
    }
}

/// `None`: the space is not known. `Some(None)`: the numbers are none of its colours.
fn known(space: &str, a: f32, b: f32, c: f32, alpha: f32) -> Option<Option<wit::Color>> {
    let unit = [a, b, c].iter().all(|channel| (0.0..=1.0).contains(channel));
    let percent = [b, c].iter().all(|part| (0.0..=100.0).contains(part));
    let srgb = |color: Srgb| wit::Color::Srgb(wit::Srgb { red: color.red, green: color.green, blue: color.blue, alpha });
    let wide = |color: Oklch| {
        let lightness = color.l.clamp(0.0, 1.0);
        wit::Color::Oklch(wit::Oklch { lightness, chroma: color.chroma, hue: color.hue.into_positive_degrees(), alpha })
    };
    Some(match space {
        "srgb" => unit.then(|| srgb(Srgb::new(a, b, c))),
        "srgb-linear" => unit.then(|| srgb(clamped(LinSrgb::new(a, b, c).into_color_unclamped()))),
        "hsl" => percent.then(|| srgb(clamped(Srgb::from_color_unclamped(Hsl::new(a, b / 100.0, c / 100.0))))),
        "hwb" => percent.then(|| srgb(clamped(Srgb::from_color_unclamped(Hwb::new(a, b / 100.0, c / 100.0))))),
        "display-p3" => unit.then(|| wide(DisplayP3::new(a, b, c).into_color_unclamped())),
        "oklab" => (0.0..=1.0).contains(&a).then(|| wide(Oklch::from_color_unclamped(Oklab::new(a, b, c)))),
        "oklch" => ((0.0..=1.0).contains(&a) && b >= 0.0).then_some(wit::Color::Oklch(wit::Oklch {
            lightness: a,
            chroma: b,
            hue: c,
            alpha,
        })),
        _ => return None,
    })
}

/// Rounding may leave a channel a hair outside.
fn clamped(color: Srgb) -> Srgb {
    Srgb::new(color.red.clamp(0.0, 1.0), color.green.clamp(0.0, 1.0), color.blue.clamp(0.0, 1.0))
}

fn component(value: &Value) -> Option<f32> {
    if value.as_str() == Some("none") { Some(0.0) } else { number(value) }
}

/// A number that is one in `f32` too.
pub(super) fn number(value: &Value) -> Option<f32> {
    value.as_f64().map(|number| number as f32).filter(|number| number.is_finite())
}

fn hex(text: &str, alpha: Option<f32>) -> Option<wit::Color> {
    let digits = text.strip_prefix('#')?;
    if !matches!(digits.len(), 6 | 8) || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let channel = |at: usize| Some(f32::from(u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()?) / 255.0);
    let alpha = alpha.or_else(|| channel(6)).unwrap_or(1.0);
    Some(wit::Color::Srgb(wit::Srgb { red: channel(0)?, green: channel(2)?, blue: channel(4)?, alpha }))
}
