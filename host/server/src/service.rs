//! The whole service: what stands around the routes of `router.rs`.

use std::panic::AssertUnwindSafe;

use axum::{
    Router,
    extract::{Request, State},
    http::StatusCode,
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
};
use futures_util::FutureExt as _;

use crate::{
    access,
    app::App,
    assets, clock, headers, load, origin,
    problem::{Name, Problem},
    router::{self, Guard, Route},
};

/// The whole service. From the outside in: [`around`]; then per route its guard, which also finds it a place, and its bounds.
pub(crate) fn build(app: &App) -> Router {
    let mut router = Router::new();
    for Route { path, guard, load, handler, .. } in router::table() {
        let bound = load::bound(load, handler);
        let guarded = match guard {
            Guard::Public => load::unguarded(load, app, bound),
            _ => bound.route_layer(from_fn_with_state((app.clone(), guard, load), access::require)),
        };
        router = router.route(path, guarded);
    }
    let router = router.method_not_allowed_fallback(wrong_method).fallback(assets::nothing_here);
    router.layer(from_fn_with_state(app.front.https(), around)).with_state(app.clone())
}

/// What stands around every route, from the outside in: log, security headers, panics, where the request comes from. One layer: each is a
/// box for the request, and another copy of all that is below it.
async fn around(State(https): State<bool>, request: Request, next: Next) -> Response {
    let (method, path, began) = (request.method().clone(), request.uri().path().to_owned(), clock::instant());
    let mut response = match origin::check(&request) {
        // What a panic says may be anything: it is in the log by the panic hook, and no part of it is sent.
        Ok(()) => {
            AssertUnwindSafe(next.run(request)).catch_unwind().await.unwrap_or_else(|_| Problem::without_detail().into_response())
        }
        Err(problem) => problem.into_response(),
    };
    headers::secure(response.headers_mut(), https);
    // One line a request: no query, no header, no body, so that nothing personal and no secret is in it. Debug escapes what a stranger may
    // have put into a path.
    tracing::debug!(%method, ?path, status = response.status().as_u16(), us = began.elapsed().as_micros(), "request");
    response
}

async fn wrong_method() -> Problem {
    Problem::new(
        StatusCode::METHOD_NOT_ALLOWED,
        Name::Method,
        "Not this way",
        "This address does not take requests of this method.",
    )
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
        let router: Router = Router::new().route("/", get(falls)).layer(from_fn_with_state(false, around));
        let answer = router.oneshot(Request::builder().uri("/").body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert!(answer.headers().contains_key("content-security-policy"));
        let body = axum::body::to_bytes(answer.into_body(), 10_000).await.unwrap();
        assert!(!String::from_utf8_lossy(&body).contains("42"));
    }
}
