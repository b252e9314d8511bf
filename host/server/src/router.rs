//! The index of the server: every route with its guard and its load class. There is no other place that adds one.

use axum::{
    Router,
    extract::Request,
    handler::Handler,
    http::{Method, StatusCode},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::{MethodFilter, MethodRouter, on},
};
use fanlight_store::Access;
use tower_http::catch_panic::CatchPanicLayer;

use crate::{
    access,
    app::App,
    assets, clock, handlers as h, headers,
    load::{self, Load},
    origin,
    problem::Problem,
    session,
};

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// Anybody: it shows nothing of anyone.
    Public,
    /// Whoever carries the cookie of a live session.
    Session,
    /// The owner of the workspace.
    Owner,
    /// Who may do that with the `{board}` of the path.
    Board(Access),
    /// Who may do that with the board of the path's `{widget}`.
    Widget(Access),
}

/// One line of the index.
struct Route {
    method: Method,
    path: &'static str,
    guard: Guard,
    load: Load,
    handler: MethodRouter<App>,
}

/// Every route: its method, its path and its guard. For audits.
pub fn routes() -> impl Iterator<Item = (Method, &'static str, Guard)> {
    table().into_iter().map(|route| (route.method, route.path, route.guard))
}

fn table() -> Vec<Route> {
    use Access::{Own, Use, View};
    use Guard::{Board, Owner, Public, Session, Widget};
    use Load::{Door, Json, Package, Page, Probe, Stream};
    const DELETE: MethodFilter = MethodFilter::DELETE;
    const GET: MethodFilter = MethodFilter::GET;
    const PATCH: MethodFilter = MethodFilter::PATCH;
    const POST: MethodFilter = MethodFilter::POST;
    const PUT: MethodFilter = MethodFilter::PUT;
    vec![
        route(GET, "/healthz", Public, Probe, h::health::alive),
        route(GET, "/readyz", Public, Probe, h::health::ready),
        route(POST, "/api/v1/session", Public, Door, h::session::create::handle),
        route(DELETE, "/api/v1/session", Session, Json, h::session::end::handle),
        route(GET, "/api/v1/account", Session, Json, h::account::handle),
        route(GET, "/api/v1/packages", Session, Json, h::packages::list::handle),
        route(POST, "/api/v1/packages", Owner, Package, h::packages::upload::handle),
        route(GET, "/api/v1/packages/{digest}", Session, Json, h::packages::show::handle),
        route(DELETE, "/api/v1/packages/{digest}", Owner, Json, h::packages::remove::handle),
        route(GET, "/api/v1/packages/{digest}/picture", Session, Json, h::packages::picture::handle),
        route(GET, "/api/v1/packages/{digest}/images/{name}", Session, Json, h::packages::image::handle),
        route(GET, "/api/v1/boards", Session, Json, h::boards::list::handle),
        route(POST, "/api/v1/boards", Session, Json, h::boards::create::handle),
        route(PATCH, "/api/v1/boards/{board}", Board(Own), Json, h::boards::change::handle),
        route(DELETE, "/api/v1/boards/{board}", Board(Own), Json, h::boards::remove::handle),
        route(PUT, "/api/v1/boards/{board}/layout", Board(Own), Json, h::boards::layout::handle),
        route(GET, "/api/v1/boards/{board}/widgets", Board(View), Json, h::boards::show::handle),
        route(POST, "/api/v1/boards/{board}/widgets", Board(Own), Json, h::boards::install::handle),
        route(POST, "/api/v1/boards/{board}/frames", Board(View), Json, h::boards::frames::handle),
        route(GET, "/api/v1/boards/{board}/live", Board(View), Stream, h::boards::live::handle),
        route(PATCH, "/api/v1/widgets/{widget}", Widget(Own), Json, h::widgets::change::handle),
        route(DELETE, "/api/v1/widgets/{widget}", Widget(Own), Json, h::widgets::remove::handle),
        route(GET, "/api/v1/widgets/{widget}/frame", Widget(View), Json, h::widgets::frame::handle),
        route(POST, "/api/v1/widgets/{widget}/events", Widget(Use), Json, h::widgets::event::handle),
        route(POST, "/api/v1/widgets/{widget}/retry", Widget(Use), Json, h::widgets::retry::handle),
        route(GET, "/api/v1/widgets/{widget}/grants", Widget(View), Json, h::widgets::grants_show::handle),
        route(PUT, "/api/v1/widgets/{widget}/grants", Widget(Own), Json, h::widgets::grants_put::handle),
        route(DELETE, "/api/v1/widgets/{widget}/grants/{capability}", Widget(Own), Json, h::widgets::grant_revoke::handle),
        route(GET, "/api/v1/widgets/{widget}/settings", Widget(Own), Json, h::widgets::settings_show::handle),
        route(PUT, "/api/v1/widgets/{widget}/settings", Widget(Own), Json, h::widgets::settings_put::handle),
        route(GET, "/api/v1/widgets/{widget}/usage", Widget(Own), Json, h::widgets::usage::handle),
        route(POST, "/api/v1/undo/{undo}", Session, Json, h::undo::handle),
        route(GET, "/api/v1/kept", Session, Json, h::kept::list::handle),
        route(DELETE, "/api/v1/kept/{kept}", Session, Json, h::kept::erase::handle),
        route(GET, "/api/v1/notices", Session, Json, h::notices::list::handle),
        route(POST, "/api/v1/notices/read", Session, Json, h::notices::read::handle),
        route(GET, "/api/v1/members", Owner, Json, h::members::list::handle),
        route(POST, "/api/v1/members", Owner, Json, h::members::invite::handle),
        route(DELETE, "/api/v1/members/{member}", Owner, Json, h::members::remove::handle),
        route(GET, "/api/v1/themes", Session, Json, h::themes::list::handle),
        route(GET, "/api/v1/themes/current", Session, Json, h::themes::tokens::handle),
        route(PUT, "/api/v1/themes/current", Owner, Json, h::themes::choose::handle),
        route(GET, "/api/v1/themes/{digest}/preview", Session, Json, h::themes::preview::handle),
        route(GET, "/api/v1/themes/{digest}/tokens.json", Session, Json, h::themes::download::handle),
        route(GET, "/api/v1/audit", Owner, Json, h::audit::handle),
        // The web client's own addresses: what they show comes from the routes above.
        route(GET, "/", Public, Page, assets::page),
        route(GET, "/sign-in", Public, Page, assets::page),
        route(GET, "/gallery", Public, Page, assets::page),
        route(GET, "/activity", Public, Page, assets::page),
        route(GET, "/boards/{board}", Public, Page, assets::page),
        route(GET, "/install/{digest}", Public, Page, assets::page),
        route(GET, "/assets/{*file}", Public, Page, assets::file),
    ]
}

fn route<H, T>(filter: MethodFilter, path: &'static str, guard: Guard, load: Load, handler: H) -> Route
where
    H: Handler<T, App>,
    T: 'static,
{
    let method = match filter {
        MethodFilter::DELETE => Method::DELETE,
        MethodFilter::PATCH => Method::PATCH,
        MethodFilter::POST => Method::POST,
        MethodFilter::PUT => Method::PUT,
        _ => Method::GET,
    };
    Route { method, path, guard, load, handler: on(filter, handler) }
}

/// The whole service. From the outside in: log, security headers, panics, where the request comes from; then per route its
/// bounds and its guard, which comes last so that a refused request costs no place in the database.
pub(crate) fn build(app: &App) -> Router {
    let mut router = Router::new();
    for Route { path, guard, load, handler, .. } in table() {
        let session = from_fn_with_state(app.clone(), session::require);
        let guarded = match guard {
            Guard::Public => handler,
            Guard::Session => handler.route_layer(session),
            // The layer added last comes first.
            _ => handler.route_layer(from_fn_with_state(guard, access::require)).route_layer(session),
        };
        router = router.route(path, load::bound(load, app, guarded));
    }
    let router = router.method_not_allowed_fallback(wrong_method).fallback(assets::nothing_here);
    around(router).with_state(app.clone())
}

/// What stands around every route.
fn around<S: Clone + Send + Sync + 'static>(router: Router<S>) -> Router<S> {
    router
        .layer(from_fn(origin::check))
        // What a panic says may be anything: it is in the log by the panic hook, and no part of it is sent.
        .layer(CatchPanicLayer::custom(|_| Problem::without_detail().into_response()))
        .layer(from_fn(headers::secure))
        .layer(from_fn(log))
}

async fn wrong_method() -> Problem {
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method", "Not this way", "This address does not take requests of this method.")
}

/// One line a request: no query, no header, no body, so that nothing personal and no secret is in it.
async fn log(request: Request, next: Next) -> Response {
    let (method, path, began) = (request.method().clone(), request.uri().path().to_owned(), clock::instant());
    let response = next.run(request).await;
    // Debug escapes what a stranger may have put into a path.
    tracing::debug!(%method, ?path, status = response.status().as_u16(), us = began.elapsed().as_micros(), "request");
    response
}

#[cfg(test)]
#[allow(clippy::panic, clippy::unwrap_used)]
mod tests {
    use axum::{body::Body, routing::get};
    use tower::ServiceExt;

    use super::*;

    #[tokio::test]
    async fn a_panic_is_a_problem_and_says_nothing() {
        async fn falls() -> &'static str {
            panic!("the secret is 42")
        }
        let router: Router = around(Router::new().route("/", get(falls)));
        let answer = router.oneshot(Request::builder().uri("/").body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert!(answer.headers().contains_key("content-security-policy"));
        let body = axum::body::to_bytes(answer.into_body(), 10_000).await.unwrap();
        assert!(!String::from_utf8_lossy(&body).contains("42"));
    }
}
