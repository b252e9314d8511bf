//! A node with two parents, which doubles at every level: 2^30 nodes of thirty.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        let nodes = (1..=30).map(|child| column(if child < 30 { vec![child, child] } else { Vec::new() }));
        Ok(View { nodes: nodes.collect(), root: 0 })
    }
}
