//! The workspace and its boards.

use crate::error::{Result, StoreError};
use crate::ids::{BoardId, TenantId};
use crate::tx::Read;

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
    /// Milliseconds since 1970.
    pub created_at: i64,
}

type Row = (String, String, i64);

fn board((id, name, created_at): Row) -> Result<Board> {
    Ok(Board { id: BoardId::stored(id)?, name, created_at })
}

impl Read {
    /// The scope's workspace.
    pub async fn workspace(&mut self) -> Result<Workspace> {
        let query = self.sql_as::<(String, i64)>("SELECT name, created_at FROM tenants WHERE tenant = $1");
        let (name, created_at) = self.one(query).await?;
        Ok(Workspace { id: self.scope().tenant().clone(), name, created_at })
    }

    /// Every board, oldest first.
    pub async fn boards(&mut self) -> Result<Vec<Board>> {
        let query = self.sql_as("SELECT id, name, created_at FROM boards WHERE tenant = $1 ORDER BY created_at, id");
        self.all(query).await?.into_iter().map(board).collect()
    }

    /// The board of that id.
    pub async fn board(&mut self, id: &BoardId) -> Result<Option<Board>> {
        let query = self.sql_as("SELECT id, name, created_at FROM boards WHERE tenant = $1 AND id = $2").bind(id.as_str());
        self.optional(query).await?.map(board).transpose()
    }

    /// The first board: there is one from the beginning.
    pub async fn home_board(&mut self) -> Result<Board> {
        let query = self.sql_as("SELECT id, name, created_at FROM boards WHERE tenant = $1 ORDER BY created_at, id LIMIT 1");
        let row = self.optional(query).await?;
        row.map(board).transpose()?.ok_or(StoreError::Unreadable { what: "home board" })
    }
}
