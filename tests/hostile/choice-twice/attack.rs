//! Two options of one value and two labels: a person chooses one and the widget gets the other.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        let option = |label: &str| Choice { value: "yes".into(), label: label.into() };
        let (options, selected) = (vec![option("Yes"), option("No")], None);
        only(Node::Radio(Choices { key: "c".into(), label: "One".into(), options, selected, required: false, problem: None }))
    }
}
