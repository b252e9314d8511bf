//! What a request may cost before it is refused: bytes, time, and how many at once. Each route names its class.

use std::{sync::Arc, time::Duration};

use axum::{
    extract::{DefaultBodyLimit, Request, State},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::MethodRouter,
};
use fanlight_registry::MAX_PACKAGE_BYTES;
use tokio::sync::Semaphore;
use tower_http::compression::CompressionLayer;

use crate::{app::App, problem::Problem};

/// Bytes of a body that is no package.
const BODY: usize = 64 << 10;
/// How long a request may take, its body included.
const PATIENCE: Duration = Duration::from_secs(30);
/// Requests under way at once. More are told to come back.
const AT_ONCE: usize = 512;
/// Uploads under way at once: each holds its package in memory.
const UPLOADS: usize = 4;
/// Sign-ins under way at once. A stranger's body is read for them, as slowly as the stranger likes: they must not take the places of
/// those who are in.
const SIGN_INS: usize = 64;

/// Kinds of requests by what they cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Load {
    /// Answered even when everything else is refused.
    Probe,
    /// A file of the web client.
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
    let bytes = if load == Load::Package { MAX_PACKAGE_BYTES } else { BODY };
    let route = route.route_layer(DefaultBodyLimit::max(bytes));
    match load {
        Load::Probe => route,
        Load::Page => route.route_layer(CompressionLayer::new()),
        Load::Json => route.route_layer(from_fn_with_state(app.places.requests.clone(), hold)),
        Load::Door => route.route_layer(from_fn_with_state(app.places.sign_ins.clone(), hold)),
        Load::Package => route.route_layer(from_fn_with_state(app.places.uploads.clone(), hold)),
        Load::Stream => route,
    }
}

/// Keep a place until the answer is there, and the clock running.
async fn hold(State(places): State<Arc<Semaphore>>, request: Request, next: Next) -> Response {
    let Ok(_place) = places.try_acquire() else {
        return Problem::busy("The server has as much to do as it can take.", 1).into_response();
    };
    match tokio::time::timeout(PATIENCE, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::busy("This took longer than 30 seconds and was given up.", 5).into_response(),
    }
}
