//! `GET /api/v1/account`: who is signed in, and where.

use axum::{Json, extract::State};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{app::App, openapi::Doc, problem::Problem, session::Session};

/// Who is signed in.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Account {
    id: String,
    name: String,
    /// `owner` or `member`.
    role: &'static str,
    workspace: WorkspaceFacts,
    /// The board to begin with.
    home_board: String,
}

/// What the workspace holds.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Workspace")]
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

pub(crate) const DOC: Doc = Doc::new("Who is signed in, and where.");

pub(crate) async fn handle(State(app): State<App>, session: Session) -> Result<Json<Account>, Problem> {
    let name = session.principal().name.clone();
    account(&app, &session, name).await.map(Json)
}

/// Somebody of that name, as the session knows them.
pub(super) async fn account(app: &App, session: &Session, name: String) -> Result<Account, Problem> {
    let mut read = session.read().await?;
    let (workspace, home) = (read.workspace().await?, read.home_board().await?);
    drop(read);
    let summary = app.workspace.summary().await;
    Ok(Account {
        id: session.principal().id.to_string(),
        name,
        role: session.role().as_str(),
        workspace: WorkspaceFacts {
            name: workspace.name,
            documents: summary.documents,
            folders: summary.folders,
            truncated: summary.truncated,
            problem: summary.problem,
        },
        home_board: home.id.to_string(),
    })
}
