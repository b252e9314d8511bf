//! What each extractor adds to an operation.

use axum::{
    Extension,
    extract::State,
    http::{HeaderMap, StatusCode},
};
use schemars::JsonSchema;
use serde_json::{Value, json};

use super::{Operation, Schemas};
use crate::{
    access::Reached,
    app::App,
    connections::Peer,
    extract::{Body, Path, Query, Raw},
    problem::Name,
    session::Session,
};

/// An argument of a handler.
pub(crate) trait Takes {
    /// Say it.
    fn describe(to: &mut Operation, schemas: &mut Schemas);
}

/// What comes from the server itself, or from a guard.
macro_rules! takes_nothing {
    ($($part:ty),* $(,)?) => {
        $(impl Takes for $part {
            fn describe(_: &mut Operation, _: &mut Schemas) {}
        })*
    };
}

takes_nothing!(State<App>, Session, Option<Extension<Peer>>, HeaderMap);

impl<I, R> Takes for Reached<I, R> {
    fn describe(_: &mut Operation, _: &mut Schemas) {}
}

/// Which parameters there are says the path itself.
impl<T> Takes for Path<T> {
    fn describe(to: &mut Operation, _: &mut Schemas) {
        to.fails(Name::NotFound);
    }
}

impl<T: JsonSchema> Takes for Query<T> {
    fn describe(to: &mut Operation, schemas: &mut Schemas) {
        let mut schema = T::json_schema(&mut schemas.requests);
        let required = schema.remove("required").unwrap_or_default();
        let required: Vec<&str> = required.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        if let Some(Value::Object(each)) = schema.remove("properties") {
            for (name, mut schema) in each {
                let says = schema.as_object_mut().and_then(|schema| schema.remove("description"));
                let required = required.contains(&name.as_str());
                to.parameter(json!({
                    "name": name, "in": "query", "required": required, "description": says.unwrap_or_else(|| "".into()), "schema": schema,
                }));
            }
        }
        to.fails(Name::Query);
    }
}

impl<T: JsonSchema> Takes for Body<T> {
    fn describe(to: &mut Operation, schemas: &mut Schemas) {
        let schema = schemas.requests.subschema_for::<T>();
        to.body(json!({ "application/json": { "schema": schema } }));
        to.fails(Name::Body);
        to.fails(Name::TooLarge);
    }
}

impl Takes for Raw {
    fn describe(to: &mut Operation, _: &mut Schemas) {
        let bytes = json!({ "schema": {} });
        let types = crate::packages::MEDIA_TYPES.iter().map(|kind| ((*kind).to_owned(), bytes.clone()));
        to.body(Value::Object(types.collect()));
        to.fails_with(Name::Body, StatusCode::BAD_REQUEST);
        to.fails(Name::TooLarge);
    }
}
