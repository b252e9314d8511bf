//! A theme's design tokens, typed and judged. What leaves here are numbers and `#rrggbb`: no text of a theme's author reaches a
//! stylesheet, and no theme can make text unreadable.
//!
//! They come as a list from a component, or from a code-free [`Pack`] in the format of the Design Tokens Community Group
//! (`tokens/dtcg.rs`); `docs/TOKENS.md` describes both ways.

mod contrast;
mod dtcg;
mod gamut;
mod names;
mod pack;
mod screens;

use std::collections::BTreeMap;

use fanlight_runtime::{Failure, Kind};
use palette::{Oklch, Srgb};
use serde::Serialize;

pub use contrast::{Fault, Suggestion};
pub use dtcg::{MAX_PACK_BYTES, MEDIA_TYPE, export, flat};
pub use pack::{Note, Pack, is_pack};
pub(crate) use screens::Day;
pub use screens::{HOURS, SCREENS, ScreenFault, refusal};

use crate::world::theme::fanlight::bridge::tokens as wit;

/// Tokens by kind and name, ready to become CSS custom properties. What is left out keeps the host's default.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tokens {
    /// `#rrggbb`.
    pub color: BTreeMap<&'static str, String>,
    /// CSS pixels, 0 to 64.
    pub dimension: BTreeMap<&'static str, f32>,
    /// Milliseconds, 0 to 1,000.
    pub duration: BTreeMap<&'static str, u32>,
    /// One of `system`, `sans`, `serif`, `rounded`, `slab`, `mono`.
    pub family: BTreeMap<&'static str, &'static str>,
    /// 100 to 900.
    pub weight: BTreeMap<&'static str, u16>,
    /// Lengths in CSS pixels, -64 to 64.
    pub shadow: BTreeMap<&'static str, Shadow>,
}

/// One shadow. Only its colour may be translucent: `#rrggbbaa`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(missing_docs, reason = "the names say it")]
pub struct Shadow {
    pub color: String,
    pub x: f32,
    pub y: f32,
    pub blur: f32,
    pub spread: f32,
}

fn invalid(what: impl Into<String>) -> Failure {
    Failure::new(Kind::InvalidTokens, what)
}

/// Check a theme's list and the contrast of every pair that is drawn together.
///
/// # Errors
/// `invalid.tokens`, naming the token and what it may be.
pub(crate) fn lift(list: Vec<wit::Token>) -> Result<Tokens, Failure> {
    let (tokens, colors) = measure(list)?;
    contrast::judge(&colors)?;
    Ok(tokens)
}

/// Check a list name by name, and give the colours to judge.
pub(crate) fn measure(list: Vec<wit::Token>) -> Result<(Tokens, contrast::Colors), Failure> {
    let mut tokens = Tokens::default();
    let mut colors = contrast::Colors::new();
    for token in list {
        let twice = |name: &str| Err(invalid(format!("`{name}` is set twice")));
        match token {
            wit::Token::Color((name, color)) => {
                let name = names::color(name);
                let (rgb, alpha) = eight_bit(name, color)?;
                if alpha != u8::MAX {
                    return Err(invalid(format!("`{name}` is translucent: only shadows may be")));
                }
                if colors.insert(name, rgb).is_some() {
                    return twice(name);
                }
                tokens.color.insert(name, format!("#{rgb:x}"));
            }
            wit::Token::Dimension((name, px)) => {
                let name = names::dimension(name);
                if tokens.dimension.insert(name, within(name, px, 0.0, 64.0)?).is_some() {
                    return twice(name);
                }
            }
            wit::Token::Duration((name, ms)) => {
                let name = names::duration(name);
                if ms > 1_000 {
                    return Err(invalid(format!("`{name}` is longer than 1,000 ms")));
                }
                if tokens.duration.insert(name, ms).is_some() {
                    return twice(name);
                }
            }
            wit::Token::Family((name, family)) => {
                let name = names::family(name);
                if tokens.family.insert(name, names::family_value(family)).is_some() {
                    return twice(name);
                }
            }
            wit::Token::Weight((name, weight)) => {
                let name = names::weight(name);
                if !(100..=900).contains(&weight) {
                    return Err(invalid(format!("the weight `{name}` is not 100 to 900")));
                }
                if tokens.weight.insert(name, weight).is_some() {
                    return twice(name);
                }
            }
            wit::Token::Shadow((name, shadow)) => {
                let name = names::shadow(name);
                if tokens.shadow.insert(name, lift_shadow(name, shadow)?).is_some() {
                    return twice(name);
                }
            }
        }
    }
    Ok((tokens, colors))
}

fn lift_shadow(name: &str, shadow: wit::Shadow) -> Result<Shadow, Failure> {
    let (rgb, alpha) = eight_bit(name, shadow.color)?;
    Ok(Shadow {
        color: format!("#{rgb:x}{alpha:02x}"),
        x: within(name, shadow.x, -64.0, 64.0)?,
        y: within(name, shadow.y, -64.0, 64.0)?,
        blur: within(name, shadow.blur, 0.0, 64.0)?,
        spread: within(name, shadow.spread, -64.0, 64.0)?,
    })
}

fn within(name: &str, value: f32, low: f32, high: f32) -> Result<f32, Failure> {
    // A comparison with NaN is false, so NaN is refused too.
    if value >= low && value <= high {
        Ok(value)
    } else {
        Err(invalid(format!("`{name}` is {value}, which is not {low} to {high}")))
    }
}

/// The colour that is shown: in sRGB with eight bits a channel. Contrast is judged on this, not on what was written.
fn eight_bit(name: &str, color: wit::Color) -> Result<(Srgb<u8>, u8), Failure> {
    let (rgb, alpha): (Srgb<f32>, f32) = match color {
        wit::Color::Oklch(c) => {
            let (l, chroma) = (within(name, c.lightness, 0.0, 1.0)?, within(name, c.chroma, 0.0, 0.5)?);
            // An angle is the same after a full turn.
            let hue = within(name, c.hue, -3_600.0, 3_600.0)?.rem_euclid(360.0);
            (gamut::fit(Oklch::new(l, chroma, hue)), c.alpha)
        }
        wit::Color::Srgb(c) => {
            let channel = |value| within(name, value, 0.0, 1.0);
            (Srgb::new(channel(c.red)?, channel(c.green)?, channel(c.blue)?), c.alpha)
        }
    };
    let alpha = (within(name, alpha, 0.0, 1.0)? * 255.0).round() as u8;
    Ok((rgb.into_format(), alpha))
}

#[cfg(test)]
mod tests;
