//! 10,000 dates in one text: little to send, much to draw.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        only(Node::Text(Text { spans: (0..10_000).map(Span::Relative).collect() }))
    }
}
