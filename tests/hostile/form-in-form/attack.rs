//! A form within a form: which of them would be sent?.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        let form = |key: &str, children| Node::Form(Form { key: key.into(), submit: "Send".into(), children });
        Ok(View { nodes: vec![form("a", vec![1]), form("b", Vec::new())], root: 0 })
    }
}
