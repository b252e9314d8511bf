//! Words of a paragraph, a heading or a cell, as spans.

use fanlight_runtime::Failure;

use super::super::{Lift, check::RECORD};
use crate::{
    text::{clean, is_visible},
    view::{Span, TextStyle},
};

/// What was written since the last block ended, and how what follows is set.
#[derive(Default)]
pub(super) struct Inline {
    spans: Vec<Span>,
    pub(super) strong: u32,
    pub(super) emphasis: u32,
    pub(super) struck: u32,
    /// Address and text of each open link.
    pub(super) links: Vec<(String, String)>,
}

impl Inline {
    /// Words, set as it is said by what is open around them.
    pub(super) fn text(&mut self, lift: &mut Lift<'_>, text: &str) -> Result<(), Failure> {
        let style = match (self.struck, self.strong, self.emphasis) {
            (0, 0, 0) => TextStyle::Plain,
            (0, 0, _) => TextStyle::Emphasis,
            (0, _, _) => TextStyle::Strong,
            _ => TextStyle::Struck,
        };
        self.styled(lift, text, style)
    }

    /// Words set in one way. The parser cuts texts at will: neighbours of the same style are one span.
    pub(super) fn styled(&mut self, lift: &mut Lift<'_>, more: &str, style: TextStyle) -> Result<(), Failure> {
        lift.count(more.len() as u64)?;
        if let Some((_, text)) = self.links.last_mut() {
            text.push_str(more);
            return Ok(());
        }
        match self.spans.last_mut() {
            Some(Span::Plain { text, style: last }) if *last == style => text.push_str(more),
            _ => {
                lift.count(8)?;
                self.spans.push(Span::Plain { text: more.to_owned(), style });
            }
        }
        Ok(())
    }

    /// The innermost link ends: a link, or its text with the address behind it when no browser should open that.
    pub(super) fn end_link(&mut self, lift: &mut Lift<'_>) -> Result<(), Failure> {
        let Some((address, text)) = self.links.pop() else { return Ok(()) };
        let address = clean(address);
        let mut text = clean(text);
        if !is_visible(&text) {
            text.clone_from(&address);
        }
        if !self.links.is_empty() {
            return self.text(lift, &text);
        }
        lift.short(&text)?;
        match lift.reach.target(&address) {
            Some(target) => {
                lift.count(RECORD + (text.len() + target.address.len() + target.origin.len()) as u64)?;
                self.spans.push(Span::Link { text, address: target.address, origin: target.origin, allowed: target.allowed });
            }
            None => {
                self.text(lift, &text)?;
                if is_visible(&address) && address != text {
                    self.styled(lift, &format!(" ({address})"), TextStyle::Muted)?;
                }
            }
        }
        Ok(())
    }

    /// All spans; nothing is left open.
    pub(super) fn take(&mut self) -> Vec<Span> {
        std::mem::take(&mut self.spans)
    }

    /// One span for a cell of a table: what it is when it is one, its words when it is several.
    pub(super) fn cell(&mut self) -> Span {
        let mut spans = self.take();
        match (spans.pop(), spans.is_empty()) {
            (Some(Span::Plain { text, style }), true) => Span::Plain { text: clean(text), style },
            (Some(only), true) => only,
            (last, _) => {
                spans.extend(last);
                Span::Plain { text: clean(words(&spans)), style: TextStyle::Plain }
            }
        }
    }
}

/// The words of spans that came from Markdown.
pub(super) fn words(spans: &[Span]) -> String {
    let text = |span: &'_ Span| match span {
        Span::Plain { text, .. } | Span::Link { text, .. } => text.clone(),
        _ => String::new(),
    };
    spans.iter().map(text).collect()
}
