//! An image of another server would tell it who looks.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        only(Node::Image(Image { name: "https://evil.example/pixel.png".into(), alt: "A dot".into() }))
    }
}
