//! Colours that sRGB cannot show give up chroma until it can: hue and lightness stay, and with lightness the contrast.

use palette::{IntoColor as _, Oklch, Srgb, convert::FromColorUnclamped as _};

/// The nearest colour in sRGB of the same lightness and hue.
pub(super) fn fit(color: Oklch) -> Srgb {
    if in_srgb(color) {
        return color.into_color();
    }
    let (mut fits, mut too_much) = (0.0, color.chroma);
    // Fourteen halvings of a chroma below 0.5 leave much less than a step of eight bits.
    for _ in 0..14 {
        let middle = (fits + too_much) / 2.0;
        if in_srgb(Oklch { chroma: middle, ..color }) {
            fits = middle;
        } else {
            too_much = middle;
        }
    }
    Oklch { chroma: fits, ..color }.into_color()
}

fn in_srgb(color: Oklch) -> bool {
    let Srgb { red, green, blue, .. } = Srgb::from_color_unclamped(color);
    // A thousandth is less than half a step of eight bits.
    [red, green, blue].iter().all(|channel| (-0.001..=1.001).contains(channel))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chroma_gives_way_and_hue_stays() {
        let vivid = Oklch::new(0.7_f32, 0.4, 150.0);
        let fitted: Oklch = fit(vivid).into_color();
        assert!((fitted.l - 0.7).abs() < 0.005, "{fitted:?}");
        assert!((fitted.hue.into_positive_degrees() - 150.0).abs() < 1.0, "{fitted:?}");
        assert!(fitted.chroma < 0.4 && fitted.chroma > 0.15, "{fitted:?}");
        let within = Oklch::new(0.5_f32, 0.05, 20.0);
        assert_eq!(fit(within), within.into_color());
    }
}
