//! Log lines with colours of a terminal, bells and line breaks, that look like lines of the host.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn update(_: Context, _: Option<Vec<u8>>, _: Event) -> Result<Outcome, Error> {
        for line in [
            "\u{1b}[2Jgone",
            "fine\nerror: forged by a guest",
            "fine\r\nerror: forged by a guest",
            "\u{7}\u{202e}turned",
            "a\u{2028}error: b",
        ] {
            log::write(log::Level::Error, line);
        }
        Ok(Outcome { state: Vec::new(), refresh_after: None })
    }
}
