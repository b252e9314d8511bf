//! The server from outside: a real store in a folder of its own, a real socket, real guests, and HTTP as a browser speaks it.
//!
//! `house` starts a server, `client` talks to it and holds every answer against the API's description (`contract`), `guests` has what is installed in it. Each other file is about one promise.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    unreachable_pub,
    reason = "a test ends at the first surprise"
)]

mod admin;
mod api_page;
mod assets;
mod boards;
mod client;
mod contract;
mod devices;
mod events;
mod front;
mod grants;
mod guards;
mod guests;
mod headers;
mod house;
mod layout;
mod limits;
mod live;
mod notices;
mod openapi;
mod origin;
mod restart;
mod samples;
mod sharing;
mod signing_in;
mod starting;
mod suspension;
mod tenants;
mod themes;
mod undo;
mod updating;
mod uploads;
