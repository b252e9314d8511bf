//! `GET /api/v1/themes/current?scheme&contrast&hour`: the tokens of the chosen theme for this moment. A theme that fails leaves
//! everything in the client's own look, with the reason beside it: nobody is locked out by a theme.

use axum::{extract::State, http::HeaderMap};

use crate::{
    app::App,
    etag::Tagged,
    extract::Query,
    looks::{self, LookJson, Moment},
    notices::{self, News, To},
    openapi::Doc,
    packages,
    problem::{Name, Problem},
    session::Session,
};

pub(crate) const DOC: Doc = Doc::new("The tokens of the chosen theme for this moment.")
    .more("A theme that fails leaves everything in the client's own look, with the reason beside it.")
    .fails(&[Name::NotFound, Name::Unprocessable]);

pub(crate) async fn handle(
    State(app): State<App>,
    session: Session,
    headers: HeaderMap,
    Query(moment): Query<Moment>,
) -> Result<Tagged<LookJson>, Problem> {
    let mut read = session.read().await?;
    let Some(chosen) = read.theme().await? else {
        return Ok(Tagged::new(headers, LookJson::default()));
    };
    let package = read.package(&chosen).await?.ok_or_else(|| Problem::not_found("package"))?;
    drop(read);
    let answer = looks::described(&app, &session, &package, moment).await?;
    if let Some(error) = &answer.error {
        let title = packages::manifest(&package)?.title;
        let digest = package.digest.as_str();
        let news = News::ThemeFailed { digest, title: &title, failure: error.kind, why: &error.message };
        notices::tell(&app, session.scope(), To::Owner, news).await;
        tracing::warn!(theme = %package.digest, ?error, "the theme failed");
    }
    Ok(Tagged::new(headers, answer))
}
