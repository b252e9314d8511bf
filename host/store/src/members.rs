//! The people of a workspace: its owner, and members whom the owner invited.

use serde_json::json;

use crate::bootstrap::HOME;
use crate::error::{Result, StoreError};
use crate::ids::{PrincipalId, SessionId};
use crate::secret::Secret;
use crate::tx::{Read, Write};

/// How long an invitation can be taken up: 24 hours, in milliseconds.
pub const INVITATION_LIFE_MS: i64 = 24 * 60 * 60 * 1000;

/// What somebody is in a workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Who signed in first: packages, themes, members and the trail are theirs.
    Owner,
    /// Has boards of their own, and sees those that are shared.
    Member,
}

impl Role {
    /// As in the `role` column, and for people's programs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Member => "member",
        }
    }

    pub(crate) fn stored(text: &str) -> Result<Self> {
        [Self::Owner, Self::Member].into_iter().find(|role| role.as_str() == text).ok_or(StoreError::Unreadable { what: "role" })
    }
}

/// Somebody of the workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub id: PrincipalId,
    /// What to call them.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// When they were invited, in milliseconds since 1970.
    pub joined_at: i64,
    /// When they last followed a board or signed in; `None` before they took up their invitation.
    pub last_seen: Option<i64>,
}

type Row = (String, String, String, i64, Option<i64>);

fn member((id, name, role, joined_at, last_seen): Row) -> Result<Member> {
    Ok(Member { id: PrincipalId::stored(id)?, name, role: Role::stored(&role)?, joined_at, last_seen })
}

impl Read {
    /// Everybody, the owner first.
    pub async fn members(&mut self) -> Result<Vec<Member>> {
        let query = self.sql_as(
            "SELECT id, name, role, created_at, last_seen FROM principals WHERE tenant = $1 AND removed_at IS NULL
             ORDER BY CASE role WHEN 'owner' THEN 0 ELSE 1 END, created_at, id",
        );
        self.all(query).await?.into_iter().map(member).collect()
    }
}

impl Write {
    /// Invites somebody: a member with a board `Home`, and the one-time token that signs them in within [`INVITATION_LIFE_MS`]. That
    /// it is the owner who invites is the caller's to check. Writes `member.invited` to the audit trail.
    pub async fn invite(&mut self, name: &str, now_ms: i64) -> Result<(Member, Secret)> {
        let id = PrincipalId::random(now_ms)?;
        let insert = self
            .sql("INSERT INTO principals (tenant, id, name, created_at, role) VALUES ($1, $2, $3, $4, 'member')")
            .bind(id.as_str())
            .bind(name)
            .bind(now_ms);
        self.execute(insert).await?;
        self.create_board(&id, HOME, now_ms).await?;
        let token = self.sign_in_token(&id, now_ms, INVITATION_LIFE_MS).await?;
        self.audit(now_ms, "member.invited", id.as_str(), &json!({ "name": name })).await?;
        let member = Member { id, name: name.to_owned(), role: Role::Member, joined_at: now_ms, last_seen: None };
        Ok((member, token))
    }

    /// Sends a member away: their sessions and links end now, what widgets kept for them alone is erased, and their boards become
    /// `heir`'s, so that nothing that others use is lost. Answers the sessions that ended; fails with [`StoreError::NotFound`] for
    /// anybody who is no member, the owner among them. Writes `member.removed` to the audit trail.
    pub async fn remove_member(&mut self, id: &PrincipalId, heir: &PrincipalId, now_ms: i64) -> Result<Vec<SessionId>> {
        let update = self
            .sql("UPDATE principals SET removed_at = $3 WHERE tenant = $1 AND id = $2 AND role = 'member' AND removed_at IS NULL")
            .bind(id.as_str())
            .bind(now_ms);
        if self.execute(update).await? == 0 {
            return Err(StoreError::NotFound { what: "member", id: id.to_string() });
        }
        let sessions = self.sql_as::<(String,)>("SELECT id FROM sessions WHERE tenant = $1 AND principal = $2").bind(id.as_str());
        let sessions = self.all(sessions).await?;
        for forget in [
            "DELETE FROM sessions WHERE tenant = $1 AND principal = $2",
            "DELETE FROM sign_in_tokens WHERE tenant = $1 AND principal = $2",
            "DELETE FROM states WHERE tenant = $1 AND viewer = $2",
            "DELETE FROM events WHERE tenant = $1 AND viewer = $2",
            "DELETE FROM notices WHERE tenant = $1 AND principal = $2",
        ] {
            let delete = self.sql(forget).bind(id.as_str());
            self.execute(delete).await?;
        }
        let inherit = self
            .sql(
                "UPDATE boards SET owner = $3, version = version + 1,
                     position = position + (SELECT COALESCE(MAX(o.position), -1) + 1 FROM boards o WHERE o.tenant = $1 AND o.owner = $3)
                 WHERE tenant = $1 AND owner = $2",
            )
            .bind(id.as_str())
            .bind(heir.as_str());
        let boards = self.execute(inherit).await?;
        self.audit(now_ms, "member.removed", id.as_str(), &json!({ "boards": boards })).await?;
        sessions.into_iter().map(|(id,)| SessionId::stored(id)).collect()
    }

    /// Gives somebody another name. Writes `member.renamed` to the audit trail, unless it is the same.
    pub async fn rename_member(&mut self, id: &PrincipalId, name: &str, now_ms: i64) -> Result<()> {
        let before = self.principal(id).await?.ok_or_else(|| StoreError::NotFound { what: "member", id: id.to_string() })?.name;
        if before == name {
            return Ok(());
        }
        let update = self.sql("UPDATE principals SET name = $3 WHERE tenant = $1 AND id = $2").bind(id.as_str()).bind(name);
        self.execute(update).await?;
        self.audit(now_ms, "member.renamed", id.as_str(), &json!({ "name": name, "before": before })).await
    }

    /// Gives the workspace another name. That it is the owner who does is the caller's to check. Writes `workspace.renamed` to the audit
    /// trail, unless it is the same.
    pub async fn rename_workspace(&mut self, name: &str, now_ms: i64) -> Result<()> {
        let before = self.workspace().await?;
        if before.name == name {
            return Ok(());
        }
        let update = self.sql("UPDATE tenants SET name = $2 WHERE tenant = $1").bind(name);
        self.execute(update).await?;
        self.audit(now_ms, "workspace.renamed", before.id.as_ref(), &json!({ "name": name, "before": before.name })).await
    }

    /// Notes that somebody is there.
    pub async fn member_seen(&mut self, id: &PrincipalId, now_ms: i64) -> Result<()> {
        let update =
            self.sql("UPDATE principals SET last_seen = $3 WHERE tenant = $1 AND id = $2").bind(id.as_str()).bind(now_ms);
        self.execute(update).await?;
        Ok(())
    }
}
