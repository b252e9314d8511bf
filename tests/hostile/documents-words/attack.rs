//! A search for 1,000 words.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn update(_: Context, _: Option<Vec<u8>>, _: Event) -> Result<Outcome, Error> {
        refused(documents::search(&"a ".repeat(1_000), "", 10))
    }
}
