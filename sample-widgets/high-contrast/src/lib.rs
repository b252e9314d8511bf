//! Black, white and few strong colours: every text has at least 10 : 1, every mark 7 : 1, twice what WCAG AA asks for. Lines are heavy,
//! nothing casts a shadow and nothing moves.

use fanlight_sdk::theme::*;

/// The theme.
#[derive(Debug)]
pub struct HighContrast;

impl Theme for HighContrast {
    fn tokens(ctx: &ThemeContext) -> Tokens {
        let more = ctx.contrast == Contrast::More;
        let colors = match ctx.scheme {
            Scheme::Light => Colors {
                ground: srgb(1.0, 1.0, 1.0),
                ink: srgb(0.0, 0.0, 0.0),
                muted: oklch(if more { 0.0 } else { 0.3 }, 0.0, 0.0),
                accent: oklch(0.33, 0.2, 265.0),
                success: oklch(0.33, 0.09, 150.0),
                warning: oklch(0.34, 0.08, 70.0),
                danger: oklch(0.35, 0.14, 28.0),
                focus: oklch(0.38, 0.2, 310.0),
            },
            Scheme::Dark => Colors {
                ground: srgb(0.0, 0.0, 0.0),
                ink: srgb(1.0, 1.0, 1.0),
                muted: oklch(if more { 1.0 } else { 0.88 }, 0.0, 0.0),
                accent: oklch(0.92, 0.18, 105.0),
                success: oklch(0.9, 0.18, 150.0),
                warning: oklch(0.86, 0.15, 75.0),
                danger: oklch(0.8, 0.11, 25.0),
                focus: oklch(0.9, 0.12, 200.0),
            },
        };
        colors
            .tokens()
            .dimension(Dimension::RadiusSmall, 2.0)
            .dimension(Dimension::RadiusMedium, 4.0)
            .dimension(Dimension::RadiusLarge, 6.0)
            .dimension(Dimension::Space, 9.0)
            .dimension(Dimension::BorderWidth, if more { 3.0 } else { 2.0 })
            .dimension(Dimension::TextSize, if more { 18.0 } else { 17.0 })
            .duration(Duration::MotionFast, 0)
            .duration(Duration::MotionSlow, 0)
            .family(FamilyName::Body, Family::Sans)
            .family(FamilyName::Display, Family::Sans)
            .family(FamilyName::Mono, Family::Mono)
            .weight(Weight::Text, 500)
            .weight(Weight::Strong, 700)
            .weight(Weight::Display, 800)
    }
}

struct Colors {
    ground: Paint,
    ink: Paint,
    muted: Paint,
    accent: Paint,
    success: Paint,
    warning: Paint,
    danger: Paint,
    focus: Paint,
}

impl Colors {
    /// One ground for everything: lines keep things apart, not shades.
    fn tokens(self) -> Tokens {
        let grounds = [Color::Canvas, Color::Surface, Color::SurfaceRaised];
        let on = [Color::OnAccent, Color::OnSuccess, Color::OnWarning, Color::OnDanger];
        let plain = grounds.into_iter().chain(on).fold(Tokens::new(), |tokens, name| tokens.color(name, self.ground));
        plain
            .color(Color::Border, self.ink)
            .color(Color::Text, self.ink)
            .color(Color::TextMuted, self.muted)
            .color(Color::Accent, self.accent)
            .color(Color::Success, self.success)
            .color(Color::Warning, self.warning)
            .color(Color::Danger, self.danger)
            .color(Color::Focus, self.focus)
    }
}

fanlight_sdk::export_theme!(HighContrast);
