//! The contrast gate: WCAG 2.2 AA for every pair of colours that the host draws on each other.

use std::collections::BTreeMap;

use fanlight_runtime::Failure;
use palette::{Srgb, color_difference::Wcag21RelativeContrast};

use super::invalid;

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
    ("danger", "surface", GRAPHIC),
    ("focus", "canvas", GRAPHIC),
    ("focus", "surface", GRAPHIC),
    ("focus", "surface-raised", GRAPHIC),
];

/// Refuse colours that cannot be told apart, and a colour without the one it is drawn on: that pair could not be judged.
pub(super) fn judge(colors: &BTreeMap<&'static str, Srgb<u8>>) -> Result<(), Failure> {
    for (front, back, least) in PAIRS {
        match (colors.get(front), colors.get(back)) {
            (Some(a), Some(b)) => {
                let ratio = a.into_format::<f32>().relative_contrast(b.into_format::<f32>());
                if ratio < *least {
                    return Err(invalid(format!("`{front}` on `{back}` has a contrast of {ratio:.2}:1; it needs {least}:1"))
                        .hint("Make one of the two lighter or darker."));
                }
            }
            (None, None) => {}
            (Some(_), None) => return Err(lonely(front, back)),
            (None, Some(_)) => return Err(lonely(back, front)),
        }
    }
    Ok(())
}

fn lonely(set: &str, missing: &str) -> Failure {
    invalid(format!("`{set}` is set and `{missing}` is not, so their contrast cannot be judged"))
        .hint(format!("Set `{missing}` too."))
}
