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

mod children;
mod data;
mod inputs;
mod layout;
mod spans;
mod words;

use std::collections::VecDeque;

pub use children::Children;
pub use data::{BarChart, Stat, Table, bar_chart, stat, table};
pub use fanlight_bridge::guest::view::{Align, CellAlign, DateStyle, Gap, TextStyle, Tone, Trend};
pub use inputs::{Button, Check, TextField, button, check, text_field};
pub use layout::{Card, Form, List, View, card, column, form, list, row};
pub use spans::{
    Span, Spans, code, currency, date, date_time, emphasis, muted, number, percent, plain, relative, strong, struck, time,
};
pub use words::{Badge, Heading, Text, badge, heading, text};

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
            if let Some(places) = places(&mut head) {
                let after = next + children.len() as u32;
                *places = (next..after).collect();
                next = after;
            }
            waiting.extend(children);
            nodes.push(head);
        }
        wit::View { nodes, root: 0 }
    }
}

/// Where a node keeps the indices of its children.
fn places(node: &mut wit::Node) -> Option<&mut Vec<wit::Index>> {
    match node {
        wit::Node::Column(group) | wit::Node::Row(group) => Some(&mut group.children),
        wit::Node::Card(card) => Some(&mut card.children),
        wit::Node::List(list) => Some(&mut list.children),
        wit::Node::Form(form) => Some(&mut form.children),
        _ => None,
    }
}
