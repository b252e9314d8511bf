//! The server: HTTP in front of store, registry and runtime.
//!
//! # Map
//! | file | idea |
//! |---|---|
//! | `server`, `error` | [`serve`] and [`Server`]: start, readiness, graceful end; what keeps it from starting |
//! | `connections` | sockets: how many, how long for a header, and the drain at the end |
//! | `app` | what handlers share. No way to data is in it: that is a `session`'s |
//! | `router` | the index of every route, each with its guard and its load class |
//! | `service` | what stands around all of them |
//! | `openapi/` | the API's document, made from the index and from the types of its handlers |
//! | `front` | how the world reaches this server: its public address, whom to tell of a hole |
//! | `access` | what somebody may do with a board, as types: the guards of routes about one |
//! | `boards`, `names`, `members` | boards as JSON, names that people give, who is here |
//! | `notices` | what the host tells people |
//! | `sweeping` | what was removed is erased once it cannot be put back |
//! | `session`, `origin`, `headers`, `load` | what stands before a handler: who, from which page, security headers, bounds |
//! | `extract`, `answer`, `problem` | requests in, answers and errors out: the one place that turns an error into a status |
//! | `handlers/` | one verb a file, thin |
//! | `widgets/` | the heart: one ordered queue per installed widget, event → update → commit → frame |
//! | `packages/` | packages as JSON, grants against manifests, uploads, samples |
//! | `shares`, `queue` | how much of the sandbox each widget, theme and tenant may have at once |
//! | `breaker` | what fails again and again is left alone for a while |
//! | `losses` | what goes wrong with the processes that run guests, told to whoever runs the server |
//! | `metrics`, `admin` | what is counted; the operator's own listener, which shows it |
//! | `manifests` | what packages in use say about themselves |
//! | `programs` | compiled packages, one compile at a time |
//! | `looks` | what themes make of this hour |
//! | `etag` | answers that a browser has already |
//! | `live` | server-sent events of a board |
//! | `workspace` | the workspace's folder: opened, filled once, watched |
//! | `assets`, `packed` | the web client, embedded; what is the same for everybody, packed once |
//! | `viewers` | what each person's browser said about itself last |
//! | `throttle`, `knocks`, `network` | how often something may happen, such as a sign-in that fails, and who is counted as one |
//! | `links` | sign-in links for people who are here already |
//! | `clock` | the only clock and the only randomness |
//!
//! # Invariants
//! 1. A handler reaches data through `session::Session` alone, and a session exists only behind the guard of its route. The same
//!    holds for the board or widget that a route is about, and `access::Reached`.
//! 2. A guest runs in its widget's queue, except to render, which reaches nothing. What it leaves behind is one transaction.
//! 3. Whatever ends a request (a panic too) is a problem as in RFC 9457, and every answer carries the security headers.
//!
//! # What is deliberately not here
//! SQL (host/store), what a package may look like (host/registry), what a permission means (bridge-api), TLS (a proxy's).
//!
//! # How to add an endpoint
//! One file in `handlers/`, with its `handle` and its `DOC`; one line in `router.rs`. The line names its guard; a test walks all of them.
//! What the handler takes and answers must be described (`openapi`), or the line does not compile. Then bless `docs/API.md`.

mod access;
mod admin;
mod answer;
mod app;
mod assets;
mod boards;
mod breaker;
mod clock;
mod connections;
mod error;
mod etag;
mod extract;
mod front;
mod handlers;
mod headers;
mod knocks;
mod links;
mod live;
mod load;
mod looks;
mod losses;
mod manifests;
mod members;
mod metrics;
mod names;
mod network;
mod notices;
mod openapi;
mod origin;
mod packages;
mod packed;
mod problem;
mod programs;
mod queue;
mod router;
mod server;
mod service;
mod session;
mod shares;
mod sweeping;
mod throttle;
mod viewers;
mod widgets;
mod workspace;

pub use connections::AT_ONCE as CONNECTIONS;
pub use error::{Fault, ServeError};
pub use fanlight_store::{Access, DatabaseInspection, Inspection, StoreError, inspect};
pub use front::{Contact, NotReachable, PublicUrl};
pub use router::{Guard, openapi, routes};
pub use server::{Options, Server, serve};
