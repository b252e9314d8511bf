//! The workspace and its boards: whose they are, in which order, and who else may see them.

use crate::error::{Result, StoreError};
use crate::ids::{BoardId, PrincipalId, TenantId};
use crate::scope::{Principal, TenantScope};
use crate::sharing::{Access, Shared};
use crate::tx::{Read, Write};

/// A tenant as its people see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workspace {
    /// Its id.
    pub id: TenantId,
    /// What to call it.
    pub name: String,
    /// Milliseconds since 1970.
    pub created_at: i64,
}

/// A place for widgets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    /// Its id.
    pub id: BoardId,
    /// What to call it.
    pub name: String,
    /// Its place among its owner's boards, rising; gaps mean nothing.
    pub position: i64,
    /// Rises with every change of its name, place, sharing or layout.
    pub version: i64,
    /// Whose it is.
    pub owner: Principal,
    /// What everybody else of the workspace may do with it.
    pub shared: Shared,
    /// What the actor of the scope may do with it.
    pub access: Access,
    /// How many widgets are on it.
    pub widgets: u64,
    /// Milliseconds since 1970.
    pub created_at: i64,
}

type Row = (String, String, i64, i64, String, String, String, i64, i64);

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT b.id, b.name, b.position, b.version, b.owner, p.name, b.shared,
                 (SELECT COUNT(*) FROM widgets w WHERE w.tenant = b.tenant AND w.board = b.id AND w.removed_at IS NULL), b.created_at
             FROM boards b JOIN principals p ON p.tenant = b.tenant AND p.id = b.owner
             WHERE b.tenant = $1 AND b.removed_at IS NULL AND ($2 = 'system' OR b.owner = $2 OR b.shared <> 'no') ",
            $rest
        )
    };
}

fn board(scope: &TenantScope, row: Row) -> Result<Board> {
    let (id, name, position, version, owner, owner_name, shared, widgets, created_at) = row;
    let (owner, shared) = (PrincipalId::stored(owner)?, Shared::stored(&shared)?);
    let access = Access::of(scope, &owner, shared).ok_or(StoreError::Unreadable { what: "board's sharing" })?;
    let widgets = u64::try_from(widgets).unwrap_or(0);
    let owner = Principal { id: owner, name: owner_name };
    Ok(Board { id: BoardId::stored(id)?, name, position, version, owner, shared, access, widgets, created_at })
}

fn no_board(id: &BoardId) -> StoreError {
    StoreError::NotFound { what: "board", id: id.to_string() }
}

impl Read {
    /// The scope's workspace.
    pub async fn workspace(&mut self) -> Result<Workspace> {
        let query = self.sql_as::<(String, i64)>("SELECT name, created_at FROM tenants WHERE tenant = $1");
        let (name, created_at) = self.one(query).await?;
        Ok(Workspace { id: self.scope().tenant().clone(), name, created_at })
    }

    /// Every board that the scope's actor may see: their own in their order, then those of others.
    pub async fn boards(&mut self) -> Result<Vec<Board>> {
        let query = select!("ORDER BY CASE WHEN b.owner = $2 THEN 0 ELSE 1 END, p.name, b.owner, b.position, b.created_at, b.id");
        let rows = self.all(self.seen_as(query)).await?;
        rows.into_iter().map(|row| board(self.scope(), row)).collect()
    }

    /// The board of that id, if the scope's actor may see it.
    pub async fn board(&mut self, id: &BoardId) -> Result<Option<Board>> {
        let row = self.optional(self.seen_as(select!("AND b.id = $3")).bind(id.as_str())).await?;
        row.map(|row| board(self.scope(), row)).transpose()
    }

    /// The actor's first board: there is one from the beginning, and the last is never removed. For the system, the first of all.
    pub async fn home_board(&mut self) -> Result<Board> {
        self.boards().await?.into_iter().next().ok_or(StoreError::Unreadable { what: "home board" })
    }

    pub(crate) async fn known_board(&mut self, id: &BoardId) -> Result<Board> {
        self.board(id).await?.ok_or_else(|| no_board(id))
    }

    /// The boards of a person, in their order.
    pub(crate) async fn boards_of(&mut self, owner: &PrincipalId) -> Result<Vec<BoardId>> {
        let query = self.sql_as::<(String,)>(
            "SELECT id FROM boards WHERE tenant = $1 AND owner = $2 AND removed_at IS NULL ORDER BY position, created_at, id",
        );
        let rows = self.all(query.bind(owner.as_str())).await?;
        rows.into_iter().map(|(id,)| BoardId::stored(id)).collect()
    }
}

impl Write {
    /// A new board of `owner`, after their others. The caller bounds the name and how many there are.
    pub async fn create_board(&mut self, owner: &PrincipalId, name: &str, now_ms: i64) -> Result<BoardId> {
        let id = BoardId::random(now_ms)?;
        let insert = self
            .sql(
                "INSERT INTO boards (tenant, id, name, created_at, owner, position) VALUES ($1, $2, $3, $4, $5,
                     (SELECT COALESCE(MAX(position), -1) + 1 FROM boards WHERE tenant = $1 AND owner = $5))",
            )
            .bind(id.as_str())
            .bind(name)
            .bind(now_ms)
            .bind(owner.as_str());
        self.execute(insert).await?;
        Ok(id)
    }

    /// Gives a board another name.
    pub async fn rename_board(&mut self, id: &BoardId, name: &str) -> Result<()> {
        let update = self
            .sql("UPDATE boards SET name = $3, version = version + 1 WHERE tenant = $1 AND id = $2 AND removed_at IS NULL")
            .bind(id.as_str())
            .bind(name);
        if self.execute(update).await? == 0 { Err(no_board(id)) } else { Ok(()) }
    }

    /// Puts a board at a place among its owner's, 0 being the first; past the end means last.
    pub async fn place_board(&mut self, id: &BoardId, place: usize) -> Result<()> {
        let owner = self.known_board(id).await?.owner.id;
        let mut order = self.boards_of(&owner).await?;
        order.retain(|other| other != id);
        order.insert(place.min(order.len()), id.clone());
        for (position, id) in (0_i64..).zip(&order) {
            let update = self
                .sql(
                    "UPDATE boards SET position = $3, version = version + 1
                     WHERE tenant = $1 AND id = $2 AND removed_at IS NULL AND position <> $3",
                )
                .bind(id.as_str())
                .bind(position);
            self.execute(update).await?;
        }
        Ok(())
    }

    /// Says what the others of the workspace may do with a board.
    pub async fn share_board(&mut self, id: &BoardId, shared: Shared) -> Result<()> {
        let update = self
            .sql("UPDATE boards SET shared = $3, version = version + 1 WHERE tenant = $1 AND id = $2 AND removed_at IS NULL")
            .bind(id.as_str())
            .bind(shared.as_str());
        if self.execute(update).await? == 0 { Err(no_board(id)) } else { Ok(()) }
    }

    /// Counts a change of a board's layout.
    pub(crate) async fn board_changed(&mut self, id: &BoardId) -> Result<()> {
        let update = self.sql("UPDATE boards SET version = version + 1 WHERE tenant = $1 AND id = $2").bind(id.as_str());
        self.execute(update).await?;
        Ok(())
    }
}
