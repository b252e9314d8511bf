//! `fanlight:storage`: keys and bytes of one installed widget. Reads see the call's own writes; writes wait for the commit.

#[path = "source.rs"]
mod source;

use std::{collections::BTreeMap, sync::Arc};

use fanlight_runtime::{
    Answered, Capability, Failure, Gate, Grant, Halt, Interface, Limits, Operation, Price, Refusal, Rights, ScopeError, Session,
    decode, encode,
};

use super::{Backing, Descriptor, Imports, Risk, Whole};
use crate::language::Said;
pub use source::Source;

/// Bytes of a key.
pub const MAX_KEY: usize = 256;
/// Bytes of a value.
pub const MAX_VALUE: usize = 64 << 10;
/// Keys of one installed widget.
pub const MAX_KEYS: u64 = 1_000;
/// Bytes of all keys and values of one installed widget.
pub const MAX_BYTES: u64 = 1 << 20;

/// The right to keep things.
#[derive(Debug)]
pub struct Storage;

impl Capability for Storage {
    const NAME: &'static str = "storage";
    type Scope = Whole;

    fn intersect(_: &Whole, _: &Whole) -> Option<Whole> {
        Some(Whole {})
    }
}

const READ: Price = Price { call: 2_000, byte: 1 };
const WRITE: Price = Price { call: 2_000, byte: 4 };

const WORDS: Said = Said {
    en: "Keep its own data here, up to 1 MB. No other widget can see it.",
    de: "Eigene Daten hier aufbewahren, bis zu 1 MB. Kein anderes Widget kann sie sehen.",
};

/// What the rest of the host knows of it.
pub const DESCRIPTOR: Descriptor = Descriptor {
    name: Storage::NAME,
    imports: Some(Imports {
        interface: Interface {
            capability: Storage::NAME,
            name: "fanlight:storage/storage@0.1.0",
            operations: &[
                Operation::new::<(String,), Option<Vec<u8>>>("get", READ),
                Operation::new::<(String, Vec<u8>), ()>("put", WRITE),
                Operation::new::<(String,), bool>("delete", WRITE),
                Operation::new::<(String,), Vec<String>>("keys", READ),
            ],
        },
        wit: include_str!("wit/storage.wit"),
    }),
    risk: Risk::Low,
    narrowable: false,
    without: Said { en: "remember anything large between visits", de: "sich zwischen Besuchen etwas Größeres merken" },
    words: |_, language| Ok(WORDS.within(language).to_owned()),
    intersect: super::intersect::<Storage>,
    open,
};

struct StorageSession {
    _grant: Grant<Storage>,
    source: Arc<dyn Source>,
    writes: BTreeMap<String, Option<Vec<u8>>>,
    /// Keys and bytes as they would be after the commit; read at the first write.
    used: Option<(u64, u64)>,
    /// Bytes of stored values that writes asked for. Each is asked for once, so that all of a call's writes together read no more than
    /// the quota, refused ones included.
    sizes: BTreeMap<String, u64>,
}

#[async_trait::async_trait]
impl Session for StorageSession {
    async fn answer(&mut self, operation: &str, payload: &[u8]) -> Answered {
        Ok(match operation {
            "get" => {
                let (key,): (String,) = decode(payload)?;
                encode(&self.get(checked(&key)?).await?)?
            }
            "put" => {
                let (key, value): (String, Vec<u8>) = decode(payload)?;
                checked(&key)?;
                if value.len() > MAX_VALUE {
                    return Err(Refusal::Invalid(format!(
                        "a value takes at most {MAX_VALUE} bytes, this one has {}",
                        value.len()
                    ))
                    .into());
                }
                self.write(key, Some(value)).await?;
                encode(&())?
            }
            "delete" => {
                let (key,): (String,) = decode(payload)?;
                let was_there = self.size(checked(&key)?).await?.is_some();
                if was_there {
                    self.write(key, None).await?;
                }
                encode(&was_there)?
            }
            "keys" => {
                let (prefix,): (String,) = decode(payload)?;
                encode(&self.keys(&prefix).await?)?
            }
            other => return Err(Failure::internal(format!("no operation `{other}`")).into()),
        })
    }

    fn restart(&mut self) -> bool {
        self.writes.clear();
        self.sizes.clear();
        self.used = None;
        true
    }
}

impl StorageSession {
    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, Halt> {
        match self.writes.get(key) {
            Some(written) => Ok(written.clone()),
            None => self.source.get(key).await,
        }
    }

    async fn size(&mut self, key: &str) -> Result<Option<u64>, Halt> {
        if let Some(written) = self.writes.get(key) {
            return Ok(written.as_ref().map(|value| value.len() as u64));
        }
        if let Some(size) = self.sizes.get(key) {
            return Ok(Some(*size));
        }
        let size = self.source.size(key).await?;
        if let Some(size) = size {
            self.sizes.insert(key.to_owned(), size);
        }
        Ok(size)
    }

    async fn keys(&self, prefix: &str) -> Result<Vec<String>, Halt> {
        let stored = if prefix.len() <= MAX_KEY { self.source.keys(prefix).await? } else { Vec::new() };
        let mut keys: std::collections::BTreeSet<String> = stored.into_iter().collect();
        for (key, value) in self.writes.iter().filter(|(key, _)| key.starts_with(prefix)) {
            if value.is_some() {
                keys.insert(key.clone());
            } else {
                keys.remove(key);
            }
        }
        Ok(keys.into_iter().collect())
    }

    async fn write(&mut self, key: String, value: Option<Vec<u8>>) -> Result<(), Halt> {
        let before = match self.used {
            Some(used) => used,
            // Kept before anything can be refused: a sum over all rows is made once a call.
            None => *self.used.insert(self.source.used().await?),
        };
        let (mut keys, mut bytes) = before;
        if let Some(old) = self.size(&key).await? {
            keys = keys.saturating_sub(1);
            bytes = bytes.saturating_sub(key.len() as u64 + old);
        }
        if let Some(new) = &value {
            keys += 1;
            bytes += (key.len() + new.len()) as u64;
        }
        if value.is_some() && keys > MAX_KEYS {
            return Err(Refusal::Full(format!("storage holds at most {MAX_KEYS} keys")).into());
        }
        if value.is_some() && bytes > MAX_BYTES {
            return Err(Refusal::Full(format!("storage holds at most {MAX_BYTES} bytes, keys included")).into());
        }
        self.used = Some((keys, bytes));
        self.writes.insert(key, value);
        Ok(())
    }
}

fn checked(key: &str) -> Result<&str, Refusal> {
    if key.is_empty() || key.len() > MAX_KEY {
        return Err(Refusal::Invalid(format!("a key has 1 to {MAX_KEY} bytes, this one {}", key.len())));
    }
    Ok(key)
}

fn open(rights: &Rights, backing: &Backing, _: &Limits, gate: &mut Gate) -> Result<(), ScopeError> {
    if let Some(grant) = rights.grant::<Storage>()? {
        let source = Arc::clone(&backing.storage);
        let (writes, sizes) = (BTreeMap::new(), BTreeMap::new());
        gate.open(Storage::NAME, StorageSession { _grant: grant, source, writes, used: None, sizes });
    }
    Ok(())
}

pub(super) fn writes(gate: &mut Gate) -> BTreeMap<String, Option<Vec<u8>>> {
    gate.take::<StorageSession>(Storage::NAME).map(|session| session.writes).unwrap_or_default()
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
