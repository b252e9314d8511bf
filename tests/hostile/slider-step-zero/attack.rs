//! A slider that takes no steps: a loop over its steps never ends.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        only(Node::Slider(Slider { key: "s".into(), label: "Odd".into(), value: 0.0, min: 0.0, max: 1.0, step: 0.0 }))
    }
}
