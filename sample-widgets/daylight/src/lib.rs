//! A theme that follows the sun: the hour gives hue and chroma, the viewer's screen gives lightness. Because lightness alone decides
//! what can be read, every hour is as readable as every other.

mod gamut;
mod sky;

use fanlight_sdk::theme::*;
use gamut::fit;

/// The theme.
#[derive(Debug)]
pub struct Daylight;

impl Theme for Daylight {
    fn tokens(ctx: &ThemeContext) -> Tokens {
        let more = ctx.contrast == Contrast::More;
        let sky = sky::at(ctx.hour);
        let lightness = match ctx.scheme {
            Scheme::Light if sky.is_golden() && !more => Lightness { accent: 0.62, on_accent: 0.2, ..Lightness::light(more) },
            Scheme::Light => Lightness::light(more),
            Scheme::Dark => Lightness::dark(more),
        };
        shape(lightness.colors(sky), more)
    }
}

/// Lightness of each colour in OKLCH, 0 to 1.
struct Lightness {
    canvas: f32,
    surface: f32,
    raised: f32,
    border: f32,
    text: f32,
    muted: f32,
    accent: f32,
    on_accent: f32,
    signal: f32,
    on_signal: f32,
    warning: f32,
    on_warning: f32,
    shadow: f32,
}

impl Lightness {
    fn light(more: bool) -> Self {
        Self {
            canvas: 0.97,
            surface: 0.99,
            raised: 1.0,
            border: if more { 0.6 } else { 0.88 },
            text: if more { 0.16 } else { 0.26 },
            muted: if more { 0.36 } else { 0.47 },
            accent: if more { 0.4 } else { 0.5 },
            on_accent: 0.99,
            signal: if more { 0.4 } else { 0.5 },
            on_signal: 0.99,
            // Dark enough to be seen on paper: an amber mark at 0.84 would be lost there.
            warning: if more { 0.43 } else { 0.62 },
            on_warning: if more { 0.99 } else { 0.17 },
            shadow: 0.3,
        }
    }

    fn dark(more: bool) -> Self {
        Self {
            canvas: if more { 0.14 } else { 0.19 },
            surface: if more { 0.18 } else { 0.235 },
            raised: if more { 0.22 } else { 0.28 },
            border: if more { 0.62 } else { 0.37 },
            text: if more { 0.99 } else { 0.94 },
            muted: if more { 0.88 } else { 0.76 },
            accent: if more { 0.84 } else { 0.78 },
            on_accent: if more { 0.14 } else { 0.2 },
            signal: if more { 0.84 } else { 0.76 },
            on_signal: if more { 0.14 } else { 0.2 },
            warning: 0.84,
            on_warning: 0.2,
            shadow: 0.05,
        }
    }

    fn colors(&self, sky: sky::Sky) -> Tokens {
        let ground = |lightness| fit(lightness, sky.tint, sky.hue);
        let ink = |lightness| fit(lightness, sky.tint * 1.2, sky.hue);
        let shadow =
            |y, blur, alpha| Shadow { color: translucent(fit(self.shadow, 0.05, sky.hue), alpha), x: 0.0, y, blur, spread: 0.0 };
        Tokens::new()
            .color(Color::Canvas, ground(self.canvas))
            .color(Color::Surface, fit(self.surface, sky.tint / 2.0, sky.hue))
            .color(Color::SurfaceRaised, fit(self.raised, sky.tint / 2.0, sky.hue))
            .color(Color::Border, ground(self.border))
            .color(Color::Text, ink(self.text))
            .color(Color::TextMuted, ink(self.muted))
            .color(Color::Accent, fit(self.accent, sky.vivid, sky.hue))
            .color(Color::OnAccent, ground(self.on_accent))
            .color(Color::Success, fit(self.signal, 0.15, 150.0))
            .color(Color::OnSuccess, fit(self.on_signal, 0.01, 150.0))
            .color(Color::Warning, fit(self.warning, 0.15, 80.0))
            .color(Color::OnWarning, fit(self.on_warning, 0.04, 80.0))
            .color(Color::Danger, fit(self.signal, 0.19, 25.0))
            .color(Color::OnDanger, fit(self.on_signal, 0.01, 25.0))
            .color(Color::Focus, fit(self.signal, 0.17, sky.hue + 30.0))
            .shadow(ShadowName::Raised, shadow(1.0, 3.0, 0.12))
            .shadow(ShadowName::Floating, shadow(8.0, 28.0, 0.2))
    }
}

/// What does not depend on the hour. Who asks for more contrast gets heavier lines and letters too.
fn shape(tokens: Tokens, more: bool) -> Tokens {
    tokens
        .dimension(Dimension::RadiusSmall, 6.0)
        .dimension(Dimension::RadiusMedium, 10.0)
        .dimension(Dimension::RadiusLarge, 18.0)
        .dimension(Dimension::Space, 8.0)
        .dimension(Dimension::BorderWidth, if more { 2.0 } else { 1.0 })
        .dimension(Dimension::TextSize, 16.0)
        .duration(Duration::MotionFast, 120)
        .duration(Duration::MotionSlow, 280)
        .family(FamilyName::Body, Family::System)
        .family(FamilyName::Display, Family::Rounded)
        .family(FamilyName::Mono, Family::Mono)
        .weight(Weight::Text, if more { 500 } else { 400 })
        .weight(Weight::Strong, if more { 700 } else { 600 })
        .weight(Weight::Display, 650)
}

fanlight_sdk::export_theme!(Daylight);
