//! Whose data a transaction may touch. This is the only file that builds a [`TenantScope`], and there are three doors:
//! a session's cookie ([`Store::session`]), a one-time token ([`Store::sign_in`]) and, for work that no person asked
//! for, the one [`Steward`] that [`Store::open`] hands out.

use crate::error::{Result, StoreError};
use crate::ids::{PrincipalId, SessionId, TenantId};
use crate::members::{Member, Role};
use crate::open::Store;
use crate::secret::Secret;
use crate::sessions::{SESSION, SIGN_IN, SIGN_IN_LIFE_MS};
use crate::tx::Write;

/// The permission to read and write one tenant's rows in the name of one actor. Its fields are private, so code that
/// forgot to ask who is calling does not compile.
#[derive(Clone, Debug)]
pub struct TenantScope {
    tenant: TenantId,
    actor: Actor,
}

/// In whose name: what the audit trail writes down.
#[derive(Clone, Debug)]
enum Actor {
    /// A signed-in person.
    Principal(PrincipalId),
    /// The server itself.
    System,
}

impl TenantScope {
    /// Which tenant, as a key for what the server keeps in memory per tenant.
    pub fn tenant(&self) -> &TenantId {
        &self.tenant
    }

    /// Whether the server itself acts, for whom every board is open.
    pub(crate) fn is_system(&self) -> bool {
        matches!(self.actor, Actor::System)
    }

    /// `system`, or the id of the person: the `actor` of audit entries written under this scope.
    pub fn actor(&self) -> &str {
        match &self.actor {
            Actor::Principal(id) => id.as_str(),
            Actor::System => "system",
        }
    }
}

/// A person who may sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Principal {
    /// Names the person in state, sessions and the audit trail.
    pub id: PrincipalId,
    /// What to call them.
    pub name: String,
}

/// A session whose secret was shown and that has not ended.
#[derive(Clone, Debug)]
pub struct Session {
    scope: TenantScope,
    id: SessionId,
    principal: Principal,
    role: Role,
    expires_at: i64,
}

impl Session {
    /// What this session may touch: its tenant, in its principal's name.
    pub fn scope(&self) -> &TenantScope {
        &self.scope
    }

    /// The session's public id, as in the list of devices.
    pub fn id(&self) -> &SessionId {
        &self.id
    }

    /// Who signed in.
    pub fn principal(&self) -> &Principal {
        &self.principal
    }

    /// What they are in the workspace.
    pub fn role(&self) -> Role {
        self.role
    }

    /// When it ends by itself, in milliseconds since 1970.
    pub fn expires_at(&self) -> i64 {
        self.expires_at
    }
}

/// A fresh session and the secret that its cookie carries. The secret cannot be had again.
#[derive(Debug)]
pub struct SignedIn {
    /// For the cookie.
    pub secret: Secret,
    /// What it opens.
    pub session: Session,
    /// Whether this person had never signed in before.
    pub first: bool,
}

/// The server's own hand in its one workspace: start-up work, sign-in links and watchers that no session asked for.
///
/// There is exactly one, [`Store::open`] gives it away, and it cannot be cloned: keep it where the server starts and
/// out of what request handlers share, and a handler has no way to data but a session.
#[derive(Debug)]
pub struct Steward {
    pub(crate) store: Store,
    pub(crate) tenant: TenantId,
    pub(crate) owner: PrincipalId,
}

impl Steward {
    /// The workspace, acting as the system. Give it to a background task of your own, never to a request.
    pub fn scope(&self) -> TenantScope {
        TenantScope { tenant: self.tenant.clone(), actor: Actor::System }
    }
}

/// tenant, session id, principal id, principal name, role, expires_at
type SessionRow = (String, String, String, String, String, i64);

impl Store {
    /// The live session that this cookie's secret belongs to; `None` for an unknown, revoked or ended one (all alike,
    /// so that nothing can be learned from the answer).
    pub async fn session(&self, cookie_secret: &str, now_ms: i64) -> Result<Option<Session>> {
        if cookie_secret.len() != Secret::LENGTH {
            return Ok(None);
        }
        // Looked up by hash: how long it takes tells nothing about the secret.
        let hash = SESSION.hash(cookie_secret);
        let edition = self.inner.known.edition();
        if let Some(session) = self.inner.known.sessions.find(edition, &hash) {
            return Ok((session.expires_at > now_ms).then_some(session));
        }
        // The tenant is what this query finds.
        let row: Option<SessionRow> = sqlx::query_as(
            "SELECT s.tenant, s.id, s.principal, p.name, p.role, s.expires_at
             FROM sessions s JOIN principals p ON p.tenant = s.tenant AND p.id = s.principal AND p.removed_at IS NULL
             WHERE s.secret_hash = $1 AND s.expires_at > $2",
        )
        .bind(hash.as_str())
        .bind(now_ms)
        .fetch_optional(&self.inner.readers)
        .await
        .map_err(|e| self.inner.failed(e))?;
        let Some((tenant, id, principal, name, role, expires_at)) = row else { return Ok(None) };
        let principal = Principal { id: PrincipalId::stored(principal)?, name };
        let scope = TenantScope { tenant: TenantId::stored(tenant)?, actor: Actor::Principal(principal.id.clone()) };
        let session = Session { scope, id: SessionId::stored(id)?, principal, role: Role::stored(&role)?, expires_at };
        self.inner.known.sessions.keep(edition, hash, session.clone());
        Ok(Some(session))
    }

    /// Spends a one-time token for a new session; `None` when it is unknown, spent or too old (all alike).
    ///
    /// One UPDATE spends it, in the transaction that makes the session: of any number of racers one wins, and a crash
    /// between the two leaves the token unspent. `device` is what the browser calls itself, kept for the list of
    /// sessions (the first 200 characters). Writes `session.created` to the audit trail.
    pub async fn sign_in(&self, token: &str, device: &str, now_ms: i64) -> Result<Option<SignedIn>> {
        if token.len() != Secret::LENGTH || !self.can_be_spent(token, now_ms).await? {
            return Ok(None);
        }
        let mut tx = self.inner.begin_write().await?;
        let row: Option<(String, String)> = sqlx::query_as(
            "UPDATE sign_in_tokens SET spent_at = $1
             WHERE token_hash = $2 AND spent_at IS NULL AND expires_at > $1 AND created_at <= $3
             RETURNING tenant, principal",
        )
        .bind(now_ms)
        .bind(SIGN_IN.hash(token))
        // One from the future: the clock was set back, and how old it really is nobody knows.
        .bind(now_ms.saturating_add(SIGN_IN_LIFE_MS))
        .fetch_optional(&mut *tx)
        .await
        .map_err(|e| self.inner.failed(e))?;
        let Some((tenant, principal)) = row else { return Ok(None) };
        let principal = PrincipalId::stored(principal)?;
        let scope = TenantScope { tenant: TenantId::stored(tenant)?, actor: Actor::Principal(principal.clone()) };

        let mut write = Write::over(tx, scope.clone(), self.inner.clone());
        let member = write.members().await?.into_iter().find(|member| member.id == principal);
        let Member { id: principal, name, role, last_seen, .. } = member.ok_or(StoreError::Unreadable { what: "principal" })?;
        let principal = Principal { id: principal, name };
        write.member_seen(&principal.id, now_ms).await?;
        let (secret, id, expires_at) = write.start_session(&principal.id, device, now_ms).await?;
        write.commit().await?;
        let session = Session { scope, id, principal, role, expires_at };
        Ok(Some(SignedIn { secret, session, first: last_seen.is_none() }))
    }

    /// Whether this token could be spent now. It costs a read: whoever guesses makes nobody wait for a write.
    async fn can_be_spent(&self, token: &str, now_ms: i64) -> Result<bool> {
        let found: Option<(i64,)> = sqlx::query_as(
            "SELECT 1 FROM sign_in_tokens WHERE token_hash = $2 AND spent_at IS NULL AND expires_at > $1 AND created_at <= $3",
        )
        .bind(now_ms)
        .bind(SIGN_IN.hash(token))
        .bind(now_ms.saturating_add(SIGN_IN_LIFE_MS))
        .fetch_optional(&self.inner.readers)
        .await
        .map_err(|e| self.inner.failed(e))?;
        Ok(found.is_some())
    }
}
