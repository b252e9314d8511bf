//! A slider whose end is before its start.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        only(Node::Slider(Slider { key: "s".into(), label: "Odd".into(), value: 0.0, min: 1.0, max: -1.0, step: 1.0 }))
    }
}
