//! Nodes that are read: `heading`, `text`, `markdown`, `code_block`, `badge`, `icon`, `image`.

use super::{Icon, Node, Span, Spans, Tone, wit};

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

/// A text in Markdown.
#[derive(Debug, Clone, PartialEq)]
pub struct Markdown(wit::Markdown);

/// CommonMark with tables, task lists and struck text; the host turns it into nodes. HTML in it is shown as text, an image as its
/// description, and a link can be followed as a [`link`](super::link) can.
pub fn markdown(text: impl Into<String>) -> Markdown {
    Markdown(wit::Markdown { text: text.into(), level: 0 })
}

impl Markdown {
    /// Its headings start below this level, 0 (unless said) to 4.
    pub fn below(mut self, level: u8) -> Self {
        self.0.level = level;
        self
    }
}

impl From<Markdown> for Node {
    fn from(markdown: Markdown) -> Node {
        Node::leaf(wit::Node::Markdown(markdown.0))
    }
}

/// Text for a machine, line by line.
#[derive(Debug, Clone, PartialEq)]
pub struct CodeBlock(wit::CodeBlock);

/// Text that keeps its line breaks and spaces.
pub fn code_block(text: impl Into<String>) -> CodeBlock {
    CodeBlock(wit::CodeBlock { text: text.into(), language: None })
}

impl CodeBlock {
    /// The language, for people, such as `rust`; shown above the text.
    pub fn language(mut self, language: impl Into<String>) -> Self {
        self.0.language = Some(language.into());
        self
    }
}

impl From<CodeBlock> for Node {
    fn from(code: CodeBlock) -> Node {
        Node::leaf(wit::Node::CodeBlock(code.0))
    }
}

/// A pictogram that the host draws.
#[derive(Debug, Clone, PartialEq)]
pub struct Pictogram(wit::Icon);

/// A pictogram as decoration: `icon(Icon::Star)`.
pub fn icon(name: Icon) -> Pictogram {
    Pictogram(wit::Icon { name, tone: Tone::Neutral, label: None })
}

impl Pictogram {
    /// What the colour says.
    pub fn tone(mut self, tone: Tone) -> Self {
        self.0.tone = tone;
        self
    }

    /// What it says to people who do not see it; without this, screen readers skip it.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.0.label = Some(label.into());
        self
    }
}

impl From<Pictogram> for Node {
    fn from(icon: Pictogram) -> Node {
        Node::leaf(wit::Node::Icon(icon.0))
    }
}

/// A picture that the package carries.
#[derive(Debug, Clone, PartialEq)]
pub struct Image(wit::Image);

/// The picture that `fanlight.toml` calls `name` under `[images]`; `alt` says what it shows to people who do not see it.
pub fn image(name: impl Into<String>, alt: impl Into<String>) -> Image {
    Image(wit::Image { name: name.into(), alt: alt.into() })
}

impl From<Image> for Node {
    fn from(image: Image) -> Node {
        Node::leaf(wit::Node::Image(image.0))
    }
}
