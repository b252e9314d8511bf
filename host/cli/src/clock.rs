//! The one reading of the clock: a run is frozen at it.

use std::time::SystemTime;

/// Milliseconds since 1970-01-01 UTC.
#[allow(clippy::disallowed_methods, reason = "the command line owns the clock of a run")]
pub(crate) fn now_ms() -> u64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}
