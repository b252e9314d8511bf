//! `GET /api/v1/themes/current?scheme&contrast&hour`: the tokens of the chosen theme for this moment. A theme that fails leaves
//! everything in the client's own look, with the reason beside it: nobody is locked out by a theme.

use axum::{extract::State, http::HeaderMap, response::Response};
use serde_json::json;

use crate::{
    app::App,
    etag,
    extract::Query,
    looks::{self, Moment},
    notices::{self, News, To},
    packages,
    problem::Problem,
    session::Session,
};

pub(crate) async fn handle(
    State(app): State<App>,
    session: Session,
    headers: HeaderMap,
    Query(moment): Query<Moment>,
) -> Result<Response, Problem> {
    let mut read = session.read().await?;
    let Some(chosen) = read.theme().await? else {
        return Ok(etag::json(&headers, &json!({ "package": null, "tokens": {} })));
    };
    let package = read.package(&chosen).await?.ok_or_else(|| Problem::not_found("package"))?;
    drop(read);
    let answer = looks::described(&app, &session, &package, moment).await?;
    if let Some(error) = answer.get("error") {
        let title = packages::manifest(&package)?.title;
        let said = |name: &str| error[name].as_str().unwrap_or_default();
        let news =
            News::ThemeFailed { digest: package.digest.as_str(), title: &title, failure: said("kind"), why: said("message") };
        notices::tell(&app, session.scope(), To::Owner, news).await;
        tracing::warn!(theme = %package.digest, %error, "the theme failed");
    }
    Ok(etag::json(&headers, &answer))
}
