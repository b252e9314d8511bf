//! A button without a name: nobody who does not see it knows what it does.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        only(button("go", ""))
    }
}
