//! Checks of nodes that are read, and of the spans in them.

use fanlight_runtime::Failure;

use super::{
    Lift,
    check::{RECORD, finite, instant, invalid},
};
use crate::{
    view::{Badge, CodeBlock, Heading, Icon, Image, Span},
    world::widget::fanlight::bridge::view as wit,
};

impl Lift<'_> {
    pub(super) fn heading(&mut self, at: usize, heading: wit::Heading) -> Result<Heading, Failure> {
        if !(1..=4).contains(&heading.level) {
            return Err(invalid(at, "is a heading whose level is not 1 to 4"));
        }
        Ok(Heading { text: self.name(at, "heading", heading.text)?, level: heading.level })
    }

    pub(super) fn code_block(&mut self, code: wit::CodeBlock) -> Result<CodeBlock, Failure> {
        Ok(CodeBlock { text: self.text(code.text)?, language: self.optional(code.language)? })
    }

    pub(super) fn badge(&mut self, at: usize, badge: wit::Badge) -> Result<Badge, Failure> {
        Ok(Badge { text: self.name(at, "badge", badge.text)?, tone: badge.tone.into() })
    }

    pub(super) fn icon(&mut self, at: usize, icon: wit::Icon) -> Result<Icon, Failure> {
        let label = icon.label.map(|label| self.name(at, "labelled icon", label)).transpose()?;
        Ok(Icon { name: icon.name.into(), tone: icon.tone.into(), label })
    }

    pub(super) fn image(&mut self, at: usize, image: wit::Image) -> Result<Image, Failure> {
        let name = self.text(image.name)?;
        if !self.reach.has_image(&name) {
            return Err(invalid(at, "is an image that the package does not carry: name it under `[images]` in fanlight.toml"));
        }
        Ok(Image { name, alt: self.name(at, "picture", image.alt)? })
    }

    pub(super) fn spans(&mut self, at: usize, spans: Vec<wit::Span>) -> Result<Vec<Span>, Failure> {
        let mut lifted = Vec::with_capacity(spans.len());
        for span in spans {
            lifted.push(self.span(at, span)?);
        }
        Ok(lifted)
    }

    pub(super) fn span(&mut self, at: usize, span: wit::Span) -> Result<Span, Failure> {
        self.count(if matches!(span, wit::Span::Plain(_)) { 8 } else { RECORD })?;
        Ok(match span {
            wit::Span::Plain(p) => Span::Plain { text: self.text(p.text)?, style: p.style.into() },
            wit::Span::Date(d) => Span::Date { at: instant(at, d.at)?, style: d.style.into() },
            wit::Span::Relative(ms) => Span::Relative { at: instant(at, ms)? },
            wit::Span::Number(n) => {
                Span::Number { value: finite(at, n.value)?, max_fraction_digits: n.max_fraction_digits.min(20) }
            }
            wit::Span::Percent(value) => Span::Percent { value: finite(at, value)? },
            wit::Span::Currency(c) => {
                if c.code.len() != 3 || !c.code.bytes().all(|b| b.is_ascii_uppercase()) {
                    return Err(invalid(at, "has a currency whose code is not three capital letters"));
                }
                Span::Currency { value: finite(at, c.value)?, code: c.code }
            }
        })
    }
}
