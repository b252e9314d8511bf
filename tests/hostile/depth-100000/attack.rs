//! A column in a column in a column: a view so deep that whoever walks it by recursion falls.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        let nodes = (1..=100_000).map(|child| column(if child < 100_000 { vec![child] } else { Vec::new() }));
        Ok(View { nodes: nodes.collect(), root: 0 })
    }
}
