//! The API as an OpenAPI 3.1 document, made from the code that answers.
//!
//! What a route takes and answers is read off its handler's signature, who may use it off its guard, and most of its problems off both:
//! `router.rs` accepts no handler that cannot be described. What the types do not say is in the handler's `DOC`.
//!
//! | file | idea |
//! |---|---|
//! | `doc` | what a handler says about itself |
//! | `handler` | a function is what it takes and what it answers |
//! | `takes`, `answers` | what each extractor and each answer adds |
//! | `operation` | one route in the making, and its JSON |
//! | `guards` | what standing before a route adds to it |

mod answers;
mod doc;
mod guards;
mod handler;
mod operation;
mod takes;

use axum::http::Method;
use schemars::{SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};

pub(crate) use answers::Answers;
pub(crate) use doc::Doc;
pub(crate) use handler::Documented;
pub(crate) use operation::Operation;
pub(crate) use takes::Takes;

use crate::{live::LiveEvent, router::Route};

/// Where schemas that are named stand in the document.
const SCHEMAS: &str = "/components/schemas";

/// What the document says about the whole.
const ABOUT: &str = "\
Boards, widgets, packages and themes of one workspace.

**Signing in.** `POST /api/v1/session` spends the token of a sign-in link and gives a session cookie; nothing else does. Each operation \
names its guard in `x-guard`; only `public` ones need no session.

**Where from.** A request that changes something says where it comes from: a browser's `Sec-Fetch-Site: same-origin`, or `Origin` with \
the server's own scheme, host and port. Without either it is refused.

**Errors** are problems as in RFC 9457, and `type` is one of a fixed list. Any of them may also come from what stands before the API: \
405 `method` for another method of a known address, 404 `not-found` for an unknown one.

**Time** is in milliseconds since 1970-01-01 UTC unless a name says otherwise. Ids are opaque.";

/// What shapes of JSON go in and out. They are apart because a type may look different on its way in, where defaults can be left out.
pub(crate) struct Schemas {
    pub(crate) requests: SchemaGenerator,
    pub(crate) answers: SchemaGenerator,
}

impl Schemas {
    fn new() -> Self {
        let settings = || {
            SchemaSettings::draft2020_12().with(|settings| {
                settings.definitions_path = SCHEMAS.into();
                settings.meta_schema = None;
            })
        };
        Self { requests: settings().for_deserialize().into_generator(), answers: settings().for_serialize().into_generator() }
    }

    /// Every named schema.
    fn all(mut self) -> Map<String, Value> {
        let mut all = self.requests.take_definitions(true);
        all.extend(self.answers.take_definitions(true));
        all
    }
}

/// The document of these routes; `cookie` is the name of this server's.
pub(crate) fn document(routes: &[Route], cookie: &str) -> Value {
    let mut schemas = Schemas::new();
    let mut paths: Map<String, Value> = Map::new();
    for route in routes {
        let operation = Operation::of(route, &mut schemas);
        let path = paths.entry(templated(route.path)).or_insert_with(|| json!({}));
        path[method(&route.method)] = operation;
    }
    // Named where the stream is described: it is no body of an answer, but part of one.
    schemas.answers.subschema_for::<LiveEvent>();
    json!({
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": "Fanlight",
            "version": env!("CARGO_PKG_VERSION"),
            "description": ABOUT,
            "license": { "name": env!("CARGO_PKG_LICENSE"), "identifier": env!("CARGO_PKG_LICENSE") },
        },
        "servers": [{ "url": "/" }],
        "tags": tags(routes),
        "paths": paths,
        "components": {
            "schemas": schemas.all(),
            "parameters": { "Origin": guards::origin() },
            "securitySchemes": { "session": guards::session(cookie) },
        },
    })
}

/// OpenAPI knows no parameter that takes the rest of a path.
fn templated(path: &str) -> String {
    path.replace("{*", "{")
}

fn method(method: &Method) -> String {
    method.as_str().to_ascii_lowercase()
}

/// The first word of each operation's name, in the order of the index.
fn tags(routes: &[Route]) -> Vec<Value> {
    let mut tags: Vec<&str> = Vec::new();
    for route in routes {
        if !tags.contains(&route.doc.tag()) {
            tags.push(route.doc.tag());
        }
    }
    tags.into_iter().map(|name| json!({ "name": name })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::router;

    /// A type that goes both ways under one name looks the same in both, or one of them would be described wrongly.
    #[test]
    fn no_name_stands_for_two_schemas() {
        let mut schemas = Schemas::new();
        for route in router::table() {
            Operation::of(&route, &mut schemas);
        }
        let (requests, answers) = (schemas.requests.take_definitions(true), schemas.answers.take_definitions(true));
        for (name, schema) in &requests {
            assert!(answers.get(name).is_none_or(|other| other == schema), "{name}");
        }
        assert!(requests.len() > 10 && answers.len() > 60);
        // schemars numbers what would collide.
        for name in requests.keys().chain(answers.keys()) {
            assert!(!name.ends_with(|c: char| c.is_ascii_digit()), "{name}: two types have this name");
        }
    }

    #[test]
    fn names_of_operations_are_unique() {
        let mut names: Vec<_> = router::table().iter().filter_map(|route| route.doc.name()).collect();
        let count = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
