//! `PUT /api/v1/themes/current`: put a theme on, or take it off. It is tried in every scheme and contrast first.

use axum::{Json, extract::State};
use fanlight_bridge::tokens::SCREENS;
use fanlight_store::Digest;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::{
    app::App,
    clock,
    extract::Body,
    live::Change,
    looks::{self, Moment},
    openapi::Doc,
    problem::{Name, Problem},
    session::Session,
};

/// A theme, or null for the client's own look.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ThemeChoice")]
pub(crate) struct Choice {
    package: Option<Digest>,
}

/// What is on now.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ChosenTheme")]
pub(crate) struct Chosen {
    current: Option<Digest>,
}

pub(crate) const DOC: Doc = Doc::new("Put a theme on, or take it off.")
    .more("It is tried in every scheme, contrast and hour first.")
    .fails(&[Name::NotFound, Name::Unprocessable, Name::Package]);

pub(crate) async fn handle(
    State(app): State<App>,
    session: Session,
    Body(Choice { package }): Body<Choice>,
) -> Result<Json<Chosen>, Problem> {
    if let Some(digest) = &package {
        try_on(&app, &session, digest).await?;
    }
    let now = clock::now_ms();
    let mut write = session.write().await?;
    write.set_theme(package.as_ref(), now).await?;
    let subject = package.as_ref().map_or_else(|| "none".to_owned(), ToString::to_string);
    write.audit(now, "theme.chosen", &subject, &json!({})).await?;
    write.commit().await?;
    app.live.tell_all(&Change::Theme);
    Ok(Json(Chosen { current: package }))
}

/// A theme that cannot be read in one of the schemes, or at night, is not put on in any.
async fn try_on(app: &App, session: &Session, digest: &Digest) -> Result<(), Problem> {
    let package = session.read().await?.package(digest).await?.ok_or_else(|| Problem::not_found("theme"))?;
    app.programs.retry(digest);
    for (scheme, contrast) in SCREENS {
        for hour in 0..24 {
            looks::look(app, session, &package, Moment { scheme, contrast, hour }).await?.as_ref().clone()?;
        }
    }
    Ok(())
}
