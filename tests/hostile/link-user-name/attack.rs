//! A link that shows a trusted name where a user name stands.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        only(Node::Link(Link { label: "Bank".into(), address: "https://bank.example@evil.example/".into() }))
    }
}
