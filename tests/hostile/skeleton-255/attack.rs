//! A skeleton of 255 lines.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        only(Node::Skeleton(Skeleton { lines: 255 }))
    }
}
