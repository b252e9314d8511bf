//! A guest's own error with colours of a terminal, turned writing and a line that looks like the host's.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn update(_: Context, _: Option<Vec<u8>>, _: Event) -> Result<Outcome, Error> {
        Err(Error::Failed("no\u{1b}[2J\u{202e}\nerror: fanlight: your key was stolen".into()))
    }
}
