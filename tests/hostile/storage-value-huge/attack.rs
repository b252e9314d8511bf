//! A value of 64 KiB and one byte.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn update(_: Context, _: Option<Vec<u8>>, _: Event) -> Result<Outcome, Error> {
        refused(storage::put("key", &vec![1; (64 << 10) + 1]))
    }
}
