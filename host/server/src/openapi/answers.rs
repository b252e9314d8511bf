//! What each kind of answer adds to an operation.

use axum::{
    Json,
    http::StatusCode,
    response::sse::{Event, Sse},
};
use schemars::JsonSchema;
use serde_json::{Value, json};

use super::{Operation, SCHEMAS, Schemas};
use crate::{
    answer::{Asset, Created, Document, Download, Kept, NoContent, Page, Png, SetCookie, Text},
    etag::Tagged,
    problem::{Name, Problem},
};

/// What a handler answers.
pub(crate) trait Answers {
    /// Say it.
    fn describe(to: &mut Operation, schemas: &mut Schemas);
}

/// Whatever can fail can fail by our own fault.
impl<T: Answers> Answers for Result<T, Problem> {
    fn describe(to: &mut Operation, schemas: &mut Schemas) {
        T::describe(to, schemas);
        to.fails(Name::Internal);
        to.fails(Name::Busy);
        to.fails(Name::Store);
    }
}

fn json_of<T: JsonSchema>(schemas: &mut Schemas) -> Value {
    json!({ "application/json": { "schema": schemas.answers.subschema_for::<T>() } })
}

impl<T: JsonSchema> Answers for Json<T> {
    fn describe(to: &mut Operation, schemas: &mut Schemas) {
        let content = json_of::<T>(schemas);
        to.answers(StatusCode::OK, "Done.", content);
    }
}

impl<T: JsonSchema> Answers for Created<T> {
    fn describe(to: &mut Operation, schemas: &mut Schemas) {
        let content = json_of::<T>(schemas);
        to.answers(StatusCode::CREATED, "It is there now.", content);
    }
}

impl<T: JsonSchema> Answers for Kept<T> {
    fn describe(to: &mut Operation, schemas: &mut Schemas) {
        let content = json_of::<T>(schemas);
        to.answers(StatusCode::CREATED, "It is there now.", content.clone());
        to.answers(StatusCode::OK, "These very bytes were here already.", content);
    }
}

impl<T: JsonSchema> Answers for Tagged<T> {
    fn describe(to: &mut Operation, schemas: &mut Schemas) {
        let content = json_of::<T>(schemas);
        to.tagged("Done.", content);
    }
}

impl Answers for NoContent {
    fn describe(to: &mut Operation, _: &mut Schemas) {
        to.answers(StatusCode::NO_CONTENT, "Done.", Value::Null);
    }
}

impl Answers for SetCookie {
    fn describe(to: &mut Operation, _: &mut Schemas) {
        to.answers(StatusCode::NO_CONTENT, "Done. `Set-Cookie` gives the session, or takes it back.", Value::Null);
        to.header(StatusCode::NO_CONTENT, "Set-Cookie", "HttpOnly, SameSite=Strict, and Secure when the page came over TLS.");
    }
}

impl Answers for Png {
    fn describe(to: &mut Operation, _: &mut Schemas) {
        to.answers(StatusCode::OK, "A PNG that never changes.", json!({ "image/png": { "schema": {} } }));
    }
}

impl Answers for Download {
    fn describe(to: &mut Operation, _: &mut Schemas) {
        let content = json!({ fanlight_bridge::tokens::MEDIA_TYPE: { "schema": { "type": "object" } } });
        to.answers(StatusCode::OK, "A file.", content);
        to.header(StatusCode::OK, "Content-Disposition", "With the file's name.");
    }
}

impl Answers for Text {
    fn describe(to: &mut Operation, _: &mut Schemas) {
        to.answers(StatusCode::OK, "Done.", json!({ "text/plain": { "schema": { "type": "string" } } }));
    }
}

impl Answers for Page {
    fn describe(to: &mut Operation, _: &mut Schemas) {
        to.tagged("The web client's page.", json!({ "text/html": { "schema": { "type": "string" } } }));
        to.fails(Name::NoClient);
    }
}

impl Answers for Document {
    fn describe(to: &mut Operation, _: &mut Schemas) {
        to.tagged("The document.", json!({ "application/json": { "schema": { "type": "object" } } }));
    }
}

impl Answers for Asset {
    fn describe(to: &mut Operation, _: &mut Schemas) {
        to.tagged("A file of the web client.", json!({ "*/*": { "schema": {} } }));
    }
}

/// A stream has no schema of its own in OpenAPI 3.1: `x-itemSchema` is what 3.2 calls `itemSchema`.
impl<S> Answers for Sse<S>
where
    S: futures_util::Stream<Item = Result<Event, std::convert::Infallible>>,
{
    fn describe(to: &mut Operation, _: &mut Schemas) {
        let item = json!({ "$ref": format!("#{SCHEMAS}/LiveEvent") });
        let content = json!({ "text/event-stream": { "schema": { "type": "string" }, "x-itemSchema": item } });
        to.answers(StatusCode::OK, "Server-sent events, each as in `LiveEvent`: its `event` and its `data`.", content);
    }
}
