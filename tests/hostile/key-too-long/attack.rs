//! A key of 65 bytes.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        only(button(&"k".repeat(65), "Go"))
    }
}
