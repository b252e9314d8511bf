//! A state of 64 KiB and one byte.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn update(_: Context, _: Option<Vec<u8>>, _: Event) -> Result<Outcome, Error> {
        Ok(Outcome { state: vec![7; 64 * 1024 + 1], refresh_after: None })
    }
}
