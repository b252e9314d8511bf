//! A date field that holds the 30th of February.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        let day = Some("2026-02-30".to_owned());
        let (key, label) = ("d".to_owned(), "Day".to_owned());
        only(Node::DateField(DateField { key, label, value: day, min: None, max: None, required: false, problem: None }))
    }
}
