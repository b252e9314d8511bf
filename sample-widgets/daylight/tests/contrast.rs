//! Every hour on every screen is readable: WCAG 2.2 AA, and AAA for who asks for more contrast. The colours are judged as a screen
//! shows them, with eight bits a channel, by the `palette` crate.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use daylight::Daylight;
use fanlight_sdk::theme::*;
use palette::{IntoColor, Srgb, color_difference::Wcag21RelativeContrast};

const TEXT: [(Color, Color); 10] = [
    (Color::Text, Color::Canvas),
    (Color::Text, Color::Surface),
    (Color::Text, Color::SurfaceRaised),
    (Color::TextMuted, Color::Canvas),
    (Color::TextMuted, Color::Surface),
    (Color::TextMuted, Color::SurfaceRaised),
    (Color::OnAccent, Color::Accent),
    (Color::OnSuccess, Color::Success),
    (Color::OnWarning, Color::Warning),
    (Color::OnDanger, Color::Danger),
];
const GRAPHICS: [(Color, Color); 9] = [
    (Color::Accent, Color::Canvas),
    (Color::Accent, Color::Surface),
    (Color::Accent, Color::SurfaceRaised),
    (Color::Success, Color::Surface),
    (Color::Warning, Color::Surface),
    (Color::Danger, Color::Surface),
    (Color::Focus, Color::Canvas),
    (Color::Focus, Color::Surface),
    (Color::Focus, Color::SurfaceRaised),
];

fn skies() -> impl Iterator<Item = ThemeContext> {
    let screens = [Scheme::Light, Scheme::Dark].into_iter().flat_map(|scheme| {
        [Contrast::Standard, Contrast::More].map(|contrast| ThemeContext { now: 0, hour: 0, scheme, contrast })
    });
    screens.flat_map(|screen| (0..24).map(move |hour| ThemeContext { hour, ..screen }))
}

fn color(tokens: &Tokens, wanted: Color) -> Srgb<f32> {
    let found = tokens.list().iter().find_map(|token| match token {
        Token::Color((name, Paint::Oklch(color))) if *name == wanted => Some(*color),
        _ => None,
    });
    let Oklch { lightness, chroma, hue, .. } = found.unwrap_or_else(|| panic!("{wanted:?} is not set"));
    palette::Oklch::new(lightness, chroma, hue).into_color()
}

fn shown(color: Srgb<f32>) -> Srgb<f32> {
    color.into_format::<u8>().into_format()
}

#[test]
fn every_pair_can_be_read_at_every_hour() {
    for ctx in skies() {
        let tokens = Daylight::tokens(&ctx);
        let (text, graphic) = if ctx.contrast == Contrast::More { (7.0, 4.5) } else { (4.5, 3.0) };
        let pairs = TEXT.iter().map(|pair| (pair, text)).chain(GRAPHICS.iter().map(|pair| (pair, graphic)));
        for ((front, back), least) in pairs {
            let ratio = shown(color(&tokens, *front)).relative_contrast(shown(color(&tokens, *back)));
            assert!(ratio >= least, "{front:?} on {back:?} has {ratio:.2} at {ctx:?}");
        }
    }
}

#[test]
fn every_colour_is_one_that_every_screen_shows() {
    for ctx in skies() {
        let tokens = Daylight::tokens(&ctx);
        for (front, back) in TEXT.into_iter().chain(GRAPHICS).chain([(Color::Border, Color::Canvas)]) {
            for name in [front, back] {
                let Srgb { red, green, blue, .. } = color(&tokens, name);
                for channel in [red, green, blue] {
                    assert!((-0.01..=1.01).contains(&channel), "{name:?} is {red} {green} {blue} at {ctx:?}");
                }
            }
        }
    }
}

#[test]
fn each_name_is_set_once_and_the_mood_changes_with_the_hour() {
    let at = |hour| Daylight::tokens(&ThemeContext { now: 0, hour, scheme: Scheme::Light, contrast: Contrast::Standard });
    let names: Vec<_> = at(12).list().iter().map(|token| format!("{token:?}").split_once(',').unwrap().0.to_owned()).collect();
    assert_eq!(names.len(), 15 + 2 + 6 + 2 + 3 + 3);
    assert!(names.iter().enumerate().all(|(place, name)| !names[..place].contains(name)), "{names:?}");
    let moods = [6, 12, 18, 0].map(at);
    assert!(moods.iter().enumerate().all(|(place, mood)| !moods[..place].contains(mood)));
}
