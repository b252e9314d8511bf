//! Keys and values that belong to one installed widget: 1,000 keys of 256 bytes, 64 KiB a value, 1 MiB in all.
//!
//! Declare it in `fanlight.toml` as `[permissions.storage]`. Reads see the writes of the same call; writes are kept together
//! with the widget's state, or dropped with it.

#[cfg(not(target_arch = "wasm32"))]
use crate::rehearsal::gate::storage as gate;
#[cfg(target_arch = "wasm32")]
use fanlight_bridge::guest::storage as gate;
use serde::{Serialize, de::DeserializeOwned};

use crate::{Error, Result};

/// The value under `key`, if there is one.
pub fn get<T: DeserializeOwned>(key: &str) -> Result<Option<T>> {
    let Some(bytes) = gate::get(key)? else { return Ok(None) };
    let value = serde_json::from_slice(&bytes)
        .map_err(|error| Error::State(format!("What is stored as {key} does not fit this version: {error}.")))?;
    Ok(Some(value))
}

/// Keeps `value` as JSON under `key`.
pub fn put<T: Serialize + ?Sized>(key: &str, value: &T) -> Result<()> {
    Ok(gate::put(key, &serde_json::to_vec(value)?)?)
}

/// The bytes under `key`, if there are any.
pub fn get_bytes(key: &str) -> Result<Option<Vec<u8>>> {
    Ok(gate::get(key)?)
}

/// Keeps `bytes` under `key`.
pub fn put_bytes(key: &str, bytes: &[u8]) -> Result<()> {
    Ok(gate::put(key, bytes)?)
}

/// Removes `key`; true when there was such a key.
pub fn delete(key: &str) -> Result<bool> {
    Ok(gate::delete(key)?)
}

/// The keys that start with `prefix`, in byte order.
pub fn keys(prefix: &str) -> Result<Vec<String>> {
    Ok(gate::keys(prefix)?)
}
