#![allow(clippy::unwrap_used, reason = "a test ends at the first surprise")]
use super::*;
use wit::{Color, ColorName, DimensionName, Oklch as WitOklch, Srgb as WitSrgb, Token};

fn grey(v: f32) -> Color {
    Color::Srgb(WitSrgb { red: v, green: v, blue: v, alpha: 1.0 })
}

fn kind(list: Vec<Token>) -> &'static str {
    lift(list).unwrap_err().kind.as_str()
}

#[test]
fn unreadable_text_does_not_pass() {
    use ColorName::*;
    // Black on white everywhere, but for one colour.
    let with = |name: ColorName, value: f32| {
        let white = [Canvas, Surface, SurfaceRaised, OnAccent, OnSuccess, OnWarning, OnDanger].map(|name| (name, 1.0));
        let black = [Text, TextMuted, Accent, Success, Warning, Danger, Focus].map(|name| (name, 0.0));
        let mut list: Vec<_> = white.into_iter().chain(black).collect();
        list.iter_mut().find(|(of, _)| *of == name).unwrap().1 = value;
        lift(list.into_iter().map(|(name, value)| Token::Color((name, grey(value)))).collect())
    };
    assert!(with(Text, 0.0).is_ok());
    for (name, value, pair) in [
        (Text, 0.9, "`text` on `canvas`"),
        (TextMuted, 0.6, "`text-muted` on `canvas`"),
        (SurfaceRaised, 0.3, "`text` on `surface-raised`"),
        (OnAccent, 0.2, "`on-accent` on `accent`"),
        (OnWarning, 0.2, "`on-warning` on `warning`"),
        (Focus, 0.7, "`focus` on `canvas`"),
    ] {
        let failure = with(name, value).unwrap_err();
        assert_eq!(failure.kind, Kind::InvalidTokens);
        assert!(failure.message.starts_with(&format!("{pair} has a contrast of ")), "{failure}");
    }
}

#[test]
fn marks_have_to_stand_out_from_every_ground_they_are_drawn_on() {
    use ColorName::*;
    // On a raised surface of #8a8a8a black text is readable, and a mark of #444444 is not seen, though it is on white.
    let marked = |raised: f32, accent: f32, danger: f32, success: f32| {
        let list = [
            (Canvas, 1.0),
            (Surface, 1.0),
            (SurfaceRaised, raised),
            (Text, 0.0),
            (TextMuted, 0.0),
            (Focus, 0.0),
            (Accent, accent),
            (OnAccent, 1.0),
            (Danger, danger),
            (OnDanger, if danger > 0.5 { 0.0 } else { 1.0 }),
            (Warning, 0.0),
            (OnWarning, 1.0),
            (Success, success),
            (OnSuccess, if success > 0.5 { 0.0 } else { 1.0 }),
        ];
        lift(list.into_iter().map(|(name, value)| Token::Color((name, grey(value)))).collect())
    };
    let (dark, pale) = (68.0 / 255.0, 0.7);
    assert!(marked(1.0, dark, dark, dark).is_ok());
    let failed = |tokens: Result<Tokens, Failure>| tokens.unwrap_err().message;
    assert!(failed(marked(138.0 / 255.0, dark, dark, dark)).starts_with("`accent` on `surface-raised` has"));
    assert!(failed(marked(1.0, dark, pale, dark)).starts_with("`danger` on `surface` has"));
    assert!(failed(marked(1.0, dark, dark, pale)).starts_with("`success` on `surface` has"));
}

#[test]
fn a_colour_alone_cannot_be_judged() {
    assert!(lift(vec![Token::Color((ColorName::Surface, grey(1.0)))]).unwrap_err().message.contains("cannot be judged"));
}

#[test]
fn what_is_judged_is_what_is_shown() {
    // 4.48:1 against white as #777777, 4.54:1 as #767676: the published thresholds of WCAG.
    let all = |text: f32| {
        use ColorName::*;
        let mut list: Vec<_> = [Canvas, Surface, SurfaceRaised].map(|n| Token::Color((n, grey(1.0)))).into();
        list.extend([Text, TextMuted, Focus, Accent, Success, Warning, Danger].map(|n| Token::Color((n, grey(text)))));
        list.extend([OnAccent, OnSuccess, OnWarning, OnDanger].map(|n| Token::Color((n, grey(1.0)))));
        lift(list)
    };
    assert_eq!(all(119.0 / 255.0).unwrap_err().kind, Kind::InvalidTokens);
    assert_eq!(all(118.0 / 255.0).unwrap().color["text"], "#767676");
}

#[test]
fn numbers_out_of_range_do_not_pass() {
    for bad in [f32::NAN, f32::INFINITY, -1.0, 65.0] {
        assert_eq!(kind(vec![Token::Dimension((DimensionName::Space, bad))]), "invalid.tokens");
    }
    let wild = Color::Oklch(WitOklch { lightness: f32::NAN, chroma: 0.1, hue: 10.0, alpha: 1.0 });
    assert_eq!(kind(vec![Token::Color((ColorName::Border, wild))]), "invalid.tokens");
    let translucent = Color::Srgb(WitSrgb { red: 0.0, green: 0.0, blue: 0.0, alpha: 0.5 });
    assert_eq!(kind(vec![Token::Color((ColorName::Border, translucent))]), "invalid.tokens");
    assert_eq!(kind(vec![Token::Dimension((DimensionName::Space, 1.0)); 2]), "invalid.tokens");
}

#[test]
fn the_nearest_colour_that_passes_is_suggested() {
    use ColorName::*;
    let all = |accent: (f32, f32, f32), on_accent: f32| {
        let mut list: Vec<_> = [Canvas, Surface, SurfaceRaised].map(|n| Token::Color((n, grey(1.0)))).into();
        list.extend([Text, TextMuted, Focus, Success, Warning, Danger].map(|n| Token::Color((n, grey(0.0)))));
        list.extend([OnSuccess, OnWarning, OnDanger].map(|n| Token::Color((n, grey(1.0)))));
        let (lightness, chroma, hue) = accent;
        list.push(Token::Color((Accent, Color::Oklch(WitOklch { lightness, chroma, hue, alpha: 1.0 }))));
        list.push(Token::Color((OnAccent, grey(on_accent))));
        list
    };
    let faults = |list| contrast::faults(&measure(list).unwrap().1).unwrap();
    // A pale leaf on white: the accent moves, and no further than it must.
    let found = faults(all((0.8, 0.12, 150.0), 0.0));
    assert_eq!(found.len(), 2, "on surface and on surface-raised: {found:?}");
    let suggestion = found[0].suggestion.clone().unwrap();
    assert_eq!(suggestion.token, "accent");
    assert!((3.0..3.05).contains(&suggestion.ratio), "{suggestion:?}");
    assert!(suggestion.oklch.ends_with(" 150)") || suggestion.oklch.ends_with(" 149)"), "the hue stays: {suggestion:?}");
    // Put on, it passes: with the colour on top of it too.
    let rgb = |hex: &str| [1, 3, 5].map(|at| f32::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0);
    let [red, green, blue] = rgb(&suggestion.hex);
    let mut mended = all((0.8, 0.12, 150.0), 0.0);
    mended.retain(|token| !matches!(token, Token::Color((Accent, _))));
    mended.push(Token::Color((Accent, Color::Srgb(WitSrgb { red, green, blue, alpha: 1.0 }))));
    assert!(lift(mended).is_ok());
    // Grey words on a mid grey button: what is written on it moves.
    let found = faults(all((0.55, 0.0, 0.0), 0.6));
    assert_eq!((found[0].foreground, found[0].background), ("on-accent", "accent"));
    assert_eq!(found[0].suggestion.as_ref().unwrap().token, "on-accent");
}

#[test]
fn warnings_are_seen_on_a_surface() {
    use ColorName::*;
    let mut list: Vec<_> = [Canvas, Surface, SurfaceRaised].map(|n| Token::Color((n, grey(1.0)))).into();
    list.extend([Text, TextMuted, Focus, Accent, Success, Danger, OnWarning].map(|n| Token::Color((n, grey(0.0)))));
    list.extend([OnAccent, OnSuccess, OnDanger].map(|n| Token::Color((n, grey(1.0)))));
    list.push(Token::Color((Warning, grey(0.8))));
    assert!(lift(list).unwrap_err().message.starts_with("`warning` on `surface` has"));
}
