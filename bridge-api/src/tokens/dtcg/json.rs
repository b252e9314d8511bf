//! Bytes of a stranger become JSON: bounded in size and depth, and each name once, since two people might be shown two of them.

use std::fmt;

use fanlight_runtime::Failure;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::{MAX_DEPTH, MAX_PACK_BYTES, quoted};

/// Reads a document, which is an object.
///
/// # Errors
/// `invalid.package`: too large, not JSON, too deep, a name twice.
pub(in crate::tokens) fn parse(bytes: &[u8]) -> Result<Map<String, Value>, Failure> {
    let refused = |problem: String| {
        Failure::new(fanlight_runtime::Kind::InvalidPackage, problem)
            .hint("A pack is one JSON object in the format of the Design Tokens Community Group; see docs/TOKENS.md.")
    };
    if bytes.len() > MAX_PACK_BYTES {
        return Err(refused(format!("the pack has {} bytes; {MAX_PACK_BYTES} is the most", bytes.len())));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = Strict(MAX_DEPTH).deserialize(&mut reader).and_then(|value| reader.end().map(|()| value));
    match value {
        Ok(Value::Object(document)) => Ok(document),
        Ok(_) => Err(refused("the pack is not a JSON object".to_owned())),
        Err(e) => Err(refused(format!("the pack is not JSON as it should be: {}", quoted(&e.to_string())))),
    }
}

/// A value of at most so many levels.
struct Strict(usize);

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Strict {
    fn inner<E: serde::de::Error>(&self) -> Result<usize, E> {
        self.0.checked_sub(1).ok_or_else(|| E::custom(format_args!("it is nested deeper than {MAX_DEPTH}")))
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let inner = self.inner()?;
        let mut all = Vec::new();
        while let Some(value) = list.next_element_seed(Strict(inner))? {
            all.push(value);
        }
        Ok(Value::Array(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let inner = self.inner()?;
        let mut all = Map::new();
        while let Some(Name(name)) = map.next_key()? {
            if all.contains_key(&name) {
                return Err(A::Error::custom(format_args!("`{name}` is there twice")));
            }
            all.insert(name, map.next_value_seed(Strict(inner))?);
        }
        Ok(Value::Object(all))
    }
}

struct Name(String);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}
