//! References become values: `"{palette.leaf}"`, and JSON pointers such as `{"$ref": "#/palette/leaf/$value/components/0"}`.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
};

use fanlight_runtime::Failure;
use serde_json::Value;

use super::{MAX_DEPTH, MAX_VALUES, Tree, at, quoted};

/// A token with every reference in it followed.
#[derive(Clone, Debug)]
pub(in crate::tokens) struct Resolved {
    /// The type of DTCG: its own, its group's, or that of the token it stands for.
    pub(in crate::tokens) kind: String,
    /// The value, without references.
    pub(in crate::tokens) value: Value,
}

/// Follows references, each token once.
pub(in crate::tokens) struct Resolver<'a> {
    tree: &'a Tree,
    done: RefCell<BTreeMap<String, Resolved>>,
    values: Cell<usize>,
}

impl<'a> Resolver<'a> {
    pub(in crate::tokens) fn new(tree: &'a Tree) -> Self {
        Self { tree, done: RefCell::default(), values: Cell::new(0) }
    }

    /// The token at this path.
    ///
    /// # Errors
    /// `invalid.tokens`: no such token, a reference in a circle, no type.
    pub(in crate::tokens) fn token(&self, path: &str) -> Result<Resolved, Failure> {
        self.follow(path, &mut Vec::new())
    }

    fn follow(&self, path: &str, way: &mut Vec<String>) -> Result<Resolved, Failure> {
        if let Some(done) = self.done.borrow().get(path) {
            return Ok(done.clone());
        }
        if way.iter().any(|passed| passed == path) {
            let circle: Vec<String> = way.iter().map(String::as_str).chain([path]).map(quoted).collect();
            return Err(at(
                way.first().map_or(path, String::as_str),
                format_args!("its references go in a circle: {}", circle.join(" → ")),
            )
            .hint("Give one of these tokens a value of its own."));
        }
        if way.len() >= MAX_DEPTH {
            return Err(at(
                way.first().map_or(path, String::as_str),
                format_args!("its references are longer than {MAX_DEPTH} steps"),
            ));
        }
        let Some(raw) = self.tree.get(path) else {
            let from = way.last().map_or(path, String::as_str);
            return Err(at(from, format_args!("it refers to `{}`, and there is no such token", quoted(path)))
                .hint("Write a reference as \"{group.token}\", with the names as they are in the file."));
        };
        way.push(path.to_owned());
        let mut inherited = None;
        let value = self.value(&raw.value, way, &mut inherited)?;
        way.pop();
        let Some(kind) = raw.kind.clone().or(inherited) else {
            return Err(
                at(path, "it has no type").hint("Write \"$type\": \"color\", or another type, into the token or its group.")
            );
        };
        let resolved = Resolved { kind, value };
        self.done.borrow_mut().insert(path.to_owned(), resolved.clone());
        Ok(resolved)
    }

    /// The value without references. A value that is nothing but a reference takes its type along.
    fn value(&self, value: &Value, way: &mut Vec<String>, kind: &mut Option<String>) -> Result<Value, Failure> {
        self.values.set(self.values.get() + 1);
        if self.values.get() > MAX_VALUES {
            return Err(at(start(way), format_args!("its references make more than {MAX_VALUES} values")));
        }
        match value {
            Value::String(text) => match alias(text) {
                None => Ok(value.clone()),
                Some(path) => self.counted(self.follow(path, way)?, kind, start(way)),
            },
            Value::Object(object) if object.contains_key("$ref") => {
                let pointer = object.get("$ref").and_then(Value::as_str).and_then(segments);
                let Some(pointer) = pointer.filter(|_| object.len() == 1) else {
                    return Err(at(start(way), "a $ref stands alone and is a pointer such as \"#/palette/leaf\""));
                };
                let (token, inside) = match pointer.iter().position(|segment| segment == "$value") {
                    Some(end) => (pointer.get(..end), pointer.get(end + 1..)),
                    None => (Some(pointer.as_slice()), None),
                };
                let found = self.follow(&token.unwrap_or_default().join("."), way)?;
                let Some(inside) = inside.filter(|inside| !inside.is_empty()) else {
                    return self.counted(found, kind, start(way));
                };
                let part = inside.iter().try_fold(&found.value, |value, segment| match value {
                    Value::Array(list) => list.get(segment.parse::<usize>().ok()?),
                    other => other.get(segment),
                });
                part.cloned().ok_or_else(|| at(start(way), "its $ref points to a part of a value that is not there"))
            }
            Value::Object(object) => {
                let each = object.iter().map(|(name, part)| Ok((name.clone(), self.value(part, way, &mut None)?)));
                each.collect::<Result<_, Failure>>().map(Value::Object)
            }
            Value::Array(list) => {
                let each = list.iter().map(|part| self.value(part, way, &mut None));
                each.collect::<Result<_, Failure>>().map(Value::Array)
            }
            _ => Ok(value.clone()),
        }
    }

    /// What a reference stands for, each of its parts counted again: otherwise a chain of them could grow without bound.
    fn counted(&self, found: Resolved, kind: &mut Option<String>, place: &str) -> Result<Value, Failure> {
        self.values.set(self.values.get() + size(&found.value));
        if self.values.get() > MAX_VALUES {
            return Err(at(place, format_args!("its references make more than {MAX_VALUES} values")));
        }
        *kind = Some(found.kind);
        Ok(found.value)
    }
}

/// The token that asked first.
fn start(way: &[String]) -> &str {
    way.first().map_or("", String::as_str)
}

fn size(value: &Value) -> usize {
    match value {
        Value::Array(list) => 1 + list.iter().map(size).sum::<usize>(),
        Value::Object(object) => 1 + object.values().map(size).sum::<usize>(),
        _ => 1,
    }
}

/// The path in `"{group.token}"`.
pub(super) fn alias(text: &str) -> Option<&str> {
    text.strip_prefix('{')?.strip_suffix('}').filter(|path| !path.is_empty())
}

/// The segments of a JSON pointer into this document (RFC 6901).
pub(super) fn segments(pointer: &str) -> Option<Vec<String>> {
    let path = pointer.strip_prefix("#/")?;
    Some(path.split('/').map(|segment| segment.replace("~1", "/").replace("~0", "~")).collect())
}
