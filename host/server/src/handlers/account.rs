//! `GET /api/v1/account`: who is signed in, and where.

use axum::{Json, extract::State};
use serde::Serialize;

use crate::{app::App, problem::Problem, session::Session};

#[derive(Serialize)]
pub(crate) struct Account {
    name: String,
    workspace: WorkspaceFacts,
    home_board: String,
}

#[derive(Serialize)]
struct WorkspaceFacts {
    name: String,
    documents: usize,
    folders: Vec<String>,
    /// There are more documents than these, which is as many as are listed.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    truncated: bool,
    /// Why there are no documents, when the folder cannot be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<String>,
}

pub(crate) async fn handle(State(app): State<App>, session: Session) -> Result<Json<Account>, Problem> {
    let mut read = session.read().await?;
    let (workspace, home) = (read.workspace().await?, read.home_board().await?);
    drop(read);
    let summary = app.workspace.summary().await;
    Ok(Json(Account {
        name: session.principal().name.clone(),
        workspace: WorkspaceFacts {
            name: workspace.name,
            documents: summary.documents,
            folders: summary.folders,
            truncated: summary.truncated,
            problem: summary.problem,
        },
        home_board: home.id.to_string(),
    }))
}
