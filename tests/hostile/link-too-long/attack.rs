//! A link of 2 KiB and one byte, which could carry out what the widget knows.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        only(Node::Link(Link { label: "Open".into(), address: format!("https://example.org/{}", "x".repeat(2_048 - 19)) }))
    }
}
