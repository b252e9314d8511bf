//! A heading of bytes that no UTF-8 text holds.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        // SAFETY: none. This is the attack.
        Ok(heading(unsafe { String::from_utf8_unchecked(vec![0xc3, 0x28, 0xff]) }))
    }
}
