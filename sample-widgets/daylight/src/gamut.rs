//! Keeps colours within what every screen shows. A browser may clip each channel of a colour outside of sRGB, which shifts its hue
//! and its contrast; giving up chroma until it fits shifts neither much.

use fanlight_sdk::theme::{Paint, oklch};

/// The colour with as much of `chroma` as sRGB has at this lightness and hue.
pub(crate) fn fit(lightness: f32, chroma: f32, hue: f32) -> Paint {
    let (mut fits, mut too_much) = (0.0, chroma);
    if in_srgb(lightness, chroma, hue) {
        fits = chroma;
    } else {
        // Twelve halvings of a chroma below 0.5 leave less than a step of eight bits.
        for _ in 0..12 {
            let middle = (fits + too_much) / 2.0;
            if in_srgb(lightness, middle, hue) { fits = middle } else { too_much = middle }
        }
    }
    oklch(lightness, fits, hue)
}

/// Whether the colour is within sRGB, by Björn Ottosson's matrices for Oklab.
fn in_srgb(lightness: f32, chroma: f32, hue: f32) -> bool {
    let (sin, cos) = hue.to_radians().sin_cos();
    let (a, b) = (chroma * cos, chroma * sin);
    let l = (lightness + 0.396_337_78 * a + 0.215_803_76 * b).powi(3);
    let m = (lightness - 0.105_561_346 * a - 0.063_854_17 * b).powi(3);
    let s = (lightness - 0.089_484_18 * a - 1.291_485_5 * b).powi(3);
    let linear = [
        4.076_741_7 * l - 3.307_711_6 * m + 0.230_969_94 * s,
        -1.268_438 * l + 2.609_757_4 * m - 0.341_319_38 * s,
        -0.004_196_086_3 * l - 0.703_418_6 * m + 1.707_614_7 * s,
    ];
    // A thousandth is less than half a step of eight bits.
    linear.iter().all(|channel| (-0.001..=1.001).contains(channel))
}
