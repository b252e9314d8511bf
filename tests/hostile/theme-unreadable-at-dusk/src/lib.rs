use fanlight_sdk::theme::*;

struct Dusk;

impl Theme for Dusk {
    fn tokens(ctx: &ThemeContext) -> Tokens {
        let (ground, ink) = match ctx.scheme {
            Scheme::Light => (0.98, 0.2),
            Scheme::Dark if ctx.hour == 19 => (0.2, 0.3),
            Scheme::Dark => (0.2, 0.95),
        };
        let grey = |lightness| oklch(lightness, 0.0, 0.0);
        Tokens::new()
            .color(Color::Canvas, grey(ground))
            .color(Color::Surface, grey(ground))
            .color(Color::SurfaceRaised, grey(ground))
            .color(Color::Text, grey(ink))
            .color(Color::TextMuted, grey(ink))
            .color(Color::Accent, grey(ink))
            .color(Color::OnAccent, grey(ground))
            .color(Color::Success, grey(ink))
            .color(Color::OnSuccess, grey(ground))
            .color(Color::Warning, grey(ink))
            .color(Color::OnWarning, grey(ground))
            .color(Color::Danger, grey(ink))
            .color(Color::OnDanger, grey(ground))
            .color(Color::Focus, grey(ink))
    }
}

fanlight_sdk::export_theme!(Dusk);
