//! `POST /api/v1/account/link`: a sign-in link for another device of one's own.

use axum::extract::State;
use fanlight_store::SIGN_IN_LIFE_MS;

use crate::{
    answer::Created,
    app::App,
    links::{self, SignInLink},
    openapi::Doc,
    problem::{Name, Problem},
    session::Session,
};

pub(crate) const DOC: Doc = Doc::new("A sign-in link for another device of one's own.")
    .more("It works once, within a quarter of an hour, and ends an earlier one that was not used.")
    .fails(&[Name::Full]);

pub(crate) async fn handle(State(app): State<App>, session: Session) -> Result<Created<SignInLink>, Problem> {
    links::make(&app, &session, &session.principal().id, SIGN_IN_LIFE_MS).await.map(Created)
}
