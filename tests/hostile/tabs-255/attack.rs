//! Tabs without end.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        let tabs = (1..=255).map(|child| Tab { title: "t".into(), child }).collect();
        let mut nodes = vec![Node::Tabs(Tabs { key: "t".into(), label: "Many".into(), tabs })];
        nodes.extend((0..255).map(|_| Node::Divider));
        Ok(View { nodes, root: 0 })
    }
}
