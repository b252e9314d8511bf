//! Markdown whose emphasis opens 30,000 times and never ends: slow for parsers that look back.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        only(Node::Markdown(Markdown { text: "*a **b ".repeat(9_000), level: 0 }))
    }
}
