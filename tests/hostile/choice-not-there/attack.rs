//! What is selected is none of the options.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        let (options, selected) = (vec![Choice { value: "a".into(), label: "A".into() }], Some("b".to_owned()));
        only(Node::Select(Choices { key: "c".into(), label: "One".into(), options, selected, required: false, problem: None }))
    }
}
