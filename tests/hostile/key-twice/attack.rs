//! Two buttons have one key, so that a press of one could count as a press of the other.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        Ok(View { nodes: vec![column(vec![1, 2]), button("go", "Keep"), button("go", "Delete")], root: 0 })
    }
}
