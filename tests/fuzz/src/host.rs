//! The host that is attacked: what is made once for all inputs.

use std::{path::PathBuf, sync::LazyLock};

use fanlight_registry::Capabilities;
use fanlight_runtime::{Failure, Kind, Limits, Runtime, Settings};

/// What the registry checks against.
pub(crate) static CAPABILITIES: LazyLock<Capabilities> = LazyLock::new(|| Capabilities::fanlight().unwrap());

/// Runs guests, two at once at the most: the pool stays small.
pub(crate) static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    let mut settings = Settings::default();
    (settings.concurrency, settings.limits) = (2, *LIMITS);
    fanlight_bridge::runtime(settings).unwrap()
});

/// A tenth of the usual fuel, for more inputs in a minute.
pub(crate) static LIMITS: LazyLock<Limits> = LazyLock::new(|| {
    let mut limits = Limits::default();
    limits.fuel /= 10;
    limits
});

static EXECUTOR: LazyLock<tokio::runtime::Runtime> =
    LazyLock::new(|| tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap());

/// Waits for one call.
pub(crate) fn wait<T>(call: impl Future<Output = T>) -> T {
    EXECUTOR.block_on(call)
}

/// Whatever a guest does, it is never the host's own fault.
pub(crate) fn blameless<T>(result: Result<T, Failure>) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(failure) => {
            assert_ne!(failure.kind, Kind::Internal, "{failure}");
            assert!(!failure.message.is_empty() && !failure.hint.is_empty(), "{failure:?}");
            None
        }
    }
}

/// A widget that counts.
pub(crate) static COUNTER: LazyLock<Vec<u8>> = LazyLock::new(|| asset("host/assets/guests/counter.wasm"));

/// A file of the checkout.
pub(crate) fn asset(path: &str) -> Vec<u8> {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")).join(path);
    std::fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}
