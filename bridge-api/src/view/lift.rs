//! From a guest's arena to a checked tree. Strings are moved, not copied; whatever is counted is counted before it is used.

use std::collections::HashSet;

use fanlight_runtime::{Failure, Kind, Limits};

use super::{Align, Bar, CellAlign, DateStyle, Emphasis, Gap, Node, Span, TableColumn, TextStyle, Tone, Trend, View};
use crate::{
    text::{clean, is_visible},
    world::widget::fanlight::bridge::view as wit,
};

const MAX_KEY: usize = 64;
const MAX_COLUMNS: usize = 20;
const MAX_ROWS: usize = 1_000;
const MAX_BARS: usize = 200;
const MAX_FIELD: u32 = 10_000;
/// What a record without text counts for: the longest JSON of a number, or the names of a few fields.
const RECORD: u64 = 32;

/// Check a guest's view and make a tree of it.
///
/// # Errors
/// `limit.output` for what is too large, `invalid.view` for what breaks the contract; both say where.
pub(crate) fn lift(view: wit::View, limits: &Limits) -> Result<View, Failure> {
    if view.nodes.len() as u64 > limits.nodes {
        return Err(Failure::new(
            Kind::Output,
            format!("the view has {} nodes; the limit is {}", view.nodes.len(), limits.nodes),
        ));
    }
    let mut lift = Lift { arena: view.nodes.into_iter().map(Some).collect(), keys: HashSet::new(), bytes: 0, limits };
    let root = lift.node(view.root, 1, false)?;
    if let Some(orphan) = lift.arena.iter().position(Option::is_some) {
        return Err(invalid(orphan, "has no parent"));
    }
    Ok(View { root })
}

struct Lift<'a> {
    /// A node is taken out when its parent is made, so that nothing can have two parents or be its own ancestor.
    arena: Vec<Option<wit::Node>>,
    keys: HashSet<String>,
    bytes: u64,
    limits: &'a Limits,
}

fn invalid(at: usize, what: &str) -> Failure {
    Failure::new(Kind::InvalidView, format!("node {at} {what}"))
}

impl Lift<'_> {
    fn node(&mut self, index: u32, depth: u64, in_form: bool) -> Result<Node, Failure> {
        let at = index as usize;
        if depth > self.limits.depth {
            return Err(Failure::new(Kind::Output, format!("the view is deeper than {} levels at node {at}", self.limits.depth)));
        }
        let count = self.arena.len();
        let slot = self.arena.get_mut(at).ok_or_else(|| {
            Failure::new(Kind::InvalidView, format!("a child or the root is node {at}, and the view has {count} nodes"))
        })?;
        let node = slot.take().ok_or_else(|| invalid(at, "has two parents or contains itself"))?;
        Ok(match node {
            wit::Node::Column(g) => {
                Node::Column { children: self.nodes(g.children, depth, in_form)?, gap: g.gap.into(), align: g.align.into() }
            }
            wit::Node::Row(g) => {
                Node::Row { children: self.nodes(g.children, depth, in_form)?, gap: g.gap.into(), align: g.align.into() }
            }
            wit::Node::Card(c) => Node::Card {
                title: c.title.map(|t| self.text(t)).transpose()?,
                children: self.nodes(c.children, depth, in_form)?,
            },
            wit::Node::List(l) => Node::List { ordered: l.ordered, children: self.nodes(l.children, depth, in_form)? },
            wit::Node::Heading(h) => {
                if !(1..=4).contains(&h.level) {
                    return Err(invalid(at, "is a heading whose level is not 1 to 4"));
                }
                Node::Heading { text: self.name(at, "heading", h.text)?, level: h.level }
            }
            wit::Node::Text(t) => Node::Text { spans: self.spans(at, t.spans)? },
            wit::Node::Badge(b) => Node::Badge { text: self.name(at, "badge", b.text)?, tone: b.tone.into() },
            wit::Node::Table(t) => self.table(at, t)?,
            wit::Node::Stat(s) => Node::Stat {
                label: self.name(at, "stat", s.label)?,
                value: self.span(at, s.value)?,
                trend: s.trend.into(),
                note: s.note.map(|n| self.text(n)).transpose()?,
            },
            wit::Node::BarChart(c) => self.chart(at, c)?,
            wit::Node::Button(b) => Node::Button {
                key: self.key(at, b.key)?,
                label: self.name(at, "button", b.label)?,
                emphasis: b.emphasis.into(),
                tone: b.tone.into(),
                disabled: b.disabled,
            },
            wit::Node::TextField(f) => {
                if !(1..=MAX_FIELD).contains(&f.max_length) {
                    return Err(invalid(at, "is a text field whose max-length is not 1 to 10,000"));
                }
                Node::TextField {
                    key: self.key(at, f.key)?,
                    label: self.name(at, "text field", f.label)?,
                    value: self.text(f.value)?,
                    placeholder: f.placeholder.map(|p| self.text(p)).transpose()?,
                    required: f.required,
                    max_length: f.max_length,
                    problem: f.problem.map(|p| self.text(p)).transpose()?,
                }
            }
            wit::Node::Check(c) => Node::Check {
                key: self.key(at, c.key)?,
                label: self.name(at, "check", c.label)?,
                checked: c.checked,
                disabled: c.disabled,
            },
            wit::Node::Form(_) if in_form => return Err(invalid(at, "is a form inside of a form")),
            wit::Node::Form(f) => Node::Form {
                key: self.key(at, f.key)?,
                submit: self.name(at, "form's submit button", f.submit)?,
                children: self.nodes(f.children, depth, true)?,
            },
        })
    }

    fn nodes(&mut self, children: Vec<u32>, depth: u64, in_form: bool) -> Result<Vec<Node>, Failure> {
        self.count(children.len() as u64 * 4)?;
        children.into_iter().map(|child| self.node(child, depth + 1, in_form)).collect()
    }

    fn table(&mut self, at: usize, table: wit::Table) -> Result<Node, Failure> {
        let width = table.columns.len();
        if !(1..=MAX_COLUMNS).contains(&width) || table.rows.len() > MAX_ROWS {
            return Err(invalid(at, "is a table that has not 1 to 20 columns, or more than 1,000 rows"));
        }
        let caption = self.name(at, "table's caption", table.caption)?;
        let columns = table
            .columns
            .into_iter()
            .map(|column| {
                self.count(RECORD)?;
                Ok(TableColumn { title: self.text(column.title)?, align: column.align.into() })
            })
            .collect::<Result<_, Failure>>()?;
        let rows = table
            .rows
            .into_iter()
            .map(|row| {
                if row.len() == width {
                    self.spans(at, row)
                } else {
                    Err(invalid(at, "is a table with a row that has not one cell for each column"))
                }
            })
            .collect::<Result<_, _>>()?;
        Ok(Node::Table { caption, columns, rows })
    }

    fn chart(&mut self, at: usize, chart: wit::BarChart) -> Result<Node, Failure> {
        if chart.bars.len() > MAX_BARS {
            return Err(invalid(at, "is a chart with more than 200 bars"));
        }
        let title = self.name(at, "chart's title", chart.title)?;
        let bars = chart
            .bars
            .into_iter()
            .map(|bar| {
                self.count(RECORD)?;
                Ok(Bar { label: self.text(bar.label)?, value: finite(at, bar.value)?, tone: bar.tone.into() })
            })
            .collect::<Result<_, Failure>>()?;
        Ok(Node::BarChart { title, bars, unit: chart.unit.map(|u| self.text(u)).transpose()? })
    }

    fn spans(&mut self, at: usize, spans: Vec<wit::Span>) -> Result<Vec<Span>, Failure> {
        spans.into_iter().map(|span| self.span(at, span)).collect()
    }

    fn span(&mut self, at: usize, span: wit::Span) -> Result<Span, Failure> {
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

    fn key(&mut self, at: usize, key: String) -> Result<String, Failure> {
        if key.is_empty() || key.len() > MAX_KEY {
            return Err(invalid(at, "has a key that is not 1 to 64 bytes long"));
        }
        let key = self.text(key)?;
        if self.keys.insert(key.clone()) {
            Ok(key)
        } else {
            Err(invalid(at, &format!("has the key `{key}`, which another node has too")))
        }
    }

    /// A text that names something for people who do not see it.
    fn name(&mut self, at: usize, what: &str, text: String) -> Result<String, Failure> {
        let text = self.text(text)?;
        if is_visible(&text) {
            Ok(text)
        } else {
            Err(invalid(at, &format!("is a {what} without a text that can be seen: it is the accessible name")))
        }
    }

    fn text(&mut self, text: String) -> Result<String, Failure> {
        let len = text.len() as u64;
        if len > self.limits.string_bytes {
            return Err(Failure::new(Kind::Output, format!("a text has {len} bytes; the limit is {}", self.limits.string_bytes)));
        }
        self.count(len)?;
        Ok(clean(text))
    }

    fn count(&mut self, bytes: u64) -> Result<(), Failure> {
        self.bytes += bytes;
        if self.bytes > self.limits.output_bytes {
            return Err(Failure::new(
                Kind::Output,
                format!("the view has more than {} bytes of text and data", self.limits.output_bytes),
            ));
        }
        Ok(())
    }
}

fn finite(at: usize, value: f64) -> Result<f64, Failure> {
    if value.is_finite() { Ok(value) } else { Err(invalid(at, "has a number that is infinite or not a number")) }
}

/// The largest point in time that JavaScript can name.
const LAST_INSTANT: u64 = 8_640_000_000_000_000;

fn instant(at: usize, ms: u64) -> Result<u64, Failure> {
    if ms <= LAST_INSTANT { Ok(ms) } else { Err(invalid(at, "has a date after the year 275760")) }
}

macro_rules! same_names {
    ($($name:ident { $($case:ident),* })*) => {$(
        impl From<wit::$name> for $name {
            fn from(value: wit::$name) -> Self {
                match value { $(wit::$name::$case => Self::$case),* }
            }
        }
    )*};
}
same_names! {
    Gap { None, Small, Medium, Large }
    Align { Start, Center, End, Stretch, Between }
    Tone { Neutral, Accent, Success, Warning, Danger }
    Trend { None, Up, Down }
    CellAlign { Start, End }
    Emphasis { Primary, Secondary, Quiet }
    TextStyle { Plain, Strong, Emphasis, Code, Muted, Struck }
    DateStyle { Date, Time, DateTime }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
