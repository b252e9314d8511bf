//! Markdown with 60,000 brackets: slow for parsers that look for a link from each of them.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        only(Node::Markdown(Markdown { text: "[".repeat(30_000) + &"](".repeat(15_000), level: 0 }))
    }
}
