//! `GET /api/v1/widgets/{widget}/grants`: what it asked for, and what it got.

use axum::{Json, extract::State};

use crate::{
    access::ViewedWidget,
    app::App,
    openapi::Doc,
    packages::{self, Grants},
    problem::Problem,
    widgets::Subject,
};

pub(crate) const DOC: Doc = Doc::new("What a widget asked for, and what it got.");

pub(crate) async fn handle(State(app): State<App>, reached: ViewedWidget) -> Result<Json<Grants>, Problem> {
    let (session, id) = reached.into_parts();
    let subject = Subject::load(&app, &session, &id, None).await?;
    Ok(Json(Grants { grants: packages::given(&subject.manifest, &subject.widget.granted) }))
}
