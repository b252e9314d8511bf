//! What stands before a handler, as the document says it: who may, from where, and how much at once.

use axum::http::Method;
use fanlight_store::Access;
use serde_json::{Value, json};

use super::Operation;
use crate::{
    access::is_change,
    load::Load,
    problem::Name,
    router::{Guard, Route},
};

/// Add what a route's guard, its method and its load bring along.
pub(super) fn describe(route: &Route, to: &mut Operation) {
    if !matches!(route.method, Method::GET) {
        to.parameter(json!({ "$ref": "#/components/parameters/Origin" }));
        to.fails(Name::Origin);
    }
    if matches!(route.load, Load::Json | Load::Door | Load::Package) {
        to.fails(Name::Busy);
    }
    if route.guard == Guard::Public {
        return;
    }
    if is_change(&route.method, route.guard) {
        to.fails(Name::TooMany);
    }
    for name in [Name::SignedOut, Name::Internal, Name::Busy, Name::Store] {
        to.fails(name);
    }
    match route.guard {
        Guard::Public | Guard::Session => {}
        Guard::Owner => to.fails(Name::NotYours),
        Guard::Board(needs) | Guard::Widget(needs) => {
            to.fails(Name::NotFound);
            if needs > Access::View {
                to.fails(Name::NotYours);
            }
        }
    }
}

/// The guard as `x-guard` says it.
pub(super) fn name(guard: Guard) -> &'static str {
    match guard {
        Guard::Public => "public",
        Guard::Session => "session",
        Guard::Owner => "owner",
        Guard::Board(Access::View) => "board:view",
        Guard::Board(Access::Use) => "board:use",
        Guard::Board(Access::Own) => "board:own",
        Guard::Widget(Access::View) => "widget:view",
        Guard::Widget(Access::Use) => "widget:use",
        Guard::Widget(Access::Own) => "widget:own",
    }
}

/// The same for people.
pub(super) fn words(guard: Guard) -> &'static str {
    match guard {
        Guard::Public => "For anybody: no session is needed.",
        Guard::Session => "For whoever is signed in.",
        Guard::Owner => "For the owner of the workspace.",
        Guard::Board(Access::View) => "For whoever may see the board.",
        Guard::Board(Access::Use) => "For whoever may use the board.",
        Guard::Board(Access::Own) => "For the owner of the board.",
        Guard::Widget(Access::View) => "For whoever may see the widget's board.",
        Guard::Widget(Access::Use) => "For whoever may use the widget's board.",
        Guard::Widget(Access::Own) => "For the owner of the widget's board.",
    }
}

/// The security scheme.
pub(super) fn session(cookie: &str) -> Value {
    let says = "Given by `POST /api/v1/session`. The name is this workspace's own, because cookies know no ports.";
    json!({ "type": "apiKey", "in": "cookie", "name": cookie, "description": says })
}

/// The header of a request that changes something.
pub(super) fn origin() -> Value {
    json!({
        "name": "Origin", "in": "header", "required": false,
        "description": "The server's own scheme, host and port. Needed from whoever sends no `Sec-Fetch-Site: same-origin`, as scripts.",
        "schema": { "type": "string" }, "example": "http://127.0.0.1:4280",
    })
}
