//! A setting of 200 KB.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn update(_: Context, _: Option<Vec<u8>>, _: Event) -> Result<Outcome, Error> {
        refused(settings::put("attack", &format!("{:?}", "x".repeat(200_000))))
    }
}
