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
    /// They are gone.
    Delete,
}

/// Data kept of a removed widget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelved {
    /// The widget it was, and will be again.
    pub widget: WidgetId,
    /// The package that can have it back.
    pub package_name: String,
    /// Milliseconds since 1970.
    pub removed_at: i64,
    /// State and storage together.
    pub bytes: u64,
}

impl Read {
    /// What is kept of widgets removed from a board, latest first.
    pub async fn shelved(&mut self, board: &BoardId) -> Result<Vec<Shelved>> {
        let query = self
            .sql_as::<(String, String, i64, i64)>(
                "SELECT w.id, w.name, w.removed_at,
                     (SELECT COALESCE(SUM(LENGTH(s.bytes)), 0) FROM states s WHERE s.tenant = w.tenant AND s.widget = w.id)
                   + (SELECT COALESCE(SUM(k.size), 0) FROM storage k WHERE k.tenant = w.tenant AND k.widget = w.id)
                 FROM widgets w WHERE w.tenant = $1 AND w.board = $2 AND w.removed_at IS NOT NULL
                 ORDER BY w.removed_at DESC, w.id DESC",
            )
            .bind(board.as_str());
        let rows = self.all(query).await?;
        rows.into_iter()
            .map(|(widget, package_name, removed_at, bytes)| {
                let bytes = u64::try_from(bytes).unwrap_or(0);
                Ok(Shelved { widget: WidgetId::stored(widget)?, package_name, removed_at, bytes })
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
            .sql_as::<(String, String)>(
                "SELECT w.id, w.settings_json FROM widgets w JOIN packages p ON p.tenant = w.tenant AND p.digest = w.package
                 WHERE w.tenant = $1 AND w.board = $2 AND w.name = $3 AND p.publisher = $4 AND w.removed_at IS NOT NULL
                 ORDER BY w.removed_at DESC, w.id DESC LIMIT 1",
            )
            .bind(board.as_str())
            .bind(name)
            .bind(publisher);
        let row = self.optional(query).await?;
        row.map(|(id, settings)| Ok((WidgetId::stored(id)?, object(&settings)?))).transpose()
    }
}

impl Write {
    /// Takes a widget off its board. Its grants, usage and event history end now whatever becomes of its data; a call
    /// still on its way ends in [`crate::CommitError::Gone`].
    pub async fn remove(&mut self, id: &WidgetId, data: Data, now_ms: i64) -> Result<()> {
        if data == Data::Delete {
            let delete = self.sql("DELETE FROM widgets WHERE tenant = $1 AND id = $2 AND removed_at IS NULL");
            return self.must_touch(id, delete.bind(id.as_str())).await;
        }
        let update = self
            .sql("UPDATE widgets SET removed_at = $3, granted_json = '{}' WHERE tenant = $1 AND id = $2 AND removed_at IS NULL")
            .bind(id.as_str())
            .bind(now_ms);
        self.must_touch(id, update).await?;
        for forget in [
            "DELETE FROM events WHERE tenant = $1 AND widget = $2",
            "DELETE FROM runs WHERE tenant = $1 AND widget = $2",
            "DELETE FROM usage_totals WHERE tenant = $1 AND widget = $2",
        ] {
            let delete = self.sql(forget).bind(id.as_str());
            self.execute(delete).await?;
        }
        Ok(())
    }

    /// Deletes what was kept of a removed widget.
    pub async fn discard_shelved(&mut self, id: &WidgetId) -> Result<()> {
        let delete = self.sql("DELETE FROM widgets WHERE tenant = $1 AND id = $2 AND removed_at IS NOT NULL");
        self.must_touch(id, delete.bind(id.as_str())).await
    }

    /// Puts a shelved widget back at the end of its board, running `package`.
    pub(crate) async fn unshelve(
        &mut self,
        id: &WidgetId,
        package: &Digest,
        granted: &JsonMap,
        settings: &JsonMap,
        now_ms: i64,
    ) -> Result<()> {
        let update = self
            .sql(
                "UPDATE widgets SET removed_at = NULL, paused = 0, package = $3, granted_json = $4, settings_json = $5, installed_at = $6,
                     position = (SELECT COALESCE(MAX(o.position), 0) + 1 FROM widgets o
                                 WHERE o.tenant = $1 AND o.board = widgets.board AND o.removed_at IS NULL)
                 WHERE tenant = $1 AND id = $2 AND removed_at IS NOT NULL",
            )
            .bind(id.as_str())
            .bind(package.as_str())
            .bind(text(granted))
            .bind(text(settings))
            .bind(now_ms);
        self.must_touch(id, update).await
    }
}
