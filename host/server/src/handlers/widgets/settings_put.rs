//! `PUT /api/v1/widgets/{widget}/settings`: adjust it. The choice is kept, answered, and then told: neither a widget that fails on it
//! nor one that is busy can take it back.

use std::sync::Arc;

use axum::{Json, extract::State};
use fanlight_bridge::Event;
use fanlight_store::JsonMap;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;

use crate::{
    access::OwnedWidget,
    app::App,
    clock,
    extract::Body,
    openapi::Doc,
    problem::{Name, Problem},
    widgets::{self, Frame, Subject},
};

/// Settings by name; what is left out stays as it is.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "WantedSettings")]
pub(crate) struct Wanted {
    values: JsonMap,
}

pub(crate) const DOC: Doc = Doc::new("Adjust a widget.").fails(&[Name::Unprocessable]);

pub(crate) async fn handle(
    State(app): State<App>,
    reached: OwnedWidget,
    Body(Wanted { values }): Body<Wanted>,
) -> Result<Json<Frame>, Problem> {
    let (session, id) = reached.into_parts();
    let mut write = session.write().await?;
    let widget = write.widget(&id).await?.ok_or_else(|| Problem::not_found("widget"))?;
    let mut subject = Subject::of(&app, &session, &mut write, widget).await?;
    // What is not named stays as it is.
    let mut all = subject.settings();
    all.extend(values);
    let settings = subject.manifest.check_settings(&all)?;
    write.set_settings(&id, &settings).await?;
    // Values may be private; that they were changed is not.
    write.audit(clock::now_ms(), "settings.changed", id.as_str(), &json!({ "name": subject.widget.package_name })).await?;
    write.commit().await?;
    Arc::make_mut(&mut subject.widget).settings = settings;
    let frame = Frame::glance(&app, &subject);
    widgets::tell_later(&app, &session, id, Event::SettingsChanged);
    Ok(Json(frame))
}
