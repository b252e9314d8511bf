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
use tower_http::catch_panic::CatchPanicLayer;

use crate::{
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
    use Guard::{Public, Session};
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
        route(POST, "/api/v1/packages", Session, Package, h::packages::upload::handle),
        route(GET, "/api/v1/packages/{digest}", Session, Json, h::packages::show::handle),
        route(GET, "/api/v1/packages/{digest}/picture", Session, Json, h::packages::picture::handle),
        route(GET, "/api/v1/boards", Session, Json, h::boards::list::handle),
        route(GET, "/api/v1/boards/{board}/widgets", Session, Json, h::boards::show::handle),
        route(POST, "/api/v1/boards/{board}/widgets", Session, Json, h::boards::install::handle),
        route(GET, "/api/v1/boards/{board}/live", Session, Stream, h::boards::live::handle),
        route(PATCH, "/api/v1/widgets/{widget}", Session, Json, h::widgets::pause::handle),
        route(DELETE, "/api/v1/widgets/{widget}", Session, Json, h::widgets::remove::handle),
        route(GET, "/api/v1/widgets/{widget}/frame", Session, Json, h::widgets::frame::handle),
        route(POST, "/api/v1/widgets/{widget}/events", Session, Json, h::widgets::event::handle),
        route(GET, "/api/v1/widgets/{widget}/grants", Session, Json, h::widgets::grants_show::handle),
        route(PUT, "/api/v1/widgets/{widget}/grants", Session, Json, h::widgets::grants_put::handle),
        route(DELETE, "/api/v1/widgets/{widget}/grants/{capability}", Session, Json, h::widgets::grant_revoke::handle),
        route(GET, "/api/v1/widgets/{widget}/settings", Session, Json, h::widgets::settings_show::handle),
        route(PUT, "/api/v1/widgets/{widget}/settings", Session, Json, h::widgets::settings_put::handle),
        route(GET, "/api/v1/widgets/{widget}/usage", Session, Json, h::widgets::usage::handle),
        route(GET, "/api/v1/themes", Session, Json, h::themes::list::handle),
        route(GET, "/api/v1/themes/current", Session, Json, h::themes::tokens::handle),
        route(PUT, "/api/v1/themes/current", Session, Json, h::themes::choose::handle),
        route(GET, "/api/v1/themes/{digest}/preview", Session, Json, h::themes::preview::handle),
        route(GET, "/api/v1/themes/{digest}/tokens.json", Session, Json, h::themes::download::handle),
        route(GET, "/api/v1/audit", Session, Json, h::audit::handle),
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
        let guarded = match guard {
            Guard::Public => handler,
            Guard::Session => handler.route_layer(from_fn_with_state(app.clone(), session::require)),
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
