//! `GET /api/v1/themes/{digest}/tokens.json?hour`: the theme as a pack, in the format of the Design Tokens Community Group.

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse as _, Response},
};
use fanlight_bridge::tokens::{MEDIA_TYPE, SCREENS, export};
use fanlight_store::Digest;

use crate::{
    app::App,
    extract::{Path, Query},
    looks::{self, Moment},
    packages,
    problem::Problem,
    session::Session,
};

pub(crate) async fn handle(
    State(app): State<App>,
    session: Session,
    Path(digest): Path<Digest>,
    Query(moment): Query<Moment>,
) -> Result<Response, Problem> {
    let package = session.read().await?.package(&digest).await?.ok_or_else(|| Problem::not_found("theme"))?;
    let mut all = Vec::new();
    for (scheme, contrast) in SCREENS {
        let look = looks::look(&app, &session, &package, Moment { scheme, contrast, ..moment }).await?;
        all.push((scheme, contrast, look.as_ref().clone()?));
    }
    let document = export(&packages::manifest(&package)?, &all);
    // A name is letters, digits and hyphens: the manifest's check has seen to it.
    let file = format!("attachment; filename=\"{}.tokens.json\"", package.name);
    let kind = MEDIA_TYPE.to_owned();
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, file)], format!("{document:#}\n")).into_response())
}
