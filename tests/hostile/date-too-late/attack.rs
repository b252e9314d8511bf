//! A date after the last one that a browser can name.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        only(Node::Text(Text { spans: vec![Span::Date(Date { at: u64::MAX, style: DateStyle::Date })] }))
    }
}
