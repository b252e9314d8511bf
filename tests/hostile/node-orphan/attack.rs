//! A node that no parent has: whoever counts and whoever draws would see two views.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        Ok(View { nodes: vec![column(Vec::new()), button("go", "Hidden")], root: 0 })
    }
}
