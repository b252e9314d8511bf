//! One key more than there may be.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn update(_: Context, _: Option<Vec<u8>>, _: Event) -> Result<Outcome, Error> {
        for n in 0..1_000 {
            storage::put(&n.to_string(), b"").map_err(|e| Error::Failed(format!("{n}: {e:?}")))?;
        }
        match storage::put("one more", b"") {
            Err(Refusal::Full(words)) => Err(Error::Failed(words)),
            _ => Ok(Outcome { state: Vec::new(), refresh_after: None }),
        }
    }
}
