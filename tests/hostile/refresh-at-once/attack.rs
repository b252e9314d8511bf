//! A guest asks for a refresh after no time at all, and after each again: it comes after a second at the earliest.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn update(_: Context, _: Option<Vec<u8>>, _: Event) -> Result<Outcome, Error> {
        Ok(Outcome { state: Vec::new(), refresh_after: Some(0) })
    }
}
