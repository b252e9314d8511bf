//! An alert that says nothing that can be seen.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        only(Node::Alert(Alert { tone: Tone::Danger, title: Some("\u{2800}".into()), spans: vec![plain(" ")] }))
    }
}
