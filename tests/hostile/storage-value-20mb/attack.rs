//! A value of 20 MB: more than the host copies out of a guest at once.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn update(_: Context, _: Option<Vec<u8>>, _: Event) -> Result<Outcome, Error> {
        refused(storage::put("key", &vec![1; 20 << 20]))
    }
}
