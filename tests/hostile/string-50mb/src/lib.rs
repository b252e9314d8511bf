//! A heading of 50 MiB.

use raw_guest::*;

struct Guest;

impl Raw for Guest {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        Ok(heading("x".repeat(50 << 20)))
    }
}

export!(Guest);
