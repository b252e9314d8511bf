//! Two columns within each other, the root above them: a walk that keeps no count never ends.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        Ok(View { nodes: vec![column(vec![1]), column(vec![2]), column(vec![1])], root: 0 })
    }
}
