//! Sessions and one-time sign-in tokens, by the hashes of their secrets.

use serde_json::json;

use crate::error::{Result, StoreError};
use crate::ids::{PrincipalId, SessionId};
use crate::scope::{Principal, Steward};
use crate::secret::{Purpose, Secret};
use crate::tx::{Read, Write};

/// How long a session lives: 7 days, in milliseconds.
pub const SESSION_LIFE_MS: i64 = 7 * 24 * 60 * 60 * 1000;
/// How long a sign-in token can be spent: 15 minutes, in milliseconds.
pub const SIGN_IN_LIFE_MS: i64 = 15 * 60 * 1000;
/// How much of a device's own name is kept, in characters.
const DEVICE_CHARS: usize = 200;

pub(crate) const SESSION: Purpose = Purpose("fanlight 2026 session cookie");
pub(crate) const SIGN_IN: Purpose = Purpose("fanlight 2026 sign-in token");

/// A session in somebody's list of devices. Its secret is not known here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionInfo {
    /// What to revoke it by.
    pub id: SessionId,
    /// What the browser called itself (text from outside: show it as text).
    pub device: String,
    /// Milliseconds since 1970.
    pub created_at: i64,
    /// Milliseconds since 1970.
    pub expires_at: i64,
}

impl Steward {
    /// A new token that signs the workspace's owner in once, within [`SIGN_IN_LIFE_MS`]. Put it after the `#` of a
    /// link, so that it reaches no server log. A link that was made before and not used ends. Writes `sign-in.issued` to the audit trail.
    pub async fn issue_sign_in(&self, now_ms: i64) -> Result<Secret> {
        let mut write = self.store.write(&self.scope()).await?;
        write.end_links(&self.owner).await?;
        let token = write.sign_in_token(&self.owner, now_ms, SIGN_IN_LIFE_MS).await?;
        write.audit(now_ms, "sign-in.issued", self.owner.as_str(), &json!({})).await?;
        write.commit().await?;
        Ok(token)
    }
}

impl Read {
    /// Somebody's sessions that have not ended, newest first.
    pub async fn sessions(&mut self, whose: &PrincipalId, now_ms: i64) -> Result<Vec<SessionInfo>> {
        let query = self
            .sql_as::<(String, String, i64, i64)>(
                "SELECT id, device, created_at, expires_at FROM sessions
                 WHERE tenant = $1 AND principal = $2 AND expires_at > $3 ORDER BY created_at DESC, id DESC",
            )
            .bind(whose.as_str())
            .bind(now_ms);
        let rows = self.all(query).await?;
        rows.into_iter()
            .map(|(id, device, created_at, expires_at)| {
                Ok(SessionInfo { id: SessionId::stored(id)?, device, created_at, expires_at })
            })
            .collect()
    }

    /// The person of that id.
    pub async fn principal(&mut self, id: &PrincipalId) -> Result<Option<Principal>> {
        let query = self.sql_as::<(String,)>("SELECT name FROM principals WHERE tenant = $1 AND id = $2").bind(id.as_str());
        Ok(self.optional(query).await?.map(|(name,)| Principal { id: id.clone(), name }))
    }
}

impl Write {
    /// A new token that signs somebody in once, within `life_ms`.
    pub(crate) async fn sign_in_token(&mut self, whom: &PrincipalId, now_ms: i64, life_ms: i64) -> Result<Secret> {
        let token = Secret::random()?;
        // Whatever can no longer be spent has no use and no reason to stay.
        let forget = self.sql("DELETE FROM sign_in_tokens WHERE tenant = $1 AND expires_at <= $2").bind(now_ms);
        self.execute(forget).await?;
        let insert = self
            .sql("INSERT INTO sign_in_tokens (tenant, token_hash, principal, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)")
            .bind(SIGN_IN.hash(token.expose()))
            .bind(whom.as_str())
            .bind(now_ms)
            .bind(now_ms.saturating_add(life_ms));
        self.execute(insert).await?;
        Ok(token)
    }

    /// A new token that signs somebody of the workspace in once more, within `life_ms`: on another device, or after their sessions have
    /// ended. It is their only one: a link that was made before and not used ends. Fails with [`StoreError::NotFound`] for nobody known
    /// here. That the caller may ask for it is theirs to check. Writes `sign-in.issued` to the audit trail.
    pub async fn issue_link(&mut self, whom: &PrincipalId, now_ms: i64, life_ms: i64) -> Result<Secret> {
        let known = self.members().await?.into_iter().find(|member| member.id == *whom);
        let member = known.ok_or_else(|| StoreError::NotFound { what: "member", id: whom.to_string() })?;
        self.end_links(whom).await?;
        let token = self.sign_in_token(whom, now_ms, life_ms).await?;
        self.audit(now_ms, "sign-in.issued", whom.as_str(), &json!({ "name": member.name })).await?;
        Ok(token)
    }

    /// Ends the links that somebody has not used yet.
    pub async fn end_links(&mut self, whose: &PrincipalId) -> Result<()> {
        let delete = self.sql("DELETE FROM sign_in_tokens WHERE tenant = $1 AND principal = $2").bind(whose.as_str());
        self.execute(delete).await?;
        Ok(())
    }

    /// Ends one of somebody's sessions at once; false when they have none of that id. Writes `session.revoked` to the audit trail.
    pub async fn revoke_session(&mut self, whose: &PrincipalId, id: &SessionId, now_ms: i64) -> Result<bool> {
        let delete = self
            .sql("DELETE FROM sessions WHERE tenant = $1 AND principal = $2 AND id = $3")
            .bind(whose.as_str())
            .bind(id.as_str());
        let found = self.execute(delete).await? > 0;
        if found {
            self.audit(now_ms, "session.revoked", id.as_str(), &json!({})).await?;
        }
        Ok(found)
    }

    /// A new session: its secret, public id and end. The door in `scope` is the only caller.
    pub(crate) async fn start_session(
        &mut self,
        principal: &PrincipalId,
        device: &str,
        now_ms: i64,
    ) -> Result<(Secret, SessionId, i64)> {
        let (secret, id) = (Secret::random()?, SessionId::random(now_ms)?);
        let expires_at = now_ms.saturating_add(SESSION_LIFE_MS);
        let device: String = device.chars().take(DEVICE_CHARS).collect();
        let forget = self.sql("DELETE FROM sessions WHERE tenant = $1 AND expires_at <= $2").bind(now_ms);
        self.execute(forget).await?;
        let insert = self
            .sql("INSERT INTO sessions (tenant, id, principal, secret_hash, device, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)")
            .bind(id.as_str())
            .bind(principal.as_str())
            .bind(SESSION.hash(secret.expose()))
            .bind(device.as_str())
            .bind(now_ms)
            .bind(expires_at);
        self.execute(insert).await?;
        self.audit(now_ms, "session.created", id.as_str(), &json!({ "device": device })).await?;
        Ok((secret, id, expires_at))
    }
}
