//! Thirty-three columns within each other: one level more than a view may have.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        let nodes = (1..=33).map(|child| column(if child < 33 { vec![child] } else { Vec::new() }));
        Ok(View { nodes: nodes.collect(), root: 0 })
    }
}
