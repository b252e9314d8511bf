//! Pieces of text. Dates and numbers are written out by the browser, in the viewer's language.

use super::{DateStyle, TextStyle, wit};

/// A piece of a text, a cell of a table, or the value of a `stat`. Strings and numbers turn into one by themselves.
#[derive(Debug, Clone, PartialEq)]
pub struct Span(pub(super) wit::Span);

fn styled(text: impl Into<String>, style: TextStyle) -> Span {
    Span(wit::Span::Plain(wit::Plain { text: text.into(), style }))
}

fn dated(at: u64, style: DateStyle) -> Span {
    Span(wit::Span::Date(wit::Date { at, style }))
}

/// Text as it is.
pub fn plain(text: impl Into<String>) -> Span {
    styled(text, TextStyle::Plain)
}

/// Text that matters more.
pub fn strong(text: impl Into<String>) -> Span {
    styled(text, TextStyle::Strong)
}

/// Text with stress on it.
pub fn emphasis(text: impl Into<String>) -> Span {
    styled(text, TextStyle::Emphasis)
}

/// Text that a machine reads.
pub fn code(text: impl Into<String>) -> Span {
    styled(text, TextStyle::Code)
}

/// Text that matters less.
pub fn muted(text: impl Into<String>) -> Span {
    styled(text, TextStyle::Muted)
}

/// Text that is done with.
pub fn struck(text: impl Into<String>) -> Span {
    styled(text, TextStyle::Struck)
}

/// A day; `at` in milliseconds since 1970-01-01 UTC.
pub fn date(at: u64) -> Span {
    dated(at, DateStyle::Date)
}

/// A time of day; `at` in milliseconds since 1970-01-01 UTC.
pub fn time(at: u64) -> Span {
    dated(at, DateStyle::Time)
}

/// A day and a time of day; `at` in milliseconds since 1970-01-01 UTC.
pub fn date_time(at: u64) -> Span {
    dated(at, DateStyle::DateTime)
}

/// "3 days ago", kept true by the browser; `at` in milliseconds since 1970-01-01 UTC.
pub fn relative(at: u64) -> Span {
    Span(wit::Span::Relative(at))
}

/// A number with at most so many digits after the point.
pub fn number(value: f64, max_fraction_digits: u8) -> Span {
    Span(wit::Span::Number(wit::Number { value, max_fraction_digits }))
}

/// 0.25 is shown as 25 %.
pub fn percent(value: f64) -> Span {
    Span(wit::Span::Percent(value))
}

/// An amount of money; `code` is ISO 4217, such as `EUR`.
pub fn currency(value: f64, code: impl Into<String>) -> Span {
    Span(wit::Span::Currency(wit::Currency { value, code: code.into() }))
}

impl From<&str> for Span {
    fn from(text: &str) -> Self {
        plain(text)
    }
}

impl From<String> for Span {
    fn from(text: String) -> Self {
        plain(text)
    }
}

/// Zero or more spans: one of them, a string, a whole number, a tuple, a `Vec`, an array or an `Option`.
pub trait Spans {
    /// Puts the spans at the end of `spans`.
    fn add_to(self, spans: &mut Vec<Span>);
}

macro_rules! one_span {
    ($($one:ty)*) => {$(
        impl Spans for $one {
            fn add_to(self, spans: &mut Vec<Span>) {
                spans.push(self.into());
            }
        }
    )*};
}
one_span!(Span &str String);

macro_rules! whole_numbers {
    ($($whole:ty)*) => {$(
        impl From<$whole> for Span {
            fn from(value: $whole) -> Self {
                number(value as f64, 0)
            }
        }
        one_span!($whole);
    )*};
}
whole_numbers!(i32 i64 u32 u64 usize);

impl<S: Spans> Spans for Option<S> {
    fn add_to(self, spans: &mut Vec<Span>) {
        if let Some(some) = self {
            some.add_to(spans);
        }
    }
}

impl<S: Spans> Spans for Vec<S> {
    fn add_to(self, spans: &mut Vec<Span>) {
        self.into_iter().for_each(|some| some.add_to(spans));
    }
}

impl<S: Spans, const N: usize> Spans for [S; N] {
    fn add_to(self, spans: &mut Vec<Span>) {
        self.into_iter().for_each(|some| some.add_to(spans));
    }
}

macro_rules! tuples {
    ($($span:ident)*) => {
        impl<$($span: Spans),*> Spans for ($($span,)*) {
            #[allow(non_snake_case, reason = "a tuple's parts are named after their types")]
            fn add_to(self, spans: &mut Vec<Span>) {
                let ($($span,)*) = self;
                $($span.add_to(spans);)*
            }
        }
    };
}
tuples!(A);
tuples!(A B);
tuples!(A B C);
tuples!(A B C D);
tuples!(A B C D E);
tuples!(A B C D E F);
tuples!(A B C D E F G);
tuples!(A B C D E F G H);
tuples!(A B C D E F G H I);
tuples!(A B C D E F G H I J);
