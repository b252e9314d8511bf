//! A heading whose text would lie just below 4 GiB, where there is no memory.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        // SAFETY: none. This is the attack.
        Ok(heading(unsafe { String::from_raw_parts(0xffff_0000 as *mut u8, 0x1000, 0x1000) }))
    }
}
