//! A text of 64 KiB and one byte.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        Ok(heading("x".repeat((64 << 10) + 1)))
    }
}
