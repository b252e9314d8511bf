//! A number that is not finite, in a text.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        only(Node::Text(Text { spans: vec![Span::Number(Number { value: f64::INFINITY, max_fraction_digits: 255 })] }))
    }
}
