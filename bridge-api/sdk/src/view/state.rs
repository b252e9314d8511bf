//! Nodes that say how things stand: `skeleton`, `empty`, `alert`.

use super::{Children, Icon, Node, Span, Spans, Tone, wit};

/// Lines of something that is still to come.
#[derive(Debug, Clone, PartialEq)]
pub struct Skeleton(u8);

/// So many lines, 1 to 20.
pub fn skeleton(lines: u8) -> Skeleton {
    Skeleton(lines)
}

impl From<Skeleton> for Node {
    fn from(skeleton: Skeleton) -> Node {
        Node::leaf(wit::Node::Skeleton(wit::Skeleton { lines: skeleton.0 }))
    }
}

/// Nothing is there yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Empty {
    head: wit::Empty,
    children: Vec<Node>,
}

/// Says that nothing is there yet, and may hold what changes it.
///
/// ```
/// use fanlight_sdk::view::*;
///
/// let view = empty("No notes yet").icon(Icon::Book).text("Write one, and it appears here.").with(button("new", "New note"));
/// # let _ = view;
/// ```
pub fn empty(title: impl Into<String>) -> Empty {
    Empty { head: wit::Empty { icon: None, title: title.into(), text: None, children: Vec::new() }, children: Vec::new() }
}

impl Empty {
    /// A pictogram above the title.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.head.icon = Some(icon);
        self
    }

    /// A sentence below the title.
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.head.text = Some(text.into());
        self
    }

    /// What is to be done about it, such as a button.
    pub fn with(mut self, children: impl Children) -> Self {
        children.add_to(&mut self.children);
        self
    }
}

impl From<Empty> for Node {
    fn from(empty: Empty) -> Node {
        Node::branch(wit::Node::Empty(empty.head), empty.children)
    }
}

/// Something to take note of.
#[derive(Debug, Clone, PartialEq)]
pub struct Alert {
    tone: Tone,
    title: Option<String>,
    spans: Vec<Span>,
}

/// A text on a coloured ground: `alert(Tone::Warning, ("Due ", relative(at)))`.
pub fn alert(tone: Tone, spans: impl Spans) -> Alert {
    let mut list = Vec::new();
    spans.add_to(&mut list);
    Alert { tone, title: None, spans: list }
}

impl Alert {
    /// A title above the text.
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }
}

impl From<Alert> for Node {
    fn from(alert: Alert) -> Node {
        let spans = alert.spans.into_iter().map(|span| span.0).collect();
        Node::leaf(wit::Node::Alert(wit::Alert { tone: alert.tone, title: alert.title, spans }))
    }
}
