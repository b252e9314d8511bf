//! The contrast gate: WCAG 2.2 AA for every pair of colours that the host draws on each other, and the way out of each fault.

use std::collections::BTreeMap;

use fanlight_runtime::Failure;
use palette::{IntoColor as _, Oklch, Srgb, color_difference::Wcag21RelativeContrast};
use serde::Serialize;

use super::{gamut, invalid};

/// Text on its ground, success criterion 1.4.3.
const TEXT: f32 = 4.5;
/// Parts of controls and graphics, success criterion 1.4.11.
const GRAPHIC: f32 = 3.0;

/// Foreground, background, least ratio.
const PAIRS: &[(&str, &str, f32)] = &[
    ("text", "canvas", TEXT),
    ("text", "surface", TEXT),
    ("text", "surface-raised", TEXT),
    ("text-muted", "canvas", TEXT),
    ("text-muted", "surface", TEXT),
    ("text-muted", "surface-raised", TEXT),
    ("on-accent", "accent", TEXT),
    ("on-success", "success", TEXT),
    ("on-warning", "warning", TEXT),
    ("on-danger", "danger", TEXT),
    ("accent", "surface", GRAPHIC),
    ("accent", "surface-raised", GRAPHIC),
    ("success", "surface", GRAPHIC),
    ("warning", "surface", GRAPHIC),
    ("danger", "surface", GRAPHIC),
    ("focus", "canvas", GRAPHIC),
    ("focus", "surface", GRAPHIC),
    ("focus", "surface-raised", GRAPHIC),
];

/// Colours by name, with eight bits a channel: as they are shown.
pub(super) type Colors = BTreeMap<&'static str, Srgb<u8>>;

/// Two colours that are drawn on each other and cannot be told apart well enough.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fault {
    /// Name of the colour in front, such as `text`.
    pub foreground: &'static str,
    /// Name of the colour behind it, such as `canvas`.
    pub background: &'static str,
    /// What their contrast is, 1 to 21, rounded down to hundredths.
    pub ratio: f64,
    /// What it has to be at least: 4.5 for text, 3 for marks.
    pub least: f64,
    /// The smallest change that mends it. There is none when no lightness of either colour would do.
    pub suggestion: Option<Suggestion>,
}

/// A colour that passes, as near as possible to the one that did not: of another lightness, and of less chroma where sRGB has no more.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Suggestion {
    /// Which of the two to change.
    pub token: &'static str,
    /// `#rrggbb`.
    pub hex: String,
    /// The same as `oklch(L C H)`.
    pub oklch: String,
    /// The contrast of the pair then.
    pub ratio: f64,
}

impl Fault {
    pub(super) fn message(&self) -> String {
        let Self { foreground, background, ratio, least, .. } = self;
        format!("`{foreground}` on `{background}` has a contrast of {ratio:.2}:1; it needs {least}:1")
    }

    pub(super) fn hint(&self) -> String {
        match &self.suggestion {
            Some(Suggestion { token, hex, oklch, ratio }) => {
                format!("The nearest `{token}` that passes is {hex}, {oklch}, with {ratio:.2}:1.")
            }
            None => "Make one of the two much lighter or darker: no lightness of one alone is enough.".to_owned(),
        }
    }
}

/// A pair by its place in the list.
pub(super) type Pair = usize;

/// Refuse colours that cannot be told apart, and a colour without the one it is drawn on: that pair could not be judged.
pub(super) fn judge(colors: &Colors) -> Result<(), Failure> {
    let faults = faults(colors)?;
    let Some(first) = faults.first() else { return Ok(()) };
    Err(invalid(format!("{}{}", first.message(), and_others(faults.len()))).hint(first.hint()))
}

/// After the first of so many faults.
pub(super) fn and_others(count: usize) -> String {
    match count {
        0 | 1 => String::new(),
        2 => ", and another pair fails too".to_owned(),
        n => format!(", and {} other pairs fail too", n - 1),
    }
}

/// Every pair that fails with the way out, in the order of the list.
pub(super) fn faults(colors: &Colors) -> Result<Vec<Fault>, Failure> {
    Ok(failing(colors)?.into_iter().filter_map(|(pair, _)| fault(colors, pair)).collect())
}

/// Every pair that fails with its ratio, in the order of the list.
pub(super) fn failing(colors: &Colors) -> Result<Vec<(Pair, f32)>, Failure> {
    let mut failing = Vec::new();
    for (pair, &(foreground, background, least)) in PAIRS.iter().enumerate() {
        match (colors.get(foreground), colors.get(background)) {
            (Some(&a), Some(&b)) if ratio(a, b) < least => failing.push((pair, ratio(a, b))),
            (Some(_), Some(_)) | (None, None) => {}
            (Some(_), None) => return Err(lonely(foreground, background)),
            (None, Some(_)) => return Err(lonely(background, foreground)),
        }
    }
    Ok(failing)
}

/// One of the pairs that fail, with the way out.
pub(super) fn fault(colors: &Colors, pair: Pair) -> Option<Fault> {
    let &(foreground, background, least) = PAIRS.get(pair)?;
    let ratio = ratio(*colors.get(foreground)?, *colors.get(background)?);
    let suggestion = suggest(colors, foreground, background, least);
    Some(Fault { foreground, background, ratio: hundredths(ratio), least: f64::from(least), suggestion })
}

fn ratio(a: Srgb<u8>, b: Srgb<u8>) -> f32 {
    a.into_format::<f32>().relative_contrast(b.into_format::<f32>())
}

/// Rounded down: 4.496 must not read as 4.50.
fn hundredths(ratio: f32) -> f64 {
    (f64::from(ratio) * 100.0).floor() / 100.0
}

/// What to change: the colour in front so that all of its pairs pass, else the one behind, else the one in front for this pair alone.
fn suggest(colors: &Colors, foreground: &'static str, background: &'static str, least: f32) -> Option<Suggestion> {
    let with = |token: &'static str, only: Option<&str>| {
        let own: Vec<(Srgb<u8>, f32)> = PAIRS
            .iter()
            .filter_map(|&(front, back, least)| match (front == token, back == token) {
                (true, _) => Some((back, least)),
                (_, true) => Some((front, least)),
                _ => None,
            })
            .filter(|(other, _)| only.is_none_or(|only| only == *other))
            .filter_map(|(other, least)| Some((*colors.get(other)?, least)))
            .collect();
        let found = nearest(*colors.get(token)?, |color| own.iter().all(|&(other, least)| ratio(color, other) >= least))?;
        let other = colors.get(if token == foreground { background } else { foreground })?;
        let ratio = ratio(found, *other);
        let Oklch { l, chroma, hue, .. } = found.into_format::<f32>().into_color();
        // A grey has no hue; what is calculated for it is noise.
        let hue = if chroma < 0.002 { 0.0 } else { hue.into_positive_degrees() };
        let oklch = format!("oklch({l:.3} {chroma:.3} {hue:.0})");
        (ratio >= least).then(|| Suggestion { token, hex: format!("#{found:x}"), oklch, ratio: hundredths(ratio) })
    };
    with(foreground, None).or_else(|| with(background, None)).or_else(|| with(foreground, Some(background)))
}

/// The colour of the nearest lightness that passes, looked for in both directions, a thousandth at a time.
fn nearest(color: Srgb<u8>, passes: impl Fn(Srgb<u8>) -> bool) -> Option<Srgb<u8>> {
    let from: Oklch = color.into_format::<f32>().into_color();
    for step in 1..=1_000_u16 {
        let by = f32::from(step) / 1_000.0;
        for l in [from.l - by, from.l + by] {
            if (0.0..=1.0).contains(&l) {
                let moved = gamut::fit(Oklch { l, ..from }).into_format();
                if passes(moved) {
                    return Some(moved);
                }
            }
        }
    }
    None
}

fn lonely(set: &str, missing: &str) -> Failure {
    invalid(format!("`{set}` is set and `{missing}` is not, so their contrast cannot be judged"))
        .hint(format!("Set `{missing}` too."))
}
