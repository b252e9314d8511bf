//! A state of 64 KiB and one byte.

use raw_guest::*;

struct Guest;

impl Raw for Guest {
    fn update(_: Context, _: Option<Vec<u8>>, _: Event) -> Result<Outcome, Error> {
        Ok(Outcome { state: vec![7; 64 * 1024 + 1], refresh_after: None })
    }
}

export!(Guest);
