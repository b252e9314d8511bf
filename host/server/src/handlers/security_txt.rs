//! `GET /.well-known/security.txt`: whom to tell of a hole, as in RFC 9116. There is none until the operator names a contact.

use axum::extract::State;

use crate::{
    answer::Text,
    app::App,
    clock,
    openapi::Doc,
    problem::{Name, Problem},
};

pub(crate) const DOC: Doc = Doc::new("Whom to tell of a hole in security (RFC 9116).")
    .more("404 when the server was started without a contact.")
    .fails(&[Name::NotFound]);

pub(crate) async fn handle(State(app): State<App>) -> Result<Text, Problem> {
    let contact = app.front.contact.as_ref().ok_or_else(|| Problem::not_found("file"))?;
    Ok(Text(contact.security_txt(app.front.public.as_ref(), clock::now_ms())))
}
