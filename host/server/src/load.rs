//! What a request may cost before it is refused: bytes, time, and how many at once. Each route names its class.

use std::{sync::Arc, time::Duration};

use axum::{
    body::Body,
    extract::{DefaultBodyLimit, FromRequest as _, Request, State},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::MethodRouter,
};
use fanlight_registry::MAX_PACKAGE_BYTES;
use tokio::sync::Semaphore;
use tower_http::compression::CompressionLayer;

use crate::{app::App, extract::Raw, problem::Problem};

/// Bytes of a body that is no package.
const BODY: usize = 64 << 10;
/// Bytes of a stranger's body: a token in JSON.
const DOOR_BODY: usize = 1 << 10;
/// How long a request may take, its body included.
const PATIENCE: Duration = Duration::from_secs(30);
/// The same for a stranger.
const DOOR_PATIENCE: Duration = Duration::from_secs(3);
/// Requests under way at once. More are told to come back.
const AT_ONCE: usize = 512;
/// Uploads under way at once: each holds its package in memory.
const UPLOADS: usize = 4;
/// Sign-ins under way at once: strangers must not take the places of those who are in.
const SIGN_INS: usize = 64;

/// Kinds of requests by what they cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Load {
    /// Answered even when everything else is refused.
    Probe,
    /// A file that is the same for everybody.
    Page,
    /// JSON in and out.
    Json,
    /// JSON of a stranger.
    Door,
    /// A package comes in.
    Package,
    /// The answer has no end; `live.rs` bounds how many there are.
    Stream,
}

/// The places that requests take.
#[derive(Clone, Debug)]
pub(crate) struct Places {
    requests: Arc<Semaphore>,
    uploads: Arc<Semaphore>,
    sign_ins: Arc<Semaphore>,
}

impl Default for Places {
    fn default() -> Self {
        let places = |count| Arc::new(Semaphore::new(count));
        Self { requests: places(AT_ONCE), uploads: places(UPLOADS), sign_ins: places(SIGN_INS) }
    }
}

/// Bound a route.
pub(crate) fn bound(load: Load, app: &App, route: MethodRouter<App>) -> MethodRouter<App> {
    let bytes = match load {
        Load::Package => MAX_PACKAGE_BYTES,
        Load::Door => DOOR_BODY,
        _ => BODY,
    };
    let patience = if load == Load::Door { DOOR_PATIENCE } else { PATIENCE };
    let holding = |queue, places: &Arc<Semaphore>| from_fn_with_state((app.clone(), queue, Arc::clone(places), patience), hold);
    let route = match load {
        Load::Probe => route,
        Load::Page => route.route_layer(CompressionLayer::new()),
        Load::Json => route.route_layer(holding("request", &app.places.requests)),
        // The layer added last comes first.
        Load::Door => route.route_layer(holding("sign-in", &app.places.sign_ins)).route_layer(from_fn(take_in)),
        Load::Package => route.route_layer(holding("upload", &app.places.uploads)),
        Load::Stream => route,
    };
    route.route_layer(DefaultBodyLimit::max(bytes))
}

/// Read a stranger's body before there is a place for it: it comes as slowly as the stranger likes, and takes nothing meanwhile but the
/// stranger's own socket.
async fn take_in(request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let reading = Raw::from_request(Request::from_parts(parts.clone(), body), &());
    match tokio::time::timeout(DOOR_PATIENCE, reading).await {
        Ok(Ok(Raw(bytes))) => next.run(Request::from_parts(parts, Body::from(bytes))).await,
        Ok(Err(problem)) => problem.into_response(),
        Err(_) => given_up(DOOR_PATIENCE),
    }
}

type Held = (App, &'static str, Arc<Semaphore>, Duration);

/// Keep a place until the answer is there, and the clock running.
async fn hold(State((app, queue, places, patience)): State<Held>, request: Request, next: Next) -> Response {
    let Ok(_place) = places.try_acquire() else {
        app.metrics.sent_away(queue, None);
        return Problem::busy("The server has as much to do as it can take.", 1).into_response();
    };
    match tokio::time::timeout(patience, next.run(request)).await {
        Ok(response) => response,
        Err(_) => given_up(patience),
    }
}

fn given_up(patience: Duration) -> Response {
    Problem::busy(format!("This took longer than {} seconds and was given up.", patience.as_secs()), 5).into_response()
}
