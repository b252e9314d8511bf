//! What becomes of a removed widget's data: gone, or on the shelf until a package of the same name and publisher comes back to the board.

use crate::JsonMap;
use crate::error::Result;
use crate::ids::{BoardId, Digest, WidgetId};
use crate::tx::{Read, Write};
use crate::widgets::{object, text};

/// What to do with a removed widget's state, storage and settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Data {
    /// They come back when a package of the same name and publisher is installed on the same board again.
    Keep,
    /// They are gone once the removal cannot be taken back any more.
    Delete,
}

/// Data kept of a removed widget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelved {
    /// The widget it was, and will be again.
    pub widget: WidgetId,
    /// The board it was on, and comes back to.
    pub board: BoardId,
    /// The package it ran.
    pub package: Digest,
    /// The name of packages that can have it back.
    pub package_name: String,
    /// Milliseconds since 1970.
    pub removed_at: i64,
    /// State and storage together.
    pub bytes: u64,
}

/// Kept, and not merely removed with its board or about to be erased.
macro_rules! kept {
    ($select:literal, $rest:literal) => {
        concat!(
            $select,
            " AND w.removed_at IS NOT NULL AND b.removed_at IS NULL AND ($2 = 'system' OR b.owner = $2)
                 AND (w.undo IS NULL OR EXISTS (SELECT 1 FROM undos u
                     WHERE u.tenant = w.tenant AND u.id = w.undo AND u.widget = w.id AND u.erase = 0)) ",
            $rest
        )
    };
}

impl Read {
    /// What is kept of widgets removed from boards of the scope's actor, latest first.
    pub async fn shelved(&mut self) -> Result<Vec<Shelved>> {
        let query = self.seen_as::<(String, String, String, String, i64, i64)>(kept!(
            "SELECT w.id, w.board, w.package, w.name, w.removed_at,
                 (SELECT COALESCE(SUM(LENGTH(s.bytes)), 0) FROM states s WHERE s.tenant = w.tenant AND s.widget = w.id)
               + (SELECT COALESCE(SUM(k.size), 0) FROM storage k WHERE k.tenant = w.tenant AND k.widget = w.id)
             FROM widgets w JOIN boards b ON b.tenant = w.tenant AND b.id = w.board
             WHERE w.tenant = $1",
            "ORDER BY w.removed_at DESC, w.id DESC"
        ));
        let rows = self.all(query).await?;
        rows.into_iter()
            .map(|(widget, board, package, package_name, removed_at, bytes)| {
                let (widget, board, package) = (WidgetId::stored(widget)?, BoardId::stored(board)?, Digest::stored(package)?);
                let bytes = u64::try_from(bytes).unwrap_or(0);
                Ok(Shelved { widget, board, package, package_name, removed_at, bytes })
            })
            .collect()
    }

    /// The latest removed widget of a package of that name and publisher, and its settings. A name alone can be taken by anybody.
    pub(crate) async fn newest_shelved(
        &mut self,
        board: &BoardId,
        name: &str,
        publisher: &str,
    ) -> Result<Option<(WidgetId, JsonMap)>> {
        let query = self
            .seen_as::<(String, String)>(kept!(
                "SELECT w.id, w.settings_json FROM widgets w JOIN boards b ON b.tenant = w.tenant AND b.id = w.board
                     JOIN packages p ON p.tenant = w.tenant AND p.digest = w.package WHERE w.tenant = $1",
                "AND w.board = $3 AND w.name = $4 AND p.publisher = $5 ORDER BY w.removed_at DESC, w.id DESC LIMIT 1"
            ))
            .bind(board.as_str())
            .bind(name)
            .bind(publisher);
        let row = self.optional(query).await?;
        row.map(|(id, settings)| Ok((WidgetId::stored(id)?, object(&settings)?))).transpose()
    }
}

impl Write {
    /// Deletes what was kept of a widget that the scope's actor removed from a board of theirs. It cannot be put back either.
    pub async fn discard_shelved(&mut self, id: &WidgetId) -> Result<()> {
        if !self.shelved().await?.iter().any(|kept| kept.widget == *id) {
            return Err(crate::widgets::no_widget(id));
        }
        self.forget_undo_of(id).await?;
        let delete = self.sql("DELETE FROM widgets WHERE tenant = $1 AND id = $2 AND removed_at IS NOT NULL");
        self.must_touch(id, delete.bind(id.as_str())).await
    }

    /// Puts a shelved widget back at the end of its board, running `package`. It is a new install of old data: the removal cannot be
    /// taken back any more.
    pub(crate) async fn unshelve(
        &mut self,
        id: &WidgetId,
        package: &Digest,
        granted: &JsonMap,
        settings: &JsonMap,
        now_ms: i64,
    ) -> Result<()> {
        self.forget_undo_of(id).await?;
        self.settle_on_shelf(id).await?;
        let update = self
            .sql(
                "UPDATE widgets SET removed_at = NULL, paused = 0, package = $3, granted_json = $4, settings_json = $5, installed_at = $6,
                     position = (SELECT COALESCE(MAX(o.position), 0) + 1 FROM widgets o WHERE o.tenant = $1 AND o.board = widgets.board)
                 WHERE tenant = $1 AND id = $2 AND removed_at IS NOT NULL",
            )
            .bind(id.as_str())
            .bind(package.as_str())
            .bind(text(granted))
            .bind(text(settings))
            .bind(now_ms);
        self.must_touch(id, update).await
    }

    /// What does not outlive a removal whose data is kept: its grants, usage and event history.
    pub(crate) async fn settle_on_shelf(&mut self, id: &WidgetId) -> Result<()> {
        for forget in [
            "UPDATE widgets SET granted_json = '{}', undo = NULL WHERE tenant = $1 AND id = $2 AND removed_at IS NOT NULL",
            "DELETE FROM events WHERE tenant = $1 AND widget = $2",
            "DELETE FROM runs WHERE tenant = $1 AND widget = $2",
            "DELETE FROM usage_totals WHERE tenant = $1 AND widget = $2",
        ] {
            let forget = self.sql(forget).bind(id.as_str());
            self.execute(forget).await?;
        }
        Ok(())
    }

    async fn forget_undo_of(&mut self, widget: &WidgetId) -> Result<()> {
        let delete = self.sql("DELETE FROM undos WHERE tenant = $1 AND widget = $2").bind(widget.as_str());
        self.execute(delete).await?;
        Ok(())
    }
}
