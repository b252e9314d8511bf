//! Thirty-three columns within each other: one level more than a view may have.

use raw_guest::*;

struct Guest;

impl Raw for Guest {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        let nodes = (1..=33).map(|child| column(if child < 33 { vec![child] } else { Vec::new() }));
        Ok(View { nodes: nodes.collect(), root: 0 })
    }
}

export!(Guest);
