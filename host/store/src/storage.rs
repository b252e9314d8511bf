//! A widget's key-value storage. Reading is open; writing happens only as part of a commit, under a quota.

use std::collections::BTreeMap;

use crate::commit::CommitError;
use crate::error::{Result, StoreError};
use crate::ids::WidgetId;
use crate::tx::{Read, Write};

/// How much one widget may keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StorageQuota {
    /// Keys and values together, in bytes.
    pub total_bytes: u64,
    /// How many keys.
    pub keys: u64,
    /// One key, in bytes of UTF-8.
    pub key_bytes: u64,
    /// One value, in bytes.
    pub value_bytes: u64,
}

impl Default for StorageQuota {
    /// As in docs/LIMITS.md: 1 MiB, 1,000 keys, 256 B a key, 64 KiB a value.
    fn default() -> Self {
        Self { total_bytes: 1 << 20, keys: 1_000, key_bytes: 256, value_bytes: 64 << 10 }
    }
}

/// Which limit of a [`StorageQuota`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quota {
    /// All keys and values together.
    TotalBytes,
    /// The number of keys.
    Keys,
    /// One key.
    KeyBytes,
    /// One value.
    ValueBytes,
}

/// A commit that would leave more in storage than its quota allows. Nothing of it was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the widget's storage would hold {wanted} {}, and {limit} is the most; delete some keys first", .which.words())]
pub struct QuotaExceeded {
    /// Which limit.
    pub which: Quota,
    /// The most it may be.
    pub limit: u64,
    /// What it would have been.
    pub wanted: u64,
}

impl Quota {
    fn words(self) -> &'static str {
        match self {
            Self::TotalBytes => "bytes",
            Self::Keys => "keys",
            Self::KeyBytes => "bytes in one key",
            Self::ValueBytes => "bytes in one value",
        }
    }

    fn check(self, wanted: u64, limit: u64) -> Result<(), QuotaExceeded> {
        if wanted > limit { Err(QuotaExceeded { which: self, limit, wanted }) } else { Ok(()) }
    }
}

/// How full a widget's storage is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StorageUsage {
    /// How many keys.
    pub keys: u64,
    /// Keys and values together, in bytes.
    pub bytes: u64,
}

impl Read {
    /// One value.
    pub async fn storage_get(&mut self, widget: &WidgetId, key: &str) -> Result<Option<Vec<u8>>> {
        let query = self
            .sql_as::<(Vec<u8>,)>("SELECT value FROM storage WHERE tenant = $1 AND widget = $2 AND key = $3")
            .bind(widget.as_str())
            .bind(key.as_bytes());
        Ok(self.optional(query).await?.map(|(value,)| value))
    }

    /// The bytes of one value, without reading it.
    pub async fn storage_size(&mut self, widget: &WidgetId, key: &str) -> Result<Option<u64>> {
        let query = self
            .sql_as::<(i64,)>("SELECT size FROM storage WHERE tenant = $1 AND widget = $2 AND key = $3")
            .bind(widget.as_str())
            .bind(key.as_bytes());
        // The column counts the key, too.
        let size = |(size,): (i64,)| u64::try_from(size).unwrap_or(0).saturating_sub(key.len() as u64);
        Ok(self.optional(query).await?.map(size))
    }

    /// The first `limit` keys that start with `prefix`, in byte order.
    pub async fn storage_keys(&mut self, widget: &WidgetId, prefix: &str, limit: u32) -> Result<Vec<String>> {
        // No UTF-8 text has the byte 0xff, so this range is exactly the prefix, and the primary key's index walks it.
        let query = self
            .sql_as::<(Vec<u8>,)>(
                "SELECT key FROM storage WHERE tenant = $1 AND widget = $2 AND key >= $3 AND key < $4 ORDER BY key LIMIT $5",
            )
            .bind(widget.as_str())
            .bind(prefix.as_bytes())
            .bind([prefix.as_bytes(), &[0xff]].concat())
            .bind(i64::from(limit));
        self.all(query).await?.into_iter().map(|(key,)| utf8(key)).collect()
    }

    /// Everything a widget keeps, at most its quota: what a call reads from, unmoved by what is written meanwhile.
    pub async fn storage_snapshot(&mut self, widget: &WidgetId) -> Result<BTreeMap<String, Vec<u8>>> {
        let query = self
            .sql_as::<(Vec<u8>, Vec<u8>)>("SELECT key, value FROM storage WHERE tenant = $1 AND widget = $2")
            .bind(widget.as_str());
        self.all(query).await?.into_iter().map(|(key, value)| Ok((utf8(key)?, value))).collect()
    }

    /// How full it is.
    pub async fn storage_usage(&mut self, widget: &WidgetId) -> Result<StorageUsage> {
        let query = self
            .sql_as::<(i64, i64)>("SELECT COUNT(*), COALESCE(SUM(size), 0) FROM storage WHERE tenant = $1 AND widget = $2")
            .bind(widget.as_str());
        let (keys, bytes) = self.one(query).await?;
        Ok(StorageUsage { keys: u64::try_from(keys).unwrap_or(0), bytes: u64::try_from(bytes).unwrap_or(0) })
    }
}

impl Write {
    /// Applies writes in order (`None` deletes) and checks the quota once they are all in, so that making room and
    /// using it can be one commit. The caller rolls back on error.
    pub(crate) async fn write_storage(
        &mut self,
        widget: &WidgetId,
        writes: &[(String, Option<Vec<u8>>)],
        quota: StorageQuota,
    ) -> Result<(), CommitError> {
        for (key, value) in writes {
            let statement = if let Some(value) = value {
                let (key_bytes, value_bytes) = (key.len() as u64, value.len() as u64);
                Quota::KeyBytes.check(key_bytes, quota.key_bytes)?;
                Quota::ValueBytes.check(value_bytes, quota.value_bytes)?;
                self.sql(
                    "INSERT INTO storage (tenant, widget, key, value, size) VALUES ($1, $2, $3, $4, $5)
                     ON CONFLICT (tenant, widget, key) DO UPDATE SET value = excluded.value, size = excluded.size",
                )
                .bind(widget.as_str())
                .bind(key.as_bytes())
                .bind(value.as_slice())
                .bind(i64::try_from(key_bytes + value_bytes).unwrap_or(i64::MAX))
            } else {
                self.sql("DELETE FROM storage WHERE tenant = $1 AND widget = $2 AND key = $3")
                    .bind(widget.as_str())
                    .bind(key.as_bytes())
            };
            self.leave(statement).await?;
        }
        if writes.iter().any(|(_, value)| value.is_some()) {
            let usage = self.storage_usage(widget).await?;
            Quota::Keys.check(usage.keys, quota.keys)?;
            Quota::TotalBytes.check(usage.bytes, quota.total_bytes)?;
        }
        Ok(())
    }
}

fn utf8(key: Vec<u8>) -> Result<String> {
    String::from_utf8(key).map_err(|_| StoreError::Unreadable { what: "storage key" })
}
