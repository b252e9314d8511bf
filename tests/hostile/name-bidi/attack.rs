//! A button whose name is nothing but marks that turn the direction of writing.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        only(button("go", "\u{202e}\u{2066}"))
    }
}
