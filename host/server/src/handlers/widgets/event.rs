//! `POST /api/v1/widgets/{widget}/events`: a person did something.

use axum::{Json, extract::State};

use crate::{
    access::UsedWidget,
    app::App,
    extract::Body,
    openapi::Doc,
    problem::{Name, Problem},
    widgets::{self, Frame, Sent},
};

pub(crate) const DOC: Doc = Doc::new("A person did something.")
    .more("The same `id` twice is the same event: the second answer is the frame of now. `seen` is the version of the frame that the person saw.")
    .fails(&[Name::Stale, Name::Paused, Name::EventId, Name::Event, Name::Unprocessable, Name::Suspended]);

pub(crate) async fn handle(State(app): State<App>, reached: UsedWidget, Body(sent): Body<Sent>) -> Result<Json<Frame>, Problem> {
    let (session, id) = reached.into_parts();
    widgets::send(&app, &session, id, sent).await.map(Json)
}
