//! A guest that cannot read what it has written itself.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        Err(Error::State("the state is not mine".into()))
    }
}
