//! A setting that the manifest does not declare.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn update(_: Context, _: Option<Vec<u8>>, _: Event) -> Result<Outcome, Error> {
        refused(settings::put("other", "1"))
    }
}
