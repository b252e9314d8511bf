//! A currency whose code would break out of what formats it.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        only(Node::Text(Text { spans: vec![Span::Currency(Currency { value: 1.0, code: "€\"".into() })] }))
    }
}
