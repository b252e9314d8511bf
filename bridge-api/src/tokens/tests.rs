#![allow(clippy::unwrap_used)]
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
    let pair = |front, back| {
        lift(vec![
            Token::Color((ColorName::OnAccent, grey(front))),
            Token::Color((ColorName::Accent, grey(back))),
            Token::Color((ColorName::Surface, grey(1.0))),
        ])
    };
    // `surface` needs `text`: reported before the pair's own contrast.
    assert!(pair(1.0, 0.0).unwrap_err().message.contains("cannot be judged"));
}

#[test]
fn what_is_judged_is_what_is_shown() {
    // 4.48:1 against white as #777777, 4.54:1 as #767676: the published thresholds of WCAG.
    let all = |text: f32| {
        use ColorName::*;
        let mut list: Vec<_> = [Canvas, Surface, SurfaceRaised].map(|n| Token::Color((n, grey(1.0)))).into();
        list.extend([Text, TextMuted, Focus, Accent].map(|n| Token::Color((n, grey(text)))));
        list.push(Token::Color((OnAccent, grey(1.0))));
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
