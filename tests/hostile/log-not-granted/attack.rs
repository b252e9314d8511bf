//! A million log lines that nobody granted.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn update(_: Context, _: Option<Vec<u8>>, _: Event) -> Result<Outcome, Error> {
        for _ in 0..1_000_000 {
            log::write(log::Level::Info, "");
        }
        Ok(Outcome { state: Vec::new(), refresh_after: None })
    }
}
