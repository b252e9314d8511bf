//! Nodes that are read: `heading`, `text`, `badge`.

use super::{Node, Span, Spans, Tone, wit};

/// A title inside the widget.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading(wit::Heading);

/// A title of the first level; the host places it below the page's own.
pub fn heading(text: impl Into<String>) -> Heading {
    Heading(wit::Heading { text: text.into(), level: 1 })
}

impl Heading {
    /// 1 to 4, the larger the lower.
    pub fn level(mut self, level: u8) -> Self {
        self.0.level = level;
        self
    }
}

impl From<Heading> for Node {
    fn from(heading: Heading) -> Node {
        Node::leaf(wit::Node::Heading(heading.0))
    }
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq)]
pub struct Text(Vec<Span>);

/// A paragraph of one or more spans: `text(("Added ", relative(at)))`.
pub fn text(spans: impl Spans) -> Text {
    let mut list = Vec::new();
    spans.add_to(&mut list);
    Text(list)
}

impl From<Text> for Node {
    fn from(text: Text) -> Node {
        let spans = text.0.into_iter().map(|span| span.0).collect();
        Node::leaf(wit::Node::Text(wit::Text { spans }))
    }
}

/// A word or a count on a coloured ground.
#[derive(Debug, Clone, PartialEq)]
pub struct Badge(wit::Badge);

/// A neutral badge.
pub fn badge(text: impl Into<String>) -> Badge {
    Badge(wit::Badge { text: text.into(), tone: Tone::Neutral })
}

impl Badge {
    /// What the badge's colour says.
    pub fn tone(mut self, tone: Tone) -> Self {
        self.0.tone = tone;
        self
    }
}

impl From<Badge> for Node {
    fn from(badge: Badge) -> Node {
        Node::leaf(wit::Node::Badge(badge.0))
    }
}
