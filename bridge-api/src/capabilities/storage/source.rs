//! What a storage session reads from: rows of a database, or a map in memory.

use std::collections::BTreeMap;

use fanlight_runtime::{Failure, Halt};

/// What is stored now. Within a widget's queue nothing else writes, so that reads of one call agree with each other.
///
/// What may work later is a refusal, `unavailable`, which the guest reads as a value; any other error ends the call.
#[async_trait::async_trait]
pub trait Source: Send + Sync {
    /// The value of a key.
    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, Halt>;
    /// The bytes of a key's value, the key not included. A backend that can tell without reading the value should.
    async fn size(&self, key: &str) -> Result<Option<u64>, Halt> {
        Ok(self.get(key).await?.map(|value| value.len() as u64))
    }
    /// Keys with that prefix, in byte order.
    async fn keys(&self, prefix: &str) -> Result<Vec<String>, Halt>;
    /// Keys, and bytes of keys and values.
    async fn used(&self) -> Result<(u64, u64), Halt>;
}

/// Storage that lives as long as the process: for `fanlight run` and tests.
#[async_trait::async_trait]
impl Source for std::sync::RwLock<BTreeMap<String, Vec<u8>>> {
    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, Halt> {
        Ok(self.read().map_err(Failure::internal)?.get(key).cloned())
    }

    async fn size(&self, key: &str) -> Result<Option<u64>, Halt> {
        Ok(self.read().map_err(Failure::internal)?.get(key).map(|value| value.len() as u64))
    }

    async fn keys(&self, prefix: &str) -> Result<Vec<String>, Halt> {
        let map = self.read().map_err(Failure::internal)?;
        Ok(map.range(prefix.to_owned()..).map(|(key, _)| key.clone()).take_while(|key| key.starts_with(prefix)).collect())
    }

    async fn used(&self) -> Result<(u64, u64), Halt> {
        let map = self.read().map_err(Failure::internal)?;
        Ok((map.len() as u64, map.iter().map(|(key, value)| (key.len() + value.len()) as u64).sum()))
    }
}
