//! A setting of 2,000 lists within each other: a parser that recurses would fall.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn update(_: Context, _: Option<Vec<u8>>, _: Event) -> Result<Outcome, Error> {
        refused(settings::put("attack", &"[".repeat(2_000)))
    }
}
