//! Names child 7 of an arena that has one node.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        Ok(View { nodes: vec![column(vec![7])], root: 0 })
    }
}
