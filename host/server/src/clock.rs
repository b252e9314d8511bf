//! The crate's only clock and its only randomness. Whoever needs either calls here, so that nothing else depends on the moment.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Now, in milliseconds since 1970-01-01 UTC.
#[allow(clippy::disallowed_methods, reason = "this is the module that owns the clock")]
pub(crate) fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// The same for guests, which know no time before 1970.
pub(crate) fn guest_ms() -> u64 {
    u64::try_from(now_ms()).unwrap_or(0)
}

/// A point on the monotonic clock, for how long something took or may wait.
pub(crate) fn instant() -> Instant {
    Instant::now()
}

/// Randomness for one call of a guest. Without a source there is none: the call then gets the same seed as every other, which is
/// a loss for the guest and none for us, as no secret is made of it.
pub(crate) fn seed() -> u64 {
    getrandom::u64().unwrap_or(0)
}
