//! One log line of 900 KB.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn update(_: Context, _: Option<Vec<u8>>, _: Event) -> Result<Outcome, Error> {
        log::write(log::Level::Info, &"x".repeat(900_000));
        Ok(Outcome { state: Vec::new(), refresh_after: None })
    }
}
