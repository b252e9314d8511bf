//! `GET /api/v1/themes/{digest}/tokens.json?hour`: the theme as a pack, in the format of the Design Tokens Community Group.

use axum::extract::State;
use fanlight_bridge::tokens::{SCREENS, export};
use fanlight_store::Digest;

use crate::{
    answer::Download,
    app::App,
    extract::{Path, Query},
    looks::{self, Moment},
    openapi::Doc,
    packages,
    problem::{Name, Problem},
    session::Session,
};

pub(crate) const DOC: Doc = Doc::new("A theme as a pack, in the format of the Design Tokens Community Group.")
    .fails(&[Name::Unprocessable, Name::Package]);

pub(crate) async fn handle(
    State(app): State<App>,
    session: Session,
    Path(digest): Path<Digest>,
    Query(moment): Query<Moment>,
) -> Result<Download, Problem> {
    let package = session.read().await?.package(&digest).await?.ok_or_else(|| Problem::not_found("theme"))?;
    let mut all = Vec::new();
    for (scheme, contrast) in SCREENS {
        let look = looks::look(&app, &session, &package, Moment { scheme, contrast, ..moment }).await?;
        all.push((scheme, contrast, look.as_ref().clone()?));
    }
    let document = export(&packages::manifest(&package)?, &all);
    Ok(Download { name: package.name, document })
}
