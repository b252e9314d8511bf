//! Views, built so that the code reads like what it shows.
//!
//! Each node has a function of its name that takes what the node cannot do without; the rest is set by methods. Children are
//! a node, a tuple of nodes, a `Vec`, an array or an `Option` of them, nested as you like; a string among them is a text.
//!
//! ```
//! use fanlight_sdk::view::*;
//!
//! let names = ["Ada", "Grace"];
//! let view = column((
//!     heading("Guests"),
//!     text(("There are ", strong(names.len().to_string()), " of them.")),
//!     list(names.map(text)),
//!     names.is_empty().then(|| text(muted("Nobody yet."))),
//! ))
//! .gap(Gap::Small);
//! # let _ = view;
//! ```

pub mod chart;
mod children;
mod choices;
mod data;
mod fields;
mod inputs;
mod layout;
mod places;
mod spans;
mod state;
mod table;
mod words;

use std::{collections::VecDeque, ops::Range};

pub use chart::{Chart, bar_chart};
pub use children::Children;
pub use choices::{Choices, radio, select};
pub use data::{Progress, Stat, progress, stat};
pub use fanlight_bridge::guest::view::{
    Align, CellAlign, ColumnWidth, DateStyle, Gap, IconName as Icon, Order, TextStyle, Tone, Trend,
};
pub use fields::{DateField, NumberField, Slider, TextField, date_field, number_field, slider, text_area, text_field};
pub use inputs::{Button, Check, Link, button, check, link, toggle};
pub use layout::{Card, Form, List, View, card, column, form, list, row};
pub use places::{Disclosure, Divider, Grid, Spacer, Tabs, disclosure, divider, grid, spacer, tabs};
pub use spans::{
    Span, Spans, code, currency, date, date_time, emphasis, muted, number, percent, plain, relative, strong, struck, time,
};
pub use state::{Alert, Empty, Skeleton, alert, empty, skeleton};
pub use table::{Table, table};
pub use words::{
    Badge, CodeBlock, Heading, Image, Markdown, Pictogram, Text, badge, code_block, heading, icon, image, markdown, text,
};

use fanlight_bridge::guest::view as wit;

/// Any node, with the nodes inside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    head: wit::Node,
    children: Vec<Node>,
}

impl Node {
    fn leaf(head: wit::Node) -> Self {
        Self { head, children: Vec::new() }
    }

    fn branch(head: wit::Node, children: impl Children) -> Self {
        let mut nodes = Vec::new();
        children.add_to(&mut nodes);
        Self { head, children: nodes }
    }

    /// Lays the tree out as the arena that crosses the glass. Breadth first, so that a node's place is its turn in the queue, and
    /// without recursion, so that a deep tree costs no stack.
    fn flatten(self) -> wit::View {
        let mut nodes = Vec::new();
        let mut waiting = VecDeque::from([self]);
        let mut next = 1;
        while let Some(Node { mut head, children }) = waiting.pop_front() {
            let after = next + children.len() as u32;
            place(&mut head, next..after);
            next = after;
            waiting.extend(children);
            nodes.push(head);
        }
        wit::View { nodes, root: 0 }
    }
}

/// Tells a node where its children are.
fn place(node: &mut wit::Node, places: Range<wit::Index>) {
    let children = match node {
        wit::Node::Column(group) | wit::Node::Row(group) => &mut group.children,
        wit::Node::Grid(grid) => &mut grid.children,
        wit::Node::Card(card) => &mut card.children,
        wit::Node::Disclosure(disclosure) => &mut disclosure.children,
        wit::Node::List(list) => &mut list.children,
        wit::Node::Form(form) => &mut form.children,
        wit::Node::Empty(empty) => &mut empty.children,
        wit::Node::Tabs(tabs) => {
            for (tab, place) in tabs.tabs.iter_mut().zip(places) {
                tab.child = place;
            }
            return;
        }
        _ => return,
    };
    *children = places.collect();
}
