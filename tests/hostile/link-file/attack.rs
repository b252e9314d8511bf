//! A link to a file of the reader.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        only(Node::Link(Link { label: "Open".into(), address: "file:///etc/passwd".into() }))
    }
}
