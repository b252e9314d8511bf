//! What the black-box tests share: the tests themselves are in `tests/`, and talk to the product as its users do.
//!
//! - [`board`]: what a person does on a board.
//! - [`guests`]: builds the guests of `sample-widgets/` and `tests/hostile/`, and makes packages of them.
//! - [`hostile`]: the guests that attack.
//! - [`program`]: runs the released `fanlight`.
//! - [`connection`]: one that stays open, for measuring.
//! - [`chance`]: random choices that can be made again.
//! - [`load`]: people at work, and a ledger of what the server acknowledged.
//! - [`database`]: somebody else's hand on a server's database.
//! - [`follower`]: reads a board's live stream.
//! - [`toiler`]: a widget that works hard, made on the spot.
//! - [`small_disk`]: a file system of a test's own.
//! - [`Server`]: a `fanlight serve` of a test's own.

#![allow(clippy::disallowed_methods, reason = "tests are steered by the environment: which program, which toolchain")]

pub mod board;
pub mod chance;
pub mod connection;
pub mod database;
pub mod follower;
pub mod guests;
pub mod hostile;
pub mod load;
pub mod program;
mod server;
pub mod small_disk;
pub mod toiler;

use std::path::PathBuf;

pub use server::{Answer, Server};

/// The root of the checkout.
#[must_use]
pub fn checkout() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}
