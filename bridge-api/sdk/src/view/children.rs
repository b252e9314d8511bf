//! What can stand inside a node.

use super::{
    Alert, Badge, Button, Card, Chart, Check, Choices, CodeBlock, DateField, Disclosure, Divider, Empty, Form, Grid, Heading,
    Image, Link, List, Markdown, Node, NumberField, Pictogram, Progress, Skeleton, Slider, Spacer, Stat, Table, Tabs, Text,
    TextField, View, column, text,
};

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
one_node!(Node View);

macro_rules! kinds {
    ($($node:ty)*) => {$(
        one_node!($node);

        /// A view with this node alone.
        impl From<$node> for View {
            fn from(node: $node) -> View {
                column(node)
            }
        }
    )*};
}
kinds!(Grid Card Tabs Disclosure Divider Spacer);
kinds!(Heading Text Markdown CodeBlock Badge Pictogram Image);
kinds!(List Table Stat Progress Chart);
kinds!(Button Link TextField NumberField Slider DateField Check Choices Form);
kinds!(Skeleton Empty Alert);

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
tuples!(A B C D E F G H I J K);
tuples!(A B C D E F G H I J K L);
