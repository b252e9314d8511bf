//! A guest's own error of 900 KB.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn update(_: Context, _: Option<Vec<u8>>, _: Event) -> Result<Outcome, Error> {
        Err(Error::Failed("x".repeat(900_000)))
    }
}
