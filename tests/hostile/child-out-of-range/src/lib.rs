//! Names child 7 of an arena that has one node.

use raw_guest::*;

struct Guest;

impl Raw for Guest {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        Ok(View { nodes: vec![column(vec![7])], root: 0 })
    }
}

export!(Guest);
