//! What a request may cost before it is refused: bytes, time, and how many at once. Each route names its class.

use std::{future::Future, time::Duration};

use axum::{
    body::Body,
    extract::{DefaultBodyLimit, FromRequest as _, Request, State},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::MethodRouter,
};
use fanlight_registry::MAX_PACKAGE_BYTES;
use fanlight_store::TenantId;
use tokio::{
    sync::{Semaphore, SemaphorePermit},
    time::timeout,
};

use crate::{
    app::App,
    connections,
    extract::Raw,
    problem::Problem,
    queue::{Queues, Turn},
};

/// Bytes of a body that is no package.
const BODY: usize = 64 << 10;
/// Bytes of a stranger's body: a token in JSON.
const DOOR_BODY: usize = 1 << 10;
/// How long a request may take, its body included.
const PATIENCE: Duration = Duration::from_secs(30);
/// The same for a stranger.
const DOOR_PATIENCE: Duration = Duration::from_secs(3);
/// Requests under way at once.
const AT_ONCE: usize = 512;
/// Of these, how many may be one tenant's: a quarter is always there for others. More than one address has sockets: who sends its bodies
/// slowly does not have all of its tenant's.
pub(crate) const OF_A_TENANT: usize = AT_ONCE / 4 * 3;
const _: () = assert!(OF_A_TENANT > connections::PER_NETWORK);
/// How long a request waits for its place, in the order of asking. To send somebody away at once who asks again at once takes a fifth of
/// what it takes to serve them, and they have nothing for it.
const PLACE_PATIENCE: Duration = Duration::from_millis(500);
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
#[derive(Debug)]
pub(crate) struct Places {
    requests: Semaphore,
    tenants: Queues<TenantId>,
    uploads: Semaphore,
    sign_ins: Semaphore,
}

impl Default for Places {
    fn default() -> Self {
        Self {
            requests: Semaphore::new(AT_ONCE),
            // No more wait than there are sockets.
            tenants: Queues::new("this workspace", OF_A_TENANT, connections::AT_ONCE),
            uploads: Semaphore::new(UPLOADS),
            sign_ins: Semaphore::new(SIGN_INS),
        }
    }
}

/// A place, until it is dropped.
type Place<'a> = (Option<Turn<TenantId>>, SemaphorePermit<'a>);

impl Places {
    /// Wait a moment for one of these places, among the tenant's own.
    async fn one_of<'a>(&self, places: &'a Semaphore, tenant: Option<&TenantId>) -> Option<Place<'a>> {
        let waiting = async {
            let of_the_tenant = match tenant {
                Some(tenant) => Some(self.tenants.turn(tenant).await.ok()?),
                None => None,
            };
            Some((of_the_tenant, places.acquire().await.ok()?))
        };
        timeout(PLACE_PATIENCE, waiting).await.ok()?
    }
}

/// Bound what a route takes in.
pub(crate) fn bound(load: Load, route: MethodRouter<App>) -> MethodRouter<App> {
    let bytes = match load {
        Load::Package => MAX_PACKAGE_BYTES,
        Load::Door => DOOR_BODY,
        _ => BODY,
    };
    route.route_layer(DefaultBodyLimit::max(bytes))
}

/// Have a route that anybody may use find its requests a place. Where there is a guard, that does.
pub(crate) fn unguarded(load: Load, app: &App, route: MethodRouter<App>) -> MethodRouter<App> {
    if matches!(load, Load::Probe | Load::Page | Load::Stream) {
        return route;
    }
    let route = route.route_layer(from_fn_with_state((app.clone(), load), hold));
    // The layer added last comes first.
    if load == Load::Door { route.route_layer(from_fn(take_in)) } else { route }
}

/// Read a stranger's body before there is a place for it: it comes as slowly as the stranger likes, and takes nothing meanwhile but the
/// stranger's own socket.
async fn take_in(request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let reading = Raw::from_request(Request::from_parts(parts.clone(), body), &());
    match timeout(DOOR_PATIENCE, reading).await {
        Ok(Ok(Raw(bytes))) => next.run(Request::from_parts(parts, Body::from(bytes))).await,
        Ok(Err(problem)) => problem.into_response(),
        Err(_) => given_up(DOOR_PATIENCE),
    }
}

async fn hold(State((app, load)): State<(App, Load)>, request: Request, next: Next) -> Response {
    within(&app, load, None, next.run(request)).await
}

/// Do this at a place of its own, for as long as its kind may take; nothing of it is begun before.
pub(crate) async fn within(app: &App, load: Load, tenant: Option<&TenantId>, work: impl Future<Output = Response>) -> Response {
    let Places { requests, uploads, sign_ins, .. } = &app.places;
    let (queue, places, patience) = match load {
        Load::Probe | Load::Page | Load::Stream => return work.await,
        Load::Json => ("request", requests, PATIENCE),
        Load::Door => ("sign-in", sign_ins, DOOR_PATIENCE),
        Load::Package => ("upload", uploads, PATIENCE),
    };
    let Some(_place) = app.places.one_of(places, tenant).await else {
        app.metrics.sent_away(queue, None);
        return Problem::busy("The server has as much to do as it can take.", 1).into_response();
    };
    match timeout(patience, work).await {
        Ok(response) => response,
        Err(_) => given_up(patience),
    }
}

fn given_up(patience: Duration) -> Response {
    Problem::busy(format!("This took longer than {} seconds and was given up.", patience.as_secs()), 5).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_tenant_waits_for_its_own_and_leaves_places_for_others() {
        let places = Places::default();
        let [one, other] = [1, 2].map(|n| format!("01890a5d-ac96-774b-bcce-{n:012x}").parse().unwrap_or_else(|_| unreachable!()));
        let take = |tenant| places.one_of(&places.requests, Some(tenant));
        let mut held = Vec::new();
        for _ in 0..OF_A_TENANT {
            held.push(take(&one).await);
        }
        assert!(held.iter().all(Option::is_some));
        assert!(take(&one).await.is_none(), "one more of the same tenant");
        assert!(take(&other).await.is_some(), "and one of another");
        let (place, ()) = tokio::join!(take(&one), async { drop(held.pop()) });
        assert!(place.is_some(), "whose turn comes within a moment");
    }
}
