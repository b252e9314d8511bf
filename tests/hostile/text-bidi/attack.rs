//! Texts that turn the direction of writing or hide characters, which would make one text look like another.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        let texts = ["invoice\u{202e}fdp.exe", "pay\u{200b}pal", "\u{2066}user\u{2069}", "tag\u{e0041}", "a\u{1b}[31mb"];
        Ok(View { nodes: vec![Node::Text(Text { spans: texts.map(plain).to_vec() })], root: 0 })
    }
}
