//! A progress of no number.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        only(Node::Progress(Progress { label: "Odd".into(), value: Some(f64::NAN), tone: Tone::Neutral, note: None }))
    }
}
