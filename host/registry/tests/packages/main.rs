//! Black-box tests of the registry: what is a package, what is not, and what is said about it.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    unreachable_pub,
    reason = "a test ends at the first surprise"
)]

mod accepted;
mod guest;
mod mutated;
mod packs;
mod refused;
