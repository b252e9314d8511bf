//! A button whose name is made of characters without width.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        only(button("go", "\u{200b}\u{2060}\u{feff}"))
    }
}
