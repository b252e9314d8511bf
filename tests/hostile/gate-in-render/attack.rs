//! Draws what is in the storage instead of what is in the state.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        match storage::get("anything") {
            Ok(_) => Ok(heading("The gate was open.")),
            Err(storage::Refusal::Denied(words)) => Err(Error::Denied(words)),
            Err(_) => Err(Error::Failed("The gate answered something else.".into())),
        }
    }
}
