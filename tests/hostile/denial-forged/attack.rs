//! A guest blames the gate, which refused nothing.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn update(_: Context, _: Option<Vec<u8>>, _: Event) -> Result<Outcome, Error> {
        Err(Error::Denied("storage was not granted".into()))
    }
}
