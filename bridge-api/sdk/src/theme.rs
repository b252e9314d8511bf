//! Themes: a function from the hour and the viewer's screen to design tokens.
//!
//! ```
//! use fanlight_sdk::theme::*;
//!
//! struct Ink;
//!
//! impl Theme for Ink {
//!     fn tokens(ctx: &ThemeContext) -> Tokens {
//!         let (paper, ink) = match ctx.scheme {
//!             Scheme::Light => (0.98, 0.2),
//!             Scheme::Dark => (0.2, 0.96),
//!         };
//!         let (paper, ink) = (oklch(paper, 0.01, 90.0), oklch(ink, 0.01, 260.0));
//!         let grounds = [Color::Canvas, Color::Surface, Color::SurfaceRaised];
//!         let inks = [Color::Text, Color::TextMuted, Color::Accent, Color::Focus, Color::Success, Color::Warning, Color::Danger];
//!         let on = [Color::OnAccent, Color::OnSuccess, Color::OnWarning, Color::OnDanger];
//!         let mut tokens = Tokens::new().dimension(Dimension::RadiusSmall, 4.0);
//!         for name in grounds.into_iter().chain(on) {
//!             tokens = tokens.color(name, paper);
//!         }
//!         inks.into_iter().fold(tokens, |tokens, name| tokens.color(name, ink))
//!     }
//! }
//!
//! fanlight_sdk::export_theme!(Ink);
//! ```

use std::marker::PhantomData;

use fanlight_bridge::guest::{failure, theme as wit};

pub use fanlight_bridge::guest::context::{Contrast, Scheme};
pub use fanlight_bridge::guest::theme::fanlight::bridge::tokens::{
    Color as Paint, ColorName as Color, DimensionName as Dimension, DurationName as Duration, Family, FamilyName, Oklch, Shadow,
    ShadowName, Srgb, ThemeContext, Token, WeightName as Weight,
};

/// A theme. It imports nothing, and the host refuses tokens that cannot be read: text has to keep WCAG AA contrast.
pub trait Theme {
    /// The tokens for this hour and this screen. A name that is left out keeps the host's default, but a colour needs the ones that
    /// it is drawn on or under, so that their contrast can be judged: set all colours or none.
    fn tokens(ctx: &ThemeContext) -> Tokens;
}

/// Lightness 0 to 1, chroma 0 to 0.5, hue in degrees.
pub fn oklch(lightness: f32, chroma: f32, hue: f32) -> Paint {
    Paint::Oklch(Oklch { lightness, chroma, hue, alpha: 1.0 })
}

/// Each channel 0 to 1.
pub fn srgb(red: f32, green: f32, blue: f32) -> Paint {
    Paint::Srgb(Srgb { red, green, blue, alpha: 1.0 })
}

/// Makes a colour let through what is behind it; `alpha` 0 to 1.
pub fn translucent(color: Paint, alpha: f32) -> Paint {
    match color {
        Paint::Oklch(color) => Paint::Oklch(Oklch { alpha, ..color }),
        Paint::Srgb(color) => Paint::Srgb(Srgb { alpha, ..color }),
    }
}

/// The tokens of a theme; each name once.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tokens(Vec<Token>);

impl Tokens {
    /// No token yet: all of the host's defaults.
    pub fn new() -> Self {
        Self::default()
    }

    fn with(mut self, token: Token) -> Self {
        self.0.push(token);
        self
    }

    /// One colour.
    pub fn color(self, name: Color, color: Paint) -> Self {
        self.with(Token::Color((name, color)))
    }

    /// CSS pixels, 0 to 64.
    pub fn dimension(self, name: Dimension, pixels: f32) -> Self {
        self.with(Token::Dimension((name, pixels)))
    }

    /// Milliseconds, 0 to 1,000.
    pub fn duration(self, name: Duration, millis: u32) -> Self {
        self.with(Token::Duration((name, millis)))
    }

    /// A family of fonts that needs no download.
    pub fn family(self, name: FamilyName, family: Family) -> Self {
        self.with(Token::Family((name, family)))
    }

    /// 100 to 900.
    pub fn weight(self, name: Weight, weight: u16) -> Self {
        self.with(Token::Weight((name, weight)))
    }

    /// A shadow below a surface.
    pub fn shadow(self, name: ShadowName, shadow: Shadow) -> Self {
        self.with(Token::Shadow((name, shadow)))
    }

    /// The tokens, in the order they were named.
    pub fn list(&self) -> &[Token] {
        &self.0
    }
}

/// What [`export_theme!`](crate::export_theme) hands to the host.
#[derive(Debug)]
pub struct Exported<T>(PhantomData<T>);

impl<T: Theme> wit::Guest for Exported<T> {
    fn tokens(context: ThemeContext) -> Result<Vec<Token>, failure::Error> {
        Ok(T::tokens(&context).0)
    }
}
