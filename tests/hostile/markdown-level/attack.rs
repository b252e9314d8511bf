//! Markdown below a heading of level 200.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        only(Node::Markdown(Markdown { text: "# a".into(), level: 200 }))
    }
}
