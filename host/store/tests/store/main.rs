//! The store from outside: real SQLite, real files, only the public API. Where a test needs what the API refuses (a
//! second tenant, a broken file), it opens the database by its own connection.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    missing_docs,
    unreachable_pub,
    reason = "a test ends at the first surprise"
)]

mod audit;
mod boards;
mod commits;
mod crash;
mod fixture;
mod group;
mod inspection;
mod known;
mod opening;
mod packages;
mod schema;
mod sessions;
mod shelf;
mod storage;
mod tenants;
mod undo;
mod usage;
mod warm;
mod widgets;
