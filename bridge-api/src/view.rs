//! The view: a typed tree that a host can draw without trusting who made it.
//!
//! Its JSON is what a frame carries: every node is an object with `node` as its tag, every span one with `span`; fields are those of
//! the WIT with underscores. `view/lift.rs` makes it from a guest's arena and is the only way in for third-party data. What the WIT calls
//! `markdown` is nodes by then, and a link says whether it may be followed.
//!
//! To add a node: its record in `wit/bridge.wit`, its struct in the file of its kind here, its case in [`Node`], and its checks in
//! the file of the same name under `lift`.

mod data;
mod input;
mod layout;
mod lift;
mod names;
mod reach;
mod state;
mod text;

use serde::{Deserialize, Serialize};

pub(crate) use lift::lift_aside;
pub(crate) use lift::real_date;
pub(crate) use reach::Written;
pub use {
    data::{Axis, Chart, ItemList, Progress, Series, Stat, Table, TableColumn},
    input::{Button, Check, Choice, Choices, DateField, Form, Link, NumberField, Slider, TextField},
    layout::{Card, Disclosure, Grid, Group, Spacer, Tab, Tabs},
    names::{Align, CellAlign, ChartKind, ColumnWidth, DateStyle, Emphasis, Gap, IconName, Order, TextStyle, Tone, Trend},
    reach::Reach,
    state::{Alert, Empty, Skeleton},
    text::{Badge, CodeBlock, Heading, Icon, Image, Span, Text},
};

/// A checked view: at most 2,000 nodes and 32 levels by default, unique keys, accessible names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct View {
    root: Node,
}

/// A node of the tree. What is large is in a box, so that moving any node costs little.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "node", rename_all = "kebab-case")]
#[allow(missing_docs, reason = "documented in wit/bridge.wit")]
pub enum Node {
    Column(Group),
    Row(Group),
    Grid(Grid),
    Card(Card),
    Tabs(Box<Tabs>),
    Disclosure(Box<Disclosure>),
    Divider,
    Spacer(Spacer),
    Heading(Heading),
    Text(Text),
    CodeBlock(CodeBlock),
    Badge(Badge),
    Icon(Icon),
    Image(Image),
    List(ItemList),
    Table(Box<Table>),
    Stat(Box<Stat>),
    Progress(Box<Progress>),
    Chart(Box<Chart>),
    Button(Button),
    Link(Box<Link>),
    TextField(Box<TextField>),
    TextArea(Box<TextField>),
    NumberField(Box<NumberField>),
    Slider(Box<Slider>),
    DateField(Box<DateField>),
    Check(Check),
    Toggle(Check),
    Select(Box<Choices>),
    Radio(Box<Choices>),
    Form(Box<Form>),
    Skeleton(Skeleton),
    Empty(Box<Empty>),
    Alert(Alert),
}

impl Node {
    /// What is inside of it; nothing for a leaf.
    pub fn children(&self) -> impl DoubleEndedIterator<Item = &Node> {
        let listed: &[Node] = match self {
            Self::Column(group) | Self::Row(group) => &group.children,
            Self::Grid(grid) => &grid.children,
            Self::Card(card) => &card.children,
            Self::Disclosure(disclosure) => &disclosure.children,
            Self::List(list) => &list.children,
            Self::Form(form) => &form.children,
            Self::Empty(empty) => &empty.children,
            _ => &[],
        };
        let tabs: &[Tab] = if let Self::Tabs(tabs) = self { &tabs.tabs } else { &[] };
        listed.iter().chain(tabs.iter().map(|tab| &tab.child))
    }

    /// The key, if the node itself has one. The columns of a table have keys of their own.
    pub fn key(&self) -> Option<&str> {
        Some(match self {
            Self::Tabs(tabs) => &tabs.key,
            Self::Disclosure(disclosure) => &disclosure.key,
            Self::Button(button) => &button.key,
            Self::TextField(field) | Self::TextArea(field) => &field.key,
            Self::NumberField(field) => &field.key,
            Self::Slider(slider) => &slider.key,
            Self::DateField(field) => &field.key,
            Self::Check(check) | Self::Toggle(check) => &check.key,
            Self::Select(choices) | Self::Radio(choices) => &choices.key,
            Self::Form(form) => &form.key,
            _ => return None,
        })
    }

    /// Whether an input with this key is meant for this node.
    fn answers_to(&self, key: &str) -> bool {
        match self {
            Self::Table(table) => table.columns.iter().any(|column| column.key.as_deref() == Some(key)),
            node => node.key() == Some(key),
        }
    }

    /// This node and all below it, parents first.
    pub fn walk(&self) -> impl Iterator<Item = &Node> {
        let mut open = vec![self];
        std::iter::from_fn(move || {
            let node = open.pop()?;
            open.extend(node.children().rev());
            Some(node)
        })
    }
}

impl View {
    /// The outermost node.
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// The node that a person used: the one with the key, or the table with a column that has it.
    pub fn find(&self, key: &str) -> Option<&Node> {
        self.root.walk().find(|node| node.answers_to(key))
    }
}
