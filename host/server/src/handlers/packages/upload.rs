//! `POST /api/v1/packages`: a package comes in. 201 when it is new, 200 when these very bytes are here already.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode, header},
};
use fanlight_bridge::tokens::MEDIA_TYPE;
use fanlight_store::Added;

use crate::{
    app::App,
    extract::Raw,
    packages::{self, Description},
    problem::Problem,
    session::Session,
};

pub(crate) async fn handle(
    State(app): State<App>,
    session: Session,
    headers: HeaderMap,
    Raw(bytes): Raw,
) -> Result<(StatusCode, Json<Description>), Problem> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !matches!(kind, "application/wasm" | "application/octet-stream" | "application/json" | MEDIA_TYPE) {
        return Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "media-type",
            "Not a package",
            "A package is sent as application/wasm, a theme's pack of tokens as application/design-tokens+json.",
        )
        .hint("With curl: --header 'content-type: application/wasm' --data-binary @FILE"));
    }
    let checked = packages::check(&app.capabilities, bytes.into()).await?;
    packages::judge(&app, &checked).await?;
    let added = packages::keep(session.store(), session.scope(), checked).await?;
    let status = if matches!(added, Added::New(_)) { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, Json(Description::of(added.package(), app.sandbox.limits())?)))
}
