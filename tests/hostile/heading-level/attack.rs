//! A heading of level 0, above those of the page.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        only(Node::Heading(Heading { text: "Fanlight".into(), level: 0 }))
    }
}
