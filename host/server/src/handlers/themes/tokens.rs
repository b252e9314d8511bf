//! `GET /api/v1/themes/current?scheme&contrast&hour`: the tokens of the chosen theme for this moment. A theme that fails leaves
//! everything in the client's own look, with the reason beside it: nobody is locked out by a theme.

use axum::{Json, extract::State};
use fanlight_bridge::{Contrast, Scheme, ThemeContext, Tokens};
use fanlight_runtime::Failure;
use fanlight_store::Package;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    app::App,
    clock,
    extract::Query,
    notices::{self, News, To},
    packages,
    problem::Problem,
    session::Session,
};

#[derive(Deserialize)]
#[serde(default)]
pub(crate) struct Moment {
    scheme: Scheme,
    contrast: Contrast,
    /// The viewer's local hour, 0 to 23.
    hour: u8,
}

impl Default for Moment {
    fn default() -> Self {
        Self { scheme: Scheme::Light, contrast: Contrast::Standard, hour: 12 }
    }
}

pub(crate) async fn handle(
    State(app): State<App>,
    session: Session,
    Query(moment): Query<Moment>,
) -> Result<Json<Value>, Problem> {
    let mut read = session.read().await?;
    let Some(chosen) = read.theme().await? else {
        return Ok(Json(json!({ "package": null, "tokens": {} })));
    };
    let package = read.package(&chosen).await?.ok_or_else(|| Problem::not_found("theme"))?;
    drop(read);
    let context =
        ThemeContext { now: clock::guest_ms(), hour: moment.hour.min(23), scheme: moment.scheme, contrast: moment.contrast };
    let title = packages::manifest(&package)?.title;
    let name = json!({ "digest": package.digest, "name": package.name, "title": &title, "version": package.version });
    Ok(Json(match run(&app, &session, &package, context).await? {
        Ok(tokens) => json!({ "package": name, "tokens": json_of(&tokens)? }),
        Err(failure) => {
            let news = News::ThemeFailed { digest: package.digest.as_str(), title: &title, why: &failure.message };
            notices::tell(&app, session.scope(), To::Owner, news).await;
            tracing::warn!(theme = %package.digest, message = ?failure.message, kind = %failure.kind, "the theme failed");
            let error = json!({ "kind": failure.kind.as_str(), "message": failure.message, "hint": failure.hint });
            json!({ "package": name, "tokens": {}, "error": error })
        }
    }))
}

/// Run a theme once.
pub(super) async fn run(
    app: &App,
    session: &Session,
    package: &Package,
    context: ThemeContext,
) -> Result<Result<Tokens, Failure>, Problem> {
    let limits = packages::manifest(package)?.limits.applied_to(app.runtime.limits());
    Ok(match app.programs.theme(session, &package.digest).await? {
        Ok(theme) => theme.tokens(limits, context).await.result,
        Err(failure) => Err(failure),
    })
}

/// CSS takes a list of shadows where a theme gives one.
fn json_of(tokens: &Tokens) -> Result<Value, Problem> {
    let mut all = serde_json::to_value(tokens).map_err(|e| Problem::ours(&e))?;
    if let Some(shadows) = all.get_mut("shadow").and_then(Value::as_object_mut) {
        for shadow in shadows.values_mut().filter(|shadow| !shadow.is_array()) {
            *shadow = Value::Array(vec![shadow.take()]);
        }
    }
    Ok(all)
}
