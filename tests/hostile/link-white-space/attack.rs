//! A link whose script hides behind white space that some parsers take away.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        only(Node::Link(Link { label: "Open".into(), address: " \tjava\nscript:alert(1)".into() }))
    }
}
