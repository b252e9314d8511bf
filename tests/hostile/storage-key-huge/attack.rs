//! A key of 200 KB.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn update(_: Context, _: Option<Vec<u8>>, _: Event) -> Result<Outcome, Error> {
        refused(storage::get(&"k".repeat(200_000)))
    }
}
