//! Identifiers. Rows are named by UUIDv7 (RFC 9562: 48 bits of milliseconds, 74 random bits), so that new rows land at
//! the end of their index and no id can be guessed; packages are named by the blake3 digest of their bytes.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use crate::error::{Result, StoreError};
use crate::secret::random_bytes;

/// Text that is no identifier of the kind asked for. Whoever sent it gets the same answer as for an unknown one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a valid {0}")]
pub struct InvalidId(&'static str);

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $what:literal, $valid:path, $pattern:literal) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// From a column that this crate wrote.
            pub(crate) fn stored(text: String) -> Result<Self> {
                Self::try_from(text).map_err(|_| StoreError::Unreadable { what: $what })
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;
            fn try_from(text: String) -> Result<Self, InvalidId> {
                if $valid(&text) { Ok(Self(text)) } else { Err(InvalidId($what)) }
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;
            fn from_str(text: &str) -> Result<Self, InvalidId> {
                Self::try_from(text.to_owned())
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "pattern": $pattern })
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }
    };
}

macro_rules! uuid {
    ($(#[$doc:meta])* $name:ident, $what:literal) => {
        id!($(#[$doc])* $name, $what, is_uuid, "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$");

        impl $name {
            pub(crate) fn random(now_ms: i64) -> Result<Self> {
                Ok(Self(uuid_v7(now_ms, random_bytes()?)))
            }
        }
    };
}

uuid!(/// A tenant: whose data a row is. It names, it does not open: only a [`crate::TenantScope`] does.
    TenantId, "tenant id");
uuid!(/// A person who may sign in.
    PrincipalId, "principal id");
uuid!(/// A signed-in device. Not the secret: safe to list.
    SessionId, "session id");
uuid!(/// A board.
    BoardId, "board id");
uuid!(/// An installed widget.
    WidgetId, "widget id");
uuid!(/// A removal that can be taken back for a while.
    UndoId, "undo id");
uuid!(/// A notice to one person.
    NoticeId, "notice id");
id!(/// A package's name for good: blake3 of its bytes, 64 lower-case hex digits.
    Digest, "package digest", is_digest, "^[0-9a-f]{64}$");

impl Digest {
    /// The digest of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(blake3::hash(bytes).to_hex().to_string())
    }
}

fn uuid_v7(now_ms: i64, mut bytes: [u8; 16]) -> String {
    bytes[..6].copy_from_slice(&now_ms.max(0).to_be_bytes()[2..]);
    bytes[6] = bytes[6] & 0x0f | 0x70; // version 7
    bytes[8] = bytes[8] & 0x3f | 0x80; // variant 10
    let mut text = String::with_capacity(36);
    for (i, byte) in bytes.iter().enumerate() {
        if matches!(i, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        for nibble in [byte >> 4, byte & 15] {
            text.push(char::from(b"0123456789abcdef"[usize::from(nibble)]));
        }
    }
    text
}

/// Lower-case canonical form only: one id has one spelling, or a path and a row could disagree.
fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(i, b)| match i {
            8 | 13 | 18 | 23 => b == b'-',
            _ => is_lower_hex(b),
        })
}

fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(is_lower_hex)
}

fn is_lower_hex(b: u8) -> bool {
    matches!(b, b'0'..=b'9' | b'a'..=b'f')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_id_parses_sorts_by_time_and_is_a_uuid_of_version_7() {
        let (early, late) = (WidgetId::random(1_700_000_000_000).unwrap(), WidgetId::random(1_700_000_000_001).unwrap());
        assert!(early < late);
        assert_eq!(early.as_str().as_bytes()[14], b'7');
        assert!(matches!(early.as_str().as_bytes()[19], b'8'..=b'b'));
        assert_eq!(early.as_str().parse::<WidgetId>().unwrap(), early);
    }

    #[test]
    fn other_spellings_are_not_ids() {
        let id = WidgetId::random(0).unwrap().to_string();
        for wrong in
            [id.to_uppercase().replace('0', "A"), id.replace('-', ""), format!("{id} "), String::new(), "../etc/passwd".into()]
        {
            assert!(wrong.parse::<WidgetId>().is_err(), "{wrong}");
        }
        assert!(Digest::of(b"").to_string().to_uppercase().parse::<Digest>().is_err());
        assert!("../../x".parse::<Digest>().is_err());
    }
}
