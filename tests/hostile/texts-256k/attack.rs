//! Five texts, each within its limit, that together are more than a view may hold.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        let mut nodes = vec![column((1..=5).collect())];
        nodes.extend((0..5).map(|_| Node::Heading(Heading { text: "x".repeat(60 << 10), level: 1 })));
        Ok(View { nodes, root: 0 })
    }
}
