//! Draws what is in the storage instead of what is in the state.

use raw_guest::*;

struct Guest;

impl Raw for Guest {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        match storage::get("anything") {
            Ok(_) => Ok(heading("The gate was open.".into())),
            Err(storage::Refusal::Denied(words)) => Err(Error::Denied(words)),
            Err(_) => Err(Error::Failed("The gate answered something else.".into())),
        }
    }
}

export!(Guest);
