//! Groups become a list of tokens by their path, such as `palette.leaf`, with the type that each has or inherits.

use std::collections::BTreeMap;

use fanlight_runtime::Failure;
use serde_json::{Map, Value};

use super::{MAX_DEPTH, MAX_TOKENS, at};

/// A token as it is written.
#[derive(Clone, Debug)]
pub(in crate::tokens) struct Raw {
    /// `$value`, or the whole token when it is a `$ref`.
    pub(super) value: Value,
    /// Its own `$type`, or that of the nearest group around it.
    pub(super) kind: Option<String>,
}

/// Every token of a document.
#[derive(Debug, Default)]
pub(in crate::tokens) struct Tree {
    tokens: BTreeMap<String, Raw>,
    count: usize,
}

impl Tree {
    /// Walks the whole document.
    ///
    /// # Errors
    /// `invalid.tokens`: a name that the format does not allow, a group that extends itself, too many tokens.
    pub(in crate::tokens) fn of(document: &Map<String, Value>) -> Result<Self, Failure> {
        let mut tree = Self::default();
        tree.group(document, document, "", None, &mut Vec::new())?;
        Ok(tree)
    }

    pub(in crate::tokens) fn get(&self, path: &str) -> Option<&Raw> {
        self.tokens.get(path)
    }

    /// The paths below a group, without the group's own.
    pub(in crate::tokens) fn below<'a>(&'a self, group: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        let start = format!("{group}.");
        self.tokens.keys().filter_map(move |path| path.strip_prefix(&start))
    }

    fn group(
        &mut self,
        document: &Map<String, Value>,
        group: &Map<String, Value>,
        path: &str,
        inherited: Option<&str>,
        extending: &mut Vec<String>,
    ) -> Result<(), Failure> {
        let kind = kind(group, path)?.or(inherited);
        if let Some(base) = group.get("$extends") {
            let target = target(base).ok_or_else(|| at(path, "$extends is not a reference such as \"{light}\""))?;
            if extending.contains(&target) || extending.len() >= MAX_DEPTH {
                return Err(at(path, format_args!("it extends `{}`, which extends it again", super::quoted(&target))));
            }
            let base = find(document, &target)
                .ok_or_else(|| at(path, format_args!("it extends `{}`, which is no group", super::quoted(&target))))?;
            extending.push(target);
            self.group(document, base, path, kind, extending)?;
            extending.pop();
        }
        for (name, child) in group.iter().filter(|(name, _)| !name.starts_with('$') || *name == "$root") {
            let below = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            if name.is_empty() || name.contains(['{', '}', '.']) {
                return Err(at(&below, "a name has no dot and no brace in it"));
            }
            let Value::Object(child) = child else {
                return Err(at(&below, "it is neither a token, which is an object with a \"$value\", nor a group of tokens"));
            };
            if child.contains_key("$value") || child.contains_key("$ref") {
                self.token(child, below, kind)?;
            } else {
                self.group(document, child, &below, kind, extending)?;
            }
        }
        Ok(())
    }

    fn token(&mut self, token: &Map<String, Value>, path: String, inherited: Option<&str>) -> Result<(), Failure> {
        self.count += 1;
        if self.count > MAX_TOKENS {
            return Err(at(&path, format_args!("there are more than {MAX_TOKENS} tokens")));
        }
        if let Some(name) = token.keys().find(|name| !name.starts_with('$')) {
            let name = super::quoted(name);
            return Err(at(&path, format_args!("a token has no tokens in it, and this one has `{name}`")));
        }
        let kind = kind(token, &path)?.or(inherited).map(str::to_owned);
        let value = match token.get("$value") {
            Some(value) => value.clone(),
            None => Value::Object(Map::from_iter(token.get("$ref").map(|to| ("$ref".to_owned(), to.clone())))),
        };
        self.tokens.insert(path, Raw { value, kind });
        Ok(())
    }
}

fn kind<'a>(object: &'a Map<String, Value>, path: &str) -> Result<Option<&'a str>, Failure> {
    match object.get("$type") {
        None => Ok(None),
        Some(Value::String(kind)) => Ok(Some(kind)),
        Some(_) => Err(at(path, "$type is not a text such as \"color\"")),
    }
}

/// The path that `"{a.b}"` or `{"$ref": "#/a/b"}` names.
fn target(reference: &Value) -> Option<String> {
    match reference {
        Value::String(text) => super::resolve::alias(text).map(str::to_owned),
        Value::Object(object) => Some(super::resolve::segments(object.get("$ref")?.as_str()?)?.join(".")),
        _ => None,
    }
}

fn find<'a>(document: &'a Map<String, Value>, path: &str) -> Option<&'a Map<String, Value>> {
    let group = path.split('.').try_fold(document, |group, name| group.get(name)?.as_object())?;
    (!group.contains_key("$value")).then_some(group)
}
