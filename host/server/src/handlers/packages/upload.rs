//! `POST /api/v1/packages`: a package comes in. 201 when it is new, 200 when these very bytes are here already.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
};
use fanlight_store::Added;

use crate::{
    answer::Kept,
    app::App,
    extract::Raw,
    openapi::Doc,
    packages::{self, Description},
    problem::{Name, Problem},
    session::Session,
};

pub(crate) const DOC: Doc = Doc::new("Upload a package: a component, or a theme's pack of tokens.").fails(&[
    Name::MediaType,
    Name::Package,
    Name::VersionExists,
]);

pub(crate) async fn handle(
    State(app): State<App>,
    session: Session,
    headers: HeaderMap,
    Raw(bytes): Raw,
) -> Result<Kept<Description>, Problem> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !packages::MEDIA_TYPES.contains(&kind) {
        return Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Name::MediaType,
            "Not a package",
            "A package is sent as application/wasm, a theme's pack of tokens as application/design-tokens+json.",
        )
        .hint("With curl: --header 'content-type: application/wasm' --data-binary @FILE"));
    }
    let checked = packages::check(&app, bytes.into()).await?;
    packages::judge(&app, &checked).await?;
    let added = packages::keep(session.store(), session.scope(), checked).await?;
    let description = Description::of(added.package(), app.sandbox.limits())?;
    Ok(if matches!(added, Added::New(_)) { Kept::New(description) } else { Kept::Known(description) })
}
