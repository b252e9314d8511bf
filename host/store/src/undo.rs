//! Removing widgets and boards, so that it can be taken back for a while: until then nothing of them is lost, and nothing of them is
//! reached. What is due is erased by [`Write::sweep`], each exactly once: it is one transaction.

use crate::error::{Result, StoreError};
use crate::ids::{BoardId, UndoId, WidgetId};
use crate::shelf::Data;
use crate::tx::{Read, Write};
use crate::widgets::no_widget;

/// How long a removal can be taken back, in milliseconds.
pub const UNDO_MS: i64 = 30_000;

/// A removal that can be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undo {
    /// What to take it back by.
    pub id: UndoId,
    /// Until when, in milliseconds since 1970.
    pub until: i64,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    /// The board that it is on, or is.
    pub board: BoardId,
    /// The widget; `None` when it was a whole board.
    pub widget: Option<WidgetId>,
}

/// What [`Write::sweep`] erased for good.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Boards, with everything that was on them.
    pub boards: Vec<BoardId>,
    /// Widgets whose data is gone, those of the boards included.
    pub widgets: Vec<WidgetId>,
}

impl Read {
    /// Whether [`Write::sweep`] would find anything to do.
    pub async fn sweep_is_due(&mut self, now_ms: i64) -> Result<bool> {
        let query = self.sql_as::<(i64,)>("SELECT COUNT(*) FROM undos WHERE tenant = $1 AND ends_at <= $2").bind(now_ms);
        Ok(self.one(query).await?.0 > 0)
    }
}

impl Write {
    /// Takes a widget off its board. A call still on its way ends in [`crate::CommitError::Gone`].
    pub async fn remove(&mut self, id: &WidgetId, data: Data, now_ms: i64) -> Result<Undo> {
        let board = self.known_widget(id).await?.board;
        let undo = self.promise(&board, Some(id), data, now_ms).await?;
        let update = self
            .sql("UPDATE widgets SET removed_at = $3, undo = $4 WHERE tenant = $1 AND id = $2 AND removed_at IS NULL")
            .bind(id.as_str())
            .bind(now_ms)
            .bind(undo.id.as_str());
        self.must_touch(id, update).await?;
        self.board_changed(&board).await?;
        Ok(undo)
    }

    /// Takes a board off the list with everything on it. That it is not its owner's last is the caller's to check.
    pub async fn remove_board(&mut self, id: &BoardId, now_ms: i64) -> Result<Undo> {
        self.known_board(id).await?;
        let undo = self.promise(id, None, Data::Delete, now_ms).await?;
        let widgets = self
            .sql("UPDATE widgets SET removed_at = $3, undo = $4 WHERE tenant = $1 AND board = $2 AND removed_at IS NULL")
            .bind(id.as_str())
            .bind(now_ms)
            .bind(undo.id.as_str());
        self.execute(widgets).await?;
        let board = self
            .sql("UPDATE boards SET removed_at = $3, version = version + 1 WHERE tenant = $1 AND id = $2")
            .bind(id.as_str())
            .bind(now_ms);
        self.execute(board).await?;
        Ok(undo)
    }

    /// Takes a removal back: everything is where and as it was. `None` when it is too late for that, when it was done already, or when
    /// it is not the scope's actor who owns the board. Fails with [`StoreError::NotFound`] when a widget's board is removed now.
    pub async fn undo(&mut self, id: &UndoId, now_ms: i64) -> Result<Option<Undone>> {
        let found = self
            .seen_as::<(String, Option<String>, Option<i64>)>(
                "SELECT u.board, u.widget, b.removed_at FROM undos u JOIN boards b ON b.tenant = u.tenant AND b.id = u.board
                 WHERE u.tenant = $1 AND ($2 = 'system' OR b.owner = $2) AND u.id = $3 AND u.ends_at > $4",
            )
            .bind(id.as_str())
            .bind(now_ms);
        let Some((board, widget, board_removed)) = self.optional(found).await? else { return Ok(None) };
        let (board, widget) = (BoardId::stored(board)?, widget.map(WidgetId::stored).transpose()?);
        if let Some(widget) = &widget {
            if board_removed.is_some() {
                return Err(StoreError::NotFound { what: "board", id: board.to_string() });
            }
            self.make_room(&board, widget).await?;
        } else {
            let update = self.sql("UPDATE boards SET removed_at = NULL WHERE tenant = $1 AND id = $2").bind(board.as_str());
            self.execute(update).await?;
        }
        let update =
            self.sql("UPDATE widgets SET removed_at = NULL, undo = NULL WHERE tenant = $1 AND undo = $2").bind(id.as_str());
        let back = self.execute(update).await?;
        if let (Some(widget), 0) = (&widget, back) {
            return Err(no_widget(widget));
        }
        self.forget_undo(id).await?;
        self.board_changed(&board).await?;
        Ok(Some(Undone { board, widget }))
    }

    /// Erases what can no longer be put back; of a widget whose data is kept, what does not outlive its place on the board. Run it now
    /// and then, and once at the start.
    pub async fn sweep(&mut self, now_ms: i64) -> Result<Swept> {
        let due = self
            .sql_as::<(String, String, Option<String>, i64)>(
                "SELECT id, board, widget, erase FROM undos WHERE tenant = $1 AND ends_at <= $2 ORDER BY ends_at, id",
            )
            .bind(now_ms);
        let mut swept = Swept::default();
        for (id, board, widget, erase) in self.all(due).await? {
            match widget {
                None => {
                    let board = BoardId::stored(board)?;
                    swept.widgets.extend(self.erase_board(&board).await?);
                    swept.boards.push(board);
                }
                Some(widget) => {
                    let widget = WidgetId::stored(widget)?;
                    if erase != 0 {
                        let delete = self.sql("DELETE FROM widgets WHERE tenant = $1 AND id = $2 AND undo = $3");
                        if self.execute(delete.bind(widget.as_str()).bind(id.as_str())).await? > 0 {
                            swept.widgets.push(widget);
                        }
                    } else {
                        self.settle_on_shelf(&widget).await?;
                    }
                }
            }
            self.forget_undo(&UndoId::stored(id)?).await?;
        }
        Ok(swept)
    }

    async fn promise(&mut self, board: &BoardId, widget: Option<&WidgetId>, data: Data, now_ms: i64) -> Result<Undo> {
        let undo = Undo { id: UndoId::random(now_ms)?, until: now_ms.saturating_add(UNDO_MS) };
        let insert = self
            .sql("INSERT INTO undos (tenant, id, board, widget, erase, ends_at) VALUES ($1, $2, $3, $4, $5, $6)")
            .bind(undo.id.as_str())
            .bind(board.as_str())
            .bind(widget.map(WidgetId::as_str))
            .bind(i64::from(data == Data::Delete))
            .bind(undo.until);
        self.execute(insert).await?;
        Ok(undo)
    }

    /// Its place may have been taken since: whoever stands there, or behind, moves on.
    async fn make_room(&mut self, board: &BoardId, widget: &WidgetId) -> Result<()> {
        let update = self
            .sql(
                "UPDATE widgets SET position = position + 1 WHERE tenant = $1 AND board = $2 AND removed_at IS NULL
                     AND position >= (SELECT o.position FROM widgets o WHERE o.tenant = $1 AND o.id = $3)
                     AND EXISTS (SELECT 1 FROM widgets o JOIN widgets t ON t.tenant = o.tenant AND t.board = o.board
                             AND t.position = o.position AND t.removed_at IS NULL
                         WHERE o.tenant = $1 AND o.id = $3)",
            )
            .bind(board.as_str())
            .bind(widget.as_str());
        self.execute(update).await?;
        Ok(())
    }

    async fn erase_board(&mut self, board: &BoardId) -> Result<Vec<WidgetId>> {
        let widgets = self.sql_as::<(String,)>("SELECT id FROM widgets WHERE tenant = $1 AND board = $2").bind(board.as_str());
        let widgets = self.all(widgets).await?;
        for erase in [
            "DELETE FROM widgets WHERE tenant = $1 AND board = $2",
            "DELETE FROM undos WHERE tenant = $1 AND board = $2",
            "DELETE FROM boards WHERE tenant = $1 AND id = $2 AND removed_at IS NOT NULL",
        ] {
            let delete = self.sql(erase).bind(board.as_str());
            self.execute(delete).await?;
        }
        widgets.into_iter().map(|(id,)| WidgetId::stored(id)).collect()
    }

    async fn forget_undo(&mut self, id: &UndoId) -> Result<()> {
        let delete = self.sql("DELETE FROM undos WHERE tenant = $1 AND id = $2").bind(id.as_str());
        self.execute(delete).await?;
        Ok(())
    }
}
