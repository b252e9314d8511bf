//! The whole service: what stands around the routes of `router.rs`.

use axum::{
    Router,
    extract::Request,
    http::StatusCode,
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
};
use tower_http::catch_panic::CatchPanicLayer;

use crate::{
    access,
    app::App,
    assets, clock, headers, load, origin,
    problem::{Name, Problem},
    router::{self, Guard, Route},
    session,
};

/// The whole service. From the outside in: log, security headers, panics, where the request comes from; then per route its
/// bounds and its guard, which comes last so that a refused request costs no place in the database.
pub(crate) fn build(app: &App) -> Router {
    let mut router = Router::new();
    for Route { path, guard, load, handler, .. } in router::table() {
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
    around(router, app.front.https()).with_state(app.clone())
}

/// What stands around every route.
fn around<S: Clone + Send + Sync + 'static>(router: Router<S>, https: bool) -> Router<S> {
    router
        .layer(from_fn(origin::check))
        // What a panic says may be anything: it is in the log by the panic hook, and no part of it is sent.
        .layer(CatchPanicLayer::custom(|_| Problem::without_detail().into_response()))
        .layer(from_fn_with_state(https, headers::secure))
        .layer(from_fn(log))
}

async fn wrong_method() -> Problem {
    Problem::new(
        StatusCode::METHOD_NOT_ALLOWED,
        Name::Method,
        "Not this way",
        "This address does not take requests of this method.",
    )
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
#[allow(clippy::panic, clippy::unwrap_used, reason = "a test ends at the first surprise")]
mod tests {
    use axum::{body::Body, routing::get};
    use tower::ServiceExt;

    use super::*;

    #[tokio::test]
    async fn a_panic_is_a_problem_and_says_nothing() {
        async fn falls() -> &'static str {
            panic!("the secret is 42")
        }
        let router: Router = around(Router::new().route("/", get(falls)), false);
        let answer = router.oneshot(Request::builder().uri("/").body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert!(answer.headers().contains_key("content-security-policy"));
        let body = axum::body::to_bytes(answer.into_body(), 10_000).await.unwrap();
        assert!(!String::from_utf8_lossy(&body).contains("42"));
    }
}
