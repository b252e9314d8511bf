//! Storage that was asked for and not granted.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn update(_: Context, _: Option<Vec<u8>>, _: Event) -> Result<Outcome, Error> {
        refused(storage::put("key", b"value"))
    }
}
