//! Ink on warm paper by day; by lamplight, cream on dark leather. One hue runs through all grounds and all inks, so that only lightness
//! has to be decided for each, and lightness is what can be read.

use fanlight_sdk::theme::*;

/// Degrees in OKLCH: the yellow of old paper, and the red-brown of sepia.
const PAPER: f32 = 85.0;
const SEPIA: f32 = 50.0;

/// The theme.
#[derive(Debug)]
pub struct Paper;

impl Theme for Paper {
    fn tokens(ctx: &ThemeContext) -> Tokens {
        let more = ctx.contrast == Contrast::More;
        let colored = match ctx.scheme {
            Scheme::Light => day(more),
            Scheme::Dark => lamplight(more),
        };
        colored
            .dimension(Dimension::RadiusSmall, 2.0)
            .dimension(Dimension::RadiusMedium, 3.0)
            .dimension(Dimension::RadiusLarge, 4.0)
            .dimension(Dimension::Space, 9.0)
            .dimension(Dimension::BorderWidth, if more { 2.0 } else { 1.0 })
            .dimension(Dimension::TextSize, 17.0)
            .duration(Duration::MotionFast, 160)
            .duration(Duration::MotionSlow, 320)
            .family(FamilyName::Body, Family::Serif)
            .family(FamilyName::Display, Family::Serif)
            .family(FamilyName::Mono, Family::Mono)
            .weight(Weight::Text, 400)
            .weight(Weight::Strong, if more { 700 } else { 600 })
            .weight(Weight::Display, 600)
    }
}

fn day(more: bool) -> Tokens {
    let ink = |lightness| oklch(lightness, 0.03, SEPIA);
    let on = oklch(0.985, 0.015, PAPER);
    let shadow = |y, blur, alpha| Shadow { color: translucent(ink(0.3), alpha), x: 0.0, y, blur, spread: 0.0 };
    Tokens::new()
        .color(Color::Canvas, oklch(0.945, 0.024, PAPER))
        .color(Color::Surface, oklch(0.972, 0.018, PAPER))
        .color(Color::SurfaceRaised, oklch(0.985, 0.013, PAPER))
        .color(Color::Border, oklch(if more { 0.5 } else { 0.84 }, 0.035, PAPER))
        .color(Color::Text, ink(if more { 0.16 } else { 0.25 }))
        .color(Color::TextMuted, ink(if more { 0.34 } else { 0.45 }))
        .color(Color::Accent, oklch(if more { 0.36 } else { 0.43 }, 0.1, 25.0))
        .color(Color::OnAccent, on)
        .color(Color::Success, oklch(if more { 0.38 } else { 0.45 }, 0.08, 145.0))
        .color(Color::OnSuccess, on)
        .color(Color::Warning, oklch(if more { 0.4 } else { 0.5 }, 0.1, 70.0))
        .color(Color::OnWarning, on)
        .color(Color::Danger, oklch(if more { 0.4 } else { 0.48 }, 0.17, 28.0))
        .color(Color::OnDanger, on)
        .color(Color::Focus, oklch(if more { 0.4 } else { 0.48 }, 0.12, 250.0))
        .shadow(ShadowName::Raised, shadow(1.0, 2.0, 0.14))
        .shadow(ShadowName::Floating, shadow(6.0, 22.0, 0.2))
}

fn lamplight(more: bool) -> Tokens {
    let cream = |lightness| oklch(lightness, 0.03, PAPER);
    let on = oklch(0.2, 0.02, SEPIA);
    let shadow = |y, blur, alpha| Shadow { color: translucent(oklch(0.05, 0.01, SEPIA), alpha), x: 0.0, y, blur, spread: 0.0 };
    Tokens::new()
        .color(Color::Canvas, oklch(if more { 0.15 } else { 0.2 }, 0.018, SEPIA))
        .color(Color::Surface, oklch(if more { 0.19 } else { 0.24 }, 0.02, SEPIA))
        .color(Color::SurfaceRaised, oklch(if more { 0.22 } else { 0.28 }, 0.022, SEPIA))
        .color(Color::Border, oklch(if more { 0.68 } else { 0.4 }, 0.03, SEPIA))
        .color(Color::Text, cream(if more { 0.98 } else { 0.91 }))
        .color(Color::TextMuted, cream(if more { 0.88 } else { 0.75 }))
        .color(Color::Accent, oklch(if more { 0.86 } else { 0.79 }, 0.09, 45.0))
        .color(Color::OnAccent, on)
        .color(Color::Success, oklch(if more { 0.86 } else { 0.79 }, 0.09, 145.0))
        .color(Color::OnSuccess, on)
        .color(Color::Warning, oklch(if more { 0.88 } else { 0.83 }, 0.12, 85.0))
        .color(Color::OnWarning, on)
        .color(Color::Danger, oklch(if more { 0.84 } else { 0.76 }, 0.11, 25.0))
        .color(Color::OnDanger, on)
        .color(Color::Focus, oklch(if more { 0.86 } else { 0.79 }, 0.09, 240.0))
        .shadow(ShadowName::Raised, shadow(1.0, 3.0, 0.4))
        .shadow(ShadowName::Floating, shadow(8.0, 26.0, 0.5))
}

fanlight_sdk::export_theme!(Paper);
