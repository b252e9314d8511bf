//! A heading of 50 MiB.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        Ok(heading("x".repeat(50 << 20)))
    }
}
