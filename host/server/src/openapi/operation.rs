//! One route in the making.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use fanlight_store::{BoardId, Digest};
use serde_json::{Map, Value, json};

use super::{SCHEMAS, Schemas, guards};
use crate::{
    problem::{Name, Problem},
    router::{Guard, Route},
};

/// What is known of a route so far.
#[derive(Debug, Default)]
pub(crate) struct Operation {
    parameters: Vec<Value>,
    body: Option<Value>,
    responses: BTreeMap<String, Value>,
    problems: BTreeMap<u16, BTreeSet<Name>>,
}

impl Operation {
    /// The JSON of a route.
    pub(super) fn of(route: &Route, schemas: &mut Schemas) -> Value {
        let mut operation = Self::default();
        for name in route.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')) {
            operation.parameter(place(name.trim_start_matches('*'), schemas));
        }
        guards::describe(route, &mut operation);
        (route.describe)(&mut operation, schemas);
        for name in route.doc.fails {
            operation.fails(*name);
        }
        operation.finish(route, schemas)
    }

    pub(crate) fn parameter(&mut self, parameter: Value) {
        self.parameters.push(parameter);
    }

    pub(crate) fn body(&mut self, content: Value) {
        self.body = Some(json!({ "required": true, "content": content }));
    }

    /// An answer that is no problem; `content` is null when it has no body.
    pub(crate) fn answers(&mut self, status: StatusCode, says: &str, content: Value) {
        let mut response = json!({ "description": says });
        if !content.is_null() {
            response["content"] = content;
        }
        self.responses.insert(status.as_str().to_owned(), response);
    }

    /// The same for 200, and nothing at all for who has it already.
    pub(crate) fn tagged(&mut self, says: &str, content: Value) {
        self.answers(StatusCode::OK, says, content);
        self.header(StatusCode::OK, "ETag", "Send it as `If-None-Match` to get the answer only when it has changed.");
        self.answers(StatusCode::NOT_MODIFIED, "What `If-None-Match` names is still so.", Value::Null);
    }

    pub(crate) fn header(&mut self, status: StatusCode, name: &str, says: &str) {
        if let Some(response) = self.responses.get_mut(status.as_str()) {
            response["headers"][name] = json!({ "description": says, "schema": { "type": "string" } });
        }
    }

    /// It may end in this problem, with every status that the problem comes with.
    pub(crate) fn fails(&mut self, name: Name) {
        for status in name.statuses() {
            self.fails_with(name, *status);
        }
    }

    /// The same with one status.
    pub(crate) fn fails_with(&mut self, name: Name, status: StatusCode) {
        self.problems.entry(status.as_u16()).or_default().insert(name);
    }

    fn finish(self, route: &Route, schemas: &mut Schemas) -> Value {
        let mut responses = self.responses;
        schemas.answers.subschema_for::<Problem>();
        for (status, names) in self.problems {
            responses.insert(status.to_string(), problems(&names));
        }
        let says = match route.doc.more {
            "" => guards::words(route.guard).to_owned(),
            more => format!("{more}\n\n{}", guards::words(route.guard)),
        };
        let mut operation = json!({
            "tags": [route.doc.tag()],
            "summary": route.doc.says,
            "description": says,
            "x-guard": guards::name(route.guard),
            "security": if route.guard == Guard::Public { json!([]) } else { json!([{ "session": [] }]) },
            "responses": responses,
        });
        if let Some(name) = route.doc.name() {
            operation["operationId"] = name.into();
        }
        if !self.parameters.is_empty() {
            operation["parameters"] = self.parameters.into();
        }
        if let Some(body) = self.body {
            operation["requestBody"] = body;
        }
        operation
    }
}

/// A parameter of the path, by its name in the router.
fn place(name: &str, schemas: &mut Schemas) -> Value {
    let schema = match name {
        "digest" => json!(schemas.requests.subschema_for::<Digest>()),
        "board" | "kept" | "member" | "session" | "undo" | "widget" => json!(schemas.requests.subschema_for::<BoardId>()),
        _ => json!({ "type": "string" }),
    };
    json!({ "name": name, "in": "path", "required": true, "schema": schema })
}

/// One status and which problems it may stand for.
fn problems(names: &BTreeSet<Name>) -> Value {
    let says: Vec<_> = names.iter().map(|name| format!("`{}`: {}", name.as_str(), name.says())).collect();
    let types: Vec<_> = names.iter().map(|name| name.urn()).collect();
    let schema = json!({ "$ref": format!("#{SCHEMAS}/Problem"), "properties": { "type": { "enum": types } } });
    let mut response = Map::new();
    response.insert("description".to_owned(), says.join("\n\n").into());
    response.insert("content".to_owned(), json!({ "application/problem+json": { "schema": schema } }));
    if names.iter().any(|name| matches!(name, Name::Busy | Name::Store | Name::TooMany)) {
        let header =
            json!({ "description": "Seconds after which the same request may succeed.", "schema": { "type": "integer" } });
        response.insert("headers".to_owned(), json!({ "Retry-After": header }));
    }
    Value::Object(response)
}
