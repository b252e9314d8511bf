//! Markdown becomes nodes: CommonMark with tables, task lists and struck text, and nothing that a guest could not have said in nodes.
//!
//! The parser hands out events, and this builds the tree with a stack of its own; each node, level and byte is counted as it is made,
//! so that a text which would become too much is left where it becomes it.

#[path = "markdown/inline.rs"]
mod inline;

use fanlight_runtime::{Failure, Kind};
use pulldown_cmark::{Alignment, CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use self::inline::{Inline, words};
use super::{
    Lift,
    check::{RECORD, invalid},
    data::table_size,
};
use crate::{
    text::{clean, is_visible},
    view::{
        Align, Card, CellAlign, CodeBlock, Gap, Group, Heading, ItemList, Node, Order, Span, Table, TableColumn, Text, TextStyle,
    },
    world::widget::fanlight::bridge::view as wit,
};

/// Containers that may begin on one line. The parser looks at all open ones again on each line that follows.
const MAX_MARKERS: usize = 64;
/// Longest name of a language, in characters.
const MAX_LANGUAGE: usize = 40;

impl Lift<'_> {
    /// A column of what the text says. `depth` is that of the column.
    pub(super) fn markdown(&mut self, at: usize, markdown: wit::Markdown, depth: u64) -> Result<Node, Failure> {
        if markdown.level > 4 {
            return Err(invalid(at, "is a Markdown text whose level is not 0 to 4"));
        }
        self.short(&markdown.text)?;
        if markdown.text.lines().any(|line| markers(line) > MAX_MARKERS) {
            return Err(Failure::new(
                Kind::Output,
                format!("the Markdown of node {at} has a line with more than {MAX_MARKERS} levels"),
            ));
        }
        let mut build = Build {
            lift: self,
            at,
            depth,
            level: markdown.level,
            open: vec![Open::Blocks(Vec::new())],
            inline: Inline::default(),
            code: None,
            title: None,
        };
        let options = Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS | Options::ENABLE_STRIKETHROUGH;
        for event in Parser::new_ext(&markdown.text, options) {
            build.event(event)?;
        }
        build.flush()?;
        match build.open.pop() {
            Some(Open::Blocks(children)) => Ok(Node::Column(Group { children, gap: Gap::Medium, align: Align::Stretch })),
            _ => Err(Failure::internal("Markdown left a list or a table open")),
        }
    }
}

/// What has begun and not ended.
enum Open {
    /// The whole, a quote or an item: blocks below each other.
    Blocks(Vec<Node>),
    List {
        ordered: bool,
        items: Vec<Node>,
    },
    Table {
        aligns: Vec<CellAlign>,
        columns: Vec<TableColumn>,
        rows: Vec<Vec<Span>>,
        row: Vec<Span>,
    },
}

struct Build<'l, 'a> {
    lift: &'l mut Lift<'a>,
    at: usize,
    depth: u64,
    level: u8,
    open: Vec<Open>,
    inline: Inline,
    /// Language and text of a code block.
    code: Option<(Option<String>, String)>,
    /// The last heading, which names the tables below it.
    title: Option<String>,
}

impl Build<'_, '_> {
    fn event(&mut self, event: Event<'_>) -> Result<(), Failure> {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some((_, code)) => {
                    self.lift.count(text.len() as u64)?;
                    code.push_str(&text);
                    Ok(())
                }
                None => self.inline.text(self.lift, &text),
            },
            Event::Code(text) => self.inline.styled(self.lift, &text, TextStyle::Code),
            // A person reads what stands there; nothing reads it as HTML.
            Event::Html(text) | Event::InlineHtml(text) => self.inline.text(self.lift, &text),
            Event::SoftBreak => self.inline.text(self.lift, " "),
            Event::HardBreak => self.inline.text(self.lift, "\n"),
            Event::Rule => {
                self.flush()?;
                self.add(Node::Divider)
            }
            Event::TaskListMarker(done) => self.inline.text(self.lift, if done { "☑ " } else { "☐ " }),
            Event::FootnoteReference(_) | Event::InlineMath(_) | Event::DisplayMath(_) => Ok(()),
        }
    }

    fn start(&mut self, tag: Tag<'_>) -> Result<(), Failure> {
        match tag {
            Tag::Strong => self.inline.strong += 1,
            Tag::Emphasis => self.inline.emphasis += 1,
            Tag::Strikethrough => self.inline.struck += 1,
            Tag::Link { dest_url, .. } => self.inline.links.push((dest_url.into_string(), String::new())),
            // Its description is the text within it.
            Tag::Image { .. } | Tag::TableHead | Tag::TableRow | Tag::TableCell => {}
            block => {
                self.flush()?;
                match block {
                    Tag::BlockQuote(_) | Tag::Item => self.begin(Open::Blocks(Vec::new()))?,
                    Tag::List(first) => self.begin(Open::List { ordered: first.is_some(), items: Vec::new() })?,
                    Tag::CodeBlock(kind) => self.code = Some((language(&kind), String::new())),
                    Tag::Table(aligns) => {
                        table_size(self.at, aligns.len(), 0)?;
                        let end = |align: &Alignment| if *align == Alignment::Right { CellAlign::End } else { CellAlign::Start };
                        let aligns = aligns.iter().map(end).collect();
                        self.begin(Open::Table { aligns, columns: Vec::new(), rows: Vec::new(), row: Vec::new() })?;
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    fn end(&mut self, tag: TagEnd) -> Result<(), Failure> {
        match tag {
            TagEnd::Strong => self.inline.strong = self.inline.strong.saturating_sub(1),
            TagEnd::Emphasis => self.inline.emphasis = self.inline.emphasis.saturating_sub(1),
            TagEnd::Strikethrough => self.inline.struck = self.inline.struck.saturating_sub(1),
            TagEnd::Link => self.inline.end_link(self.lift)?,
            TagEnd::Heading(level) => {
                let text = clean(words(&self.inline.take()));
                let text = text.trim();
                if is_visible(text) {
                    self.lift.short(text)?;
                    self.title = Some(text.to_owned());
                    let level = (self.level + level as u8).min(4);
                    self.add(Node::Heading(Heading { text: text.to_owned(), level }))?;
                }
            }
            TagEnd::CodeBlock => {
                if let Some((language, text)) = self.code.take() {
                    self.lift.short(&text)?;
                    let text = clean(text.trim_end_matches('\n').to_owned());
                    self.add(Node::CodeBlock(CodeBlock { text, language }))?;
                }
            }
            TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::List(_) | TagEnd::Table => {
                self.flush()?;
                self.close(tag == TagEnd::Item)?;
            }
            TagEnd::TableCell | TagEnd::TableHead | TagEnd::TableRow => self.table(tag)?,
            TagEnd::Image => {}
            _ => self.flush()?,
        }
        Ok(())
    }

    /// A container begins: refused when it is too deep, before what is in it.
    fn begin(&mut self, open: Open) -> Result<(), Failure> {
        self.lift.deep(self.at, self.depth + self.open.len() as u64)?;
        self.open.push(open);
        Ok(())
    }

    fn close(&mut self, item: bool) -> Result<(), Failure> {
        let node = match self.open.pop() {
            Some(Open::Blocks(mut children)) if item => match (children.pop(), children.is_empty()) {
                (None, _) => Node::Text(Text { spans: Vec::new() }),
                (Some(only), true) => return self.put(only),
                (Some(last), false) => {
                    children.push(last);
                    Node::Column(Group { children, gap: Gap::Small, align: Align::Stretch })
                }
            },
            Some(Open::Blocks(children)) => Node::Card(Card { title: None, children }),
            Some(Open::List { ordered, items }) => Node::List(ItemList { ordered, children: items }),
            Some(Open::Table { columns, rows, .. }) => {
                let caption = self.caption(&columns)?;
                Node::Table(Box::new(Table { caption, columns, rows }))
            }
            None => return Err(Failure::internal("Markdown ended what it had not begun")),
        };
        self.add(node)
    }

    /// The words so far are a paragraph.
    fn flush(&mut self) -> Result<(), Failure> {
        let mut spans = self.inline.take();
        for span in &mut spans {
            if let Span::Plain { text, .. } = span {
                self.lift.short(text)?;
                *text = clean(std::mem::take(text));
            }
        }
        if let Some(Span::Plain { text, .. }) = spans.last_mut() {
            text.truncate(text.trim_end().len());
        }
        if is_visible(&words(&spans)) { self.add(Node::Text(Text { spans })) } else { Ok(()) }
    }

    fn table(&mut self, tag: TagEnd) -> Result<(), Failure> {
        let Some(Open::Table { aligns, columns, rows, row }) = self.open.last_mut() else { return Ok(()) };
        match tag {
            TagEnd::TableCell => {
                self.lift.count(8)?;
                row.push(self.inline.cell());
            }
            TagEnd::TableHead => {
                self.lift.count(aligns.len() as u64 * RECORD)?;
                let column = |(align, span): (&CellAlign, Span)| TableColumn {
                    title: words(std::slice::from_ref(&span)),
                    align: *align,
                    key: None,
                    sorted: Order::None,
                };
                *columns = aligns.iter().zip(row.drain(..)).map(column).collect();
            }
            _ => {
                table_size(self.at, columns.len(), rows.len() + 1)?;
                // The parser fills up short rows, but not without end.
                row.resize_with(columns.len(), || Span::Plain { text: String::new(), style: TextStyle::Plain });
                rows.push(std::mem::take(row));
            }
        }
        Ok(())
    }

    /// The name of a table: the heading above it, or the heads of its columns.
    fn caption(&mut self, columns: &[TableColumn]) -> Result<String, Failure> {
        let heads = || columns.iter().map(|column| column.title.as_str()).filter(|title| is_visible(title)).collect::<Vec<_>>();
        let caption = self.title.clone().unwrap_or_else(|| heads().join(", "));
        self.lift.short(&caption)?;
        self.lift.count(caption.len() as u64)?;
        Ok(if is_visible(&caption) { caption } else { "…".into() })
    }

    fn add(&mut self, node: Node) -> Result<(), Failure> {
        self.lift.deep(self.at, self.depth + self.open.len() as u64)?;
        self.lift.count(4)?;
        self.lift.nodes += 1;
        if self.lift.nodes > self.lift.limits.nodes {
            let (at, most) = (self.at, self.lift.limits.nodes);
            return Err(Failure::new(
                Kind::Output,
                format!("with the Markdown of node {at} the view has more than {most} nodes"),
            ));
        }
        self.put(node)
    }

    fn put(&mut self, node: Node) -> Result<(), Failure> {
        match self.open.last_mut() {
            Some(Open::Blocks(nodes) | Open::List { items: nodes, .. }) => {
                nodes.push(node);
                Ok(())
            }
            _ => Err(Failure::internal("Markdown put a block where none can be")),
        }
    }
}

fn language(kind: &CodeBlockKind<'_>) -> Option<String> {
    let CodeBlockKind::Fenced(info) = kind else { return None };
    let name = clean(info.split_whitespace().next()?.chars().take(MAX_LANGUAGE).collect());
    is_visible(&name).then_some(name)
}

/// How many quotes and lists begin, or go on, on this line. A rule such as `- - -` begins none.
fn markers(line: &str) -> usize {
    let blank = |b: u8| matches!(b, b' ' | b'\t');
    let rule = |c: u8| line.bytes().all(|b| b == c || blank(b));
    if rule(b'-') || rule(b'*') {
        return 0;
    }
    let (mut rest, mut count) = (line.as_bytes(), 0);
    loop {
        rest = rest.trim_ascii_start();
        let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
        let marker = match rest.get(digits) {
            Some(b'>') if digits == 0 => 1,
            Some(b'-' | b'+' | b'*') if digits == 0 && rest.get(1).is_none_or(|b| blank(*b)) => 1,
            Some(b'.' | b')') if digits > 0 && rest.get(digits + 1).is_none_or(|b| blank(*b)) => digits + 1,
            _ => return count,
        };
        rest = &rest[marker..];
        count += 1;
    }
}

#[cfg(test)]
#[path = "markdown/tests.rs"]
mod tests;
