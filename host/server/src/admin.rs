//! The operator's own listener: figures, on an address of its own that no user of the server reaches. It asks nobody who they are, so it
//! belongs on loopback or on a network of the operator's.

use axum::{
    Router,
    extract::State,
    http::{StatusCode, header},
    middleware::map_response,
    response::{IntoResponse, Response},
    routing::get,
};

use crate::{
    app::App,
    headers, metrics,
    problem::{Name, Problem},
};

/// What [OpenMetrics](https://prometheus.io/docs/specs/om/open_metrics_spec/) calls itself.
const TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Its routes: `/metrics`, and whether the process lives.
pub(crate) fn routes(app: &App) -> Router {
    let router = Router::new().route("/metrics", get(figures)).route("/healthz", get(async || "ok\n")).fallback(nothing_here);
    router.layer(map_response(secured)).with_state(app.clone())
}

async fn secured(mut response: Response) -> Response {
    headers::secure(response.headers_mut(), false);
    response
}

async fn figures(State(app): State<App>) -> Result<Response, Problem> {
    let text = metrics::text(&app).map_err(|e| Problem::ours(&e))?;
    Ok(([(header::CONTENT_TYPE, TYPE)], text).into_response())
}

async fn nothing_here() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, Name::NotFound, "Not found", "The operator's listener has /metrics and /healthz.")
}
