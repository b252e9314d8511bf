//! The audit trail: who did what to what, and when. Triggers in the schema refuse to change or delete an entry.

use crate::Json;
use crate::error::{Result, StoreError};
use crate::tx::{Read, Write};

/// One entry of the trail.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditEntry {
    /// Its place in the workspace's trail: 1, 2, 3 … without a gap, so that a missing one would show.
    pub seq: i64,
    /// Milliseconds since 1970.
    pub at: i64,
    /// A principal's id, or `system`.
    pub actor: String,
    /// What to call the actor: the principal's name, or `system`.
    pub actor_name: String,
    /// What was done, as in `widget.installed`.
    pub action: String,
    /// To what, as an id.
    pub subject: String,
    /// Whatever else is worth knowing. Never a secret.
    pub detail: Json,
}

impl Read {
    /// The last `limit` entries, latest first.
    pub async fn audit_log(&mut self, limit: u32) -> Result<Vec<AuditEntry>> {
        self.audit_log_before(i64::MAX, limit).await
    }

    /// The last `limit` entries before entry `seq`, latest first: for going through all of it.
    pub async fn audit_log_before(&mut self, seq: i64, limit: u32) -> Result<Vec<AuditEntry>> {
        let query = self
            .sql_as::<(i64, i64, String, String, String, String, String)>(
                "SELECT a.seq, a.at, a.actor, COALESCE(p.name, a.actor), a.action, a.subject, a.detail_json
                 FROM audit a LEFT JOIN principals p ON p.tenant = a.tenant AND p.id = a.actor
                 WHERE a.tenant = $1 AND a.seq < $2 ORDER BY a.seq DESC LIMIT $3",
            )
            .bind(seq)
            .bind(i64::from(limit));
        let rows = self.all(query).await?;
        rows.into_iter()
            .map(|(seq, at, actor, actor_name, action, subject, detail)| {
                let detail = serde_json::from_str(&detail).map_err(|_| StoreError::Unreadable { what: "audit detail" })?;
                Ok(AuditEntry { seq, at, actor, actor_name, action, subject, detail })
            })
            .collect()
    }
}

impl Write {
    /// Adds an entry in the name of the scope's actor, kept if and only if this transaction is.
    pub async fn audit(&mut self, now_ms: i64, action: &str, subject: &str, detail: &Json) -> Result<()> {
        let insert = self
            .sql(
                "INSERT INTO audit (tenant, seq, at, actor, action, subject, detail_json) VALUES ($1,
                     (SELECT COALESCE(MAX(seq), 0) + 1 FROM audit WHERE tenant = $1), $2, $3, $4, $5, $6)",
            )
            .bind(now_ms)
            .bind(self.scope().actor().to_owned())
            .bind(action)
            .bind(subject)
            .bind(detail.to_string());
        self.leave(insert).await?;
        Ok(())
    }
}
