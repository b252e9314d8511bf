//! From a guest's arena to a checked tree. Strings are moved, not copied; whatever is counted is counted before it is used.
//!
//! Here is the walk over the arena. How each node is checked is in the file of its kind, what Markdown becomes in
//! `lift/markdown.rs`, and what all of them count and refuse in `lift/check.rs`.

mod check;
mod data;
mod input;
mod layout;
mod markdown;
mod state;
mod text;

use std::collections::HashSet;

use fanlight_runtime::{Failure, Kind, Limits};
use foldhash::fast::RandomState;

use super::{Node, Reach, View};
use crate::world::widget::fanlight::bridge::view as wit;
use check::invalid;
pub(crate) use check::real_date;

/// Bytes of Markdown that take no time to speak of.
const LITTLE_MARKDOWN: usize = 4 << 10;

/// [`lift`], away from the threads that others wait for when it may take long.
///
/// # Errors
/// As [`lift`].
pub(crate) async fn lift_aside(view: wit::View, limits: Limits, reach: &Reach) -> Result<View, Failure> {
    let markdown = |node: &wit::Node| if let wit::Node::Markdown(markdown) = node { markdown.text.len() } else { 0 };
    if view.nodes.iter().map(markdown).sum::<usize>() <= LITTLE_MARKDOWN {
        return lift(view, &limits, reach);
    }
    let reach = reach.clone();
    tokio::task::spawn_blocking(move || lift(view, &limits, &reach)).await.map_err(Failure::internal)?
}

/// Check a guest's view and make a tree of it.
///
/// # Errors
/// `limit.output` for what is too large, `invalid.view` for what breaks the contract; both say where.
pub(crate) fn lift(view: wit::View, limits: &Limits, reach: &Reach) -> Result<View, Failure> {
    let nodes = view.nodes.len() as u64;
    if nodes > limits.nodes {
        return Err(Failure::new(Kind::Output, format!("the view has {nodes} nodes; the limit is {}", limits.nodes)));
    }
    let arena = view.nodes.into_iter().map(Some).collect();
    let mut lift = Lift {
        arena,
        nodes,
        keys: HashSet::with_capacity_and_hasher(EXPECTED_KEYS, RandomState::default()),
        bytes: 0,
        limits,
        reach,
    };
    let root = lift.node(view.root, Place { depth: 1, in_form: false })?;
    if let Some(orphan) = lift.arena.iter().position(Option::is_some) {
        return Err(invalid(orphan, "has no parent"));
    }
    Ok(View { root })
}

/// Room for the keys of an ordinary view; more make more room.
const EXPECTED_KEYS: usize = 56;

struct Lift<'a> {
    /// A node is taken out when its parent is made, so that nothing can have two parents or be its own ancestor.
    arena: Vec<Option<wit::Node>>,
    /// Those of the arena, and those that Markdown became.
    nodes: u64,
    /// A guest without a clock cannot aim at a hash with a random seed.
    keys: HashSet<String, RandomState>,
    bytes: u64,
    limits: &'a Limits,
    reach: &'a Reach,
}

/// Where in the tree a node stands.
#[derive(Clone, Copy)]
struct Place {
    /// 1 for the root.
    depth: u64,
    in_form: bool,
}

impl Lift<'_> {
    fn node(&mut self, index: u32, place: Place) -> Result<Node, Failure> {
        let at = index as usize;
        self.deep(at, place.depth)?;
        let count = self.arena.len();
        let slot = self.arena.get_mut(at).ok_or_else(|| {
            Failure::new(Kind::InvalidView, format!("a child or the root is node {at}, and the view has {count} nodes"))
        })?;
        let node = slot.take().ok_or_else(|| invalid(at, "has two parents or contains itself"))?;
        Ok(match node {
            wit::Node::Column(group) => Node::Column(self.group(group, place)?),
            wit::Node::Row(group) => Node::Row(self.group(group, place)?),
            wit::Node::Grid(grid) => Node::Grid(self.grid(grid, place)?),
            wit::Node::Card(card) => Node::Card(self.card(card, place)?),
            wit::Node::Tabs(tabs) => Node::Tabs(Box::new(self.tabs(at, tabs, place)?)),
            wit::Node::Disclosure(disclosure) => Node::Disclosure(Box::new(self.disclosure(at, disclosure, place)?)),
            wit::Node::Divider => Node::Divider,
            wit::Node::Spacer(spacer) => Node::Spacer(super::Spacer { size: spacer.size.into() }),
            wit::Node::Heading(heading) => Node::Heading(self.heading(at, heading)?),
            wit::Node::Text(text) => Node::Text(super::Text { spans: self.spans(at, text.spans)? }),
            wit::Node::Markdown(markdown) => self.markdown(at, markdown, place.depth)?,
            wit::Node::CodeBlock(code) => Node::CodeBlock(self.code_block(code)?),
            wit::Node::Badge(badge) => Node::Badge(self.badge(at, badge)?),
            wit::Node::Icon(icon) => Node::Icon(self.icon(at, icon)?),
            wit::Node::Image(image) => Node::Image(self.image(at, image)?),
            wit::Node::List(list) => Node::List(self.list(list, place)?),
            wit::Node::Table(table) => Node::Table(Box::new(self.table(at, table)?)),
            wit::Node::Stat(stat) => Node::Stat(Box::new(self.stat(at, stat)?)),
            wit::Node::Progress(progress) => Node::Progress(Box::new(self.progress(at, progress)?)),
            wit::Node::Chart(chart) => Node::Chart(Box::new(self.chart(at, chart)?)),
            wit::Node::Button(button) => Node::Button(self.button(at, button)?),
            wit::Node::Link(link) => Node::Link(Box::new(self.link(at, link)?)),
            wit::Node::TextField(field) => Node::TextField(Box::new(self.text_field(at, "text field", field)?)),
            wit::Node::TextArea(field) => Node::TextArea(Box::new(self.text_field(at, "text area", field)?)),
            wit::Node::NumberField(field) => Node::NumberField(Box::new(self.number_field(at, field)?)),
            wit::Node::Slider(slider) => Node::Slider(Box::new(self.slider(at, slider)?)),
            wit::Node::DateField(field) => Node::DateField(Box::new(self.date_field(at, field)?)),
            wit::Node::Check(check) => Node::Check(self.check(at, "check", check)?),
            wit::Node::Toggle(check) => Node::Toggle(self.check(at, "toggle", check)?),
            wit::Node::Select(choices) => Node::Select(Box::new(self.choices(at, "select", choices)?)),
            wit::Node::Radio(choices) => Node::Radio(Box::new(self.choices(at, "radio", choices)?)),
            wit::Node::Form(form) => Node::Form(Box::new(self.form(at, form, place)?)),
            wit::Node::Skeleton(skeleton) => Node::Skeleton(state::skeleton(at, skeleton)?),
            wit::Node::Empty(empty) => Node::Empty(Box::new(self.empty(at, empty, place)?)),
            wit::Node::Alert(alert) => Node::Alert(self.alert(at, alert)?),
        })
    }

    fn nodes(&mut self, children: Vec<u32>, place: Place) -> Result<Vec<Node>, Failure> {
        self.count(children.len() as u64 * 4)?;
        let below = Place { depth: place.depth + 1, ..place };
        // A list longer than the arena names a node twice, and is refused where it does.
        let mut nodes = Vec::with_capacity(children.len().min(self.arena.len()));
        for child in children {
            nodes.push(self.node(child, below)?);
        }
        Ok(nodes)
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
