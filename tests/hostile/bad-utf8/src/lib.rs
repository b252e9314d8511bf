//! A heading of bytes that no UTF-8 text holds.

use raw_guest::*;

struct Guest;

impl Raw for Guest {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        // SAFETY: none. This is the attack.
        Ok(heading(unsafe { String::from_utf8_unchecked(vec![0xc3, 0x28, 0xff]) }))
    }
}

export!(Guest);
