//! What strangers send, made up: each target takes bytes, makes of them what a stranger could send, and panics when the host does
//! anything but answer. Two drivers run them, `tests/fuzz/tests/fuzz.rs` for a minute without a compiler's help, and libFuzzer with
//! coverage for hours; `tests/fuzz/README.md` says how.
//!
//! - `targets/`: one file for each way in.
//! - [`wit`]: values of a WIT type as they lie in a guest's memory. They follow from the WIT itself, so a new node or operation is
//!   attacked from the day that it is there.
//! - [`guests`]: guests that send such a value.
//!
//! To add a target: a file below `targets/`, a line in [`TARGETS`], and three lines below `libfuzzer/`.

// A target that cannot be set up, or finds something, has nothing better to do than to panic: that is what a fuzzer looks for.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test ends at the first surprise")]

pub mod guests;
mod host;
mod targets;
pub mod wit;

/// A way in.
#[derive(Clone, Copy)]
pub struct Target {
    /// Its file below `targets/`.
    pub name: &'static str,
    /// Panics on a defect.
    pub run: fn(&[u8]),
    /// Inputs to begin with. A target that makes values of its input needs none.
    pub seeds: fn() -> Vec<Vec<u8>>,
}

impl std::fmt::Debug for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// All of them.
pub const TARGETS: &[Target] = &[
    Target { name: "package", run: targets::package::run, seeds: targets::package::seeds },
    Target { name: "manifest", run: targets::manifest::run, seeds: targets::manifest::seeds },
    Target { name: "tokens", run: targets::tokens::run, seeds: targets::tokens::seeds },
    Target { name: "theme", run: targets::theme::run, seeds: Vec::new },
    Target { name: "view", run: targets::view::run, seeds: Vec::new },
    Target { name: "markdown", run: targets::markdown::run, seeds: targets::markdown::seeds },
    Target { name: "gate", run: targets::gate::run, seeds: Vec::new },
    Target { name: "query", run: targets::query::run, seeds: targets::query::seeds },
    Target { name: "trace", run: targets::trace::run, seeds: targets::trace::seeds },
    Target { name: "worker", run: targets::worker::run, seeds: Vec::new },
    #[cfg(feature = "smith")]
    Target { name: "component", run: targets::component::run, seeds: Vec::new },
];

/// Runs one input.
///
/// # Panics
/// On a defect, and when there is no such target.
pub fn run(target: &str, bytes: &[u8]) {
    let target = TARGETS.iter().find(|known| known.name == target).unwrap();
    (target.run)(bytes);
}
