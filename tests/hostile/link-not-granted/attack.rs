//! A link to an origin that nobody granted is text and not a link.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        only(Node::Link(Link { label: "Open".into(), address: "https://evil.example/?secret".into() }))
    }
}
