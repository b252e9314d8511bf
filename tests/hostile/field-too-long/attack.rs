//! A field that takes four thousand million characters.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        let (key, label, value) = ("f".to_owned(), "Write".to_owned(), String::new());
        let (placeholder, problem) = (None, None);
        only(Node::TextArea(TextField { key, label, value, placeholder, required: false, max_length: u32::MAX, problem }))
    }
}
