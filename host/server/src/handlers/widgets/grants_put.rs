//! `PUT /api/v1/widgets/{widget}/grants`: all that it may do from now on, within what its package declares.

use axum::{Json, extract::State};
use fanlight_bridge::Event;
use serde_json::json;

use crate::{
    access::OwnedWidget,
    app::App,
    clock,
    extract::Body,
    live::Change,
    openapi::Doc,
    packages::{self, Grants, Wanted},
    problem::{Name, Problem},
    widgets::{self, Subject},
};

pub(crate) const DOC: Doc =
    Doc::new("All that a widget may do from now on, within what its package declares.").fails(&[Name::Unprocessable]);

pub(crate) async fn handle(
    State(app): State<App>,
    reached: OwnedWidget,
    Body(Wanted { grants }): Body<Wanted>,
) -> Result<Json<Grants>, Problem> {
    let (session, id) = reached.into_parts();
    let mut write = session.write().await?;
    let widget = write.widget(&id).await?.ok_or_else(|| Problem::not_found("widget"))?;
    let subject = Subject::of(&app, &session, &mut write, widget).await?;
    let granted = packages::within(&subject.manifest, &grants)?;
    if granted == subject.widget.granted {
        return Ok(Json(Grants { grants: packages::given(&subject.manifest, &granted) }));
    }
    write.set_granted(&id, &granted).await?;
    let detail = json!({ "name": subject.widget.package_name, "before": subject.widget.granted, "now": granted });
    write.audit(clock::now_ms(), "grants.changed", id.as_str(), &detail).await?;
    write.commit().await?;
    app.live.tell(&subject.widget.board, Change::Widget(id.clone(), subject.version()));
    app.live.tell(&subject.widget.board, Change::Widgets);
    widgets::tell_later(&app, &session, id, Event::DocumentsChanged);
    Ok(Json(Grants { grants: packages::given(&subject.manifest, &granted) }))
}
