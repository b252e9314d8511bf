//! What can stand inside a node.

use super::{Badge, BarChart, Button, Card, Check, Form, Heading, List, Node, Stat, Table, Text, TextField, View, column, text};

/// Zero or more nodes: one of them, a tuple, a `Vec`, an array, an `Option`, or a string, which is a text.
pub trait Children {
    /// Puts the nodes at the end of `nodes`.
    fn add_to(self, nodes: &mut Vec<Node>);
}

macro_rules! one_node {
    ($($node:ty)*) => {$(
        impl Children for $node {
            fn add_to(self, nodes: &mut Vec<Node>) {
                nodes.push(self.into());
            }
        }
    )*};
}
one_node!(Node View Card List Form Heading Text Badge Stat Table BarChart Button TextField Check);

macro_rules! view_of_one_node {
    ($($node:ty)*) => {$(
        /// A view with this node alone.
        impl From<$node> for View {
            fn from(node: $node) -> View {
                column(node)
            }
        }
    )*};
}
view_of_one_node!(Card List Form Heading Text Badge Stat Table BarChart Button TextField Check);

impl Children for &str {
    fn add_to(self, nodes: &mut Vec<Node>) {
        text(self).add_to(nodes);
    }
}

impl Children for String {
    fn add_to(self, nodes: &mut Vec<Node>) {
        text(self).add_to(nodes);
    }
}

impl<C: Children> Children for Option<C> {
    fn add_to(self, nodes: &mut Vec<Node>) {
        if let Some(children) = self {
            children.add_to(nodes);
        }
    }
}

impl<C: Children> Children for Vec<C> {
    fn add_to(self, nodes: &mut Vec<Node>) {
        self.into_iter().for_each(|children| children.add_to(nodes));
    }
}

impl<C: Children, const N: usize> Children for [C; N] {
    fn add_to(self, nodes: &mut Vec<Node>) {
        self.into_iter().for_each(|children| children.add_to(nodes));
    }
}

macro_rules! tuples {
    ($($child:ident)*) => {
        impl<$($child: Children),*> Children for ($($child,)*) {
            #[allow(non_snake_case, reason = "a tuple's parts are named after their types")]
            #[allow(unused_variables, reason = "the empty tuple adds nothing")]
            fn add_to(self, nodes: &mut Vec<Node>) {
                let ($($child,)*) = self;
                $($child.add_to(nodes);)*
            }
        }
    };
}
tuples!();
tuples!(A);
tuples!(A B);
tuples!(A B C);
tuples!(A B C D);
tuples!(A B C D E);
tuples!(A B C D E F);
tuples!(A B C D E F G);
tuples!(A B C D E F G H);
tuples!(A B C D E F G H I);
tuples!(A B C D E F G H I J);
