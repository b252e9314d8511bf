//! `POST /api/v1/boards/{board}/widgets`: put a package to work, with what the person granted and nothing else.

use std::time::Duration;

use axum::extract::State;
use fanlight_store::NewWidget;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use crate::{
    access::OwnedBoard,
    answer::Created,
    app::App,
    boards::{MOST_WIDGETS, full},
    clock,
    extract::Body,
    live::Change,
    openapi::Doc,
    packages::{self, Install},
    problem::{Name, Problem},
    widgets::{self, Frame, Subject},
};

/// How long the answer waits for the first frame. It may have to be compiled first, and it is installed either way.
const FIRST_FRAME: Duration = Duration::from_secs(2);

/// The new widget.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Installed {
    #[serde(flatten)]
    frame: Frame,
    /// Whether it has what an earlier one left behind.
    restored: bool,
}

pub(crate) const DOC: Doc = Doc::new("Put a package to work on a board.")
    .more("It may do what `grants` says and nothing else. `view` is null while it is still being compiled: ask for its frame.")
    .fails(&[Name::Full, Name::Unprocessable]);

pub(crate) async fn handle(
    State(app): State<App>,
    reached: OwnedBoard,
    Body(wanted): Body<Install>,
) -> Result<Created<Installed>, Problem> {
    let now = clock::now_ms();
    let (session, board) = reached.into_parts();
    let mut write = session.write().await?;
    let board = write.board(&board).await?.ok_or_else(|| Problem::not_found("board"))?;
    let package = write.package(&wanted.package).await?.ok_or_else(|| Problem::not_found("package"))?;
    let manifest = packages::widget_manifest(&package)?;
    if write.widgets(&board.id).await?.len() >= MOST_WIDGETS {
        return Err(full("The board is full", MOST_WIDGETS));
    }
    let granted = packages::within(&manifest, &wanted.grants)?;
    let new = NewWidget {
        board: board.id.clone(),
        package: package.digest.clone(),
        granted: granted.clone(),
        settings: manifest.default_settings(),
    };
    let installed = write.install(new, now).await?;
    let id = installed.widget.id.clone();
    let detail = json!({
        "name": package.name, "version": package.version, "digest": package.digest, "granted": granted, "restored": installed.restored,
    });
    write.audit(now, "widget.installed", id.as_str(), &detail).await?;
    let subject = Subject::of(&app, &session, &mut write, installed.widget).await?;
    write.commit().await?;
    app.live.tell(&board.id, Change::Widgets);
    let outline = Frame::glance(&app, &subject);
    let first = tokio::spawn(async move { widgets::frame(&app, &session, &id, app.viewers.of(&session)).await });
    // From here on it is installed, whatever becomes of its first run: that one goes on, and who follows the board hears of it.
    let frame = match tokio::time::timeout(FIRST_FRAME, first).await {
        Ok(Ok(Ok(frame))) => frame,
        _ => outline,
    };
    Ok(Created(Installed { frame, restored: installed.restored }))
}
