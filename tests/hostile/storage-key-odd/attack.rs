//! Keys with NUL, `..`, percent signs and line breaks are keys like others and lead nowhere.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn update(_: Context, _: Option<Vec<u8>>, _: Event) -> Result<Outcome, Error> {
        for key in ["\0", "../../etc/passwd", "%2e%2e/", "a\nb", "'; DROP TABLE storage; --"] {
            storage::put(key, key.as_bytes()).map_err(|e| Error::Failed(format!("{key:?}: {e:?}")))?;
            if storage::get(key).ok().flatten().as_deref() != Some(key.as_bytes()) {
                return Err(Error::Failed(format!("{key:?} did not come back")));
            }
        }
        Ok(Outcome { state: Vec::new(), refresh_after: None })
    }
}
