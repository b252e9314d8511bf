//! A view without a node.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        Ok(View { nodes: Vec::new(), root: 0 })
    }
}
