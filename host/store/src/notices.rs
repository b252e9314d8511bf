//! What the host tells people, each in their own list: the latest 200.

use crate::Json;
use crate::error::{Result, StoreError};
use crate::ids::{BoardId, NoticeId, PrincipalId, WidgetId};
use crate::tx::{Read, Write};

/// Notices of one person that are kept.
const KEPT: i64 = 200;
/// How long after a notice no second one of its kind says the same about the same thing, even if the first was read, in milliseconds.
const QUIET_MS: i64 = 10 * 60 * 1000;

/// A notice to one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Rises with time: newer notices have greater ids.
    pub id: NoticeId,
    /// Milliseconds since 1970.
    pub at: i64,
    /// What it is, as in `widget-failed`.
    pub kind: String,
    /// What is to be said of it, by name: whoever reads it says it in their own language.
    pub detail: Json,
    /// The board to look at.
    pub board: Option<BoardId>,
    /// The widget to look at.
    pub widget: Option<WidgetId>,
    /// Whether the person has read it.
    pub read: bool,
}

/// A notice to be given.
#[derive(Clone, Debug)]
pub struct NewNotice<'a> {
    /// To whom.
    pub to: &'a PrincipalId,
    /// What it is, as in `widget-failed`.
    pub kind: &'a str,
    /// What it is about: of one kind about one thing there is one unread notice at most.
    pub subject: &'a str,
    /// What is to be said of it, by name. The caller bounds its length.
    pub detail: &'a Json,
    /// The board to look at.
    pub board: Option<&'a BoardId>,
    /// The widget to look at.
    pub widget: Option<&'a WidgetId>,
}

type Row = (String, i64, String, String, Option<String>, Option<String>, Option<i64>);

fn notice((id, at, kind, detail, board, widget, read_at): Row) -> Result<Notice> {
    Ok(Notice {
        id: NoticeId::stored(id)?,
        at,
        kind,
        detail: serde_json::from_str(&detail).map_err(|_| StoreError::Unreadable { what: "detail of a notice" })?,
        board: board.map(BoardId::stored).transpose()?,
        widget: widget.map(WidgetId::stored).transpose()?,
        read: read_at.is_some(),
    })
}

impl Read {
    /// A person's notices, newest first; with `before`, those older than that one.
    pub async fn notices(&mut self, of: &PrincipalId, before: Option<&NoticeId>, limit: u32) -> Result<Vec<Notice>> {
        // No id is greater than this text.
        let before = before.map_or("g", NoticeId::as_str);
        let query = self
            .sql_as(
                "SELECT id, at, kind, detail_json, board, widget, read_at FROM notices
                 WHERE tenant = $1 AND principal = $2 AND id < $3 ORDER BY id DESC LIMIT $4",
            )
            .bind(of.as_str())
            .bind(before)
            .bind(i64::from(limit));
        self.all(query).await?.into_iter().map(notice).collect()
    }

    /// How many of them are unread.
    pub async fn unread_notices(&mut self, of: &PrincipalId) -> Result<u64> {
        let query = self
            .sql_as::<(i64,)>("SELECT COUNT(*) FROM notices WHERE tenant = $1 AND principal = $2 AND read_at IS NULL")
            .bind(of.as_str());
        let (count,) = self.one(query).await?;
        Ok(u64::try_from(count).unwrap_or(0))
    }
}

impl Write {
    /// Gives a notice, unless the same was said and not read yet, or a moment ago. Whether it was given.
    pub async fn give_notice(&mut self, new: NewNotice<'_>, now_ms: i64) -> Result<bool> {
        let said = self
            .sql_as::<(i64,)>(
                "SELECT COUNT(*) FROM notices WHERE tenant = $1 AND principal = $2 AND kind = $3 AND subject = $4
                     AND (read_at IS NULL OR at > $5)",
            )
            .bind(new.to.as_str())
            .bind(new.kind)
            .bind(new.subject)
            .bind(now_ms.saturating_sub(QUIET_MS));
        if self.one(said).await?.0 > 0 {
            return Ok(false);
        }
        let insert = self
            .sql(
                "INSERT INTO notices (tenant, id, principal, at, kind, subject, detail_json, board, widget)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            )
            .bind(NoticeId::random(now_ms)?.to_string())
            .bind(new.to.as_str())
            .bind(now_ms)
            .bind(new.kind)
            .bind(new.subject)
            .bind(new.detail.to_string())
            .bind(new.board.map(BoardId::as_str))
            .bind(new.widget.map(WidgetId::as_str));
        self.execute(insert).await?;
        let forget = self
            .sql(
                "DELETE FROM notices WHERE tenant = $1 AND principal = $2 AND id NOT IN
                     (SELECT id FROM notices WHERE tenant = $1 AND principal = $2 ORDER BY id DESC LIMIT $3)",
            )
            .bind(new.to.as_str())
            .bind(KEPT);
        self.execute(forget).await?;
        Ok(true)
    }

    /// Marks a person's notices as read, that one and all older ones.
    pub async fn read_notices(&mut self, of: &PrincipalId, through: &NoticeId, now_ms: i64) -> Result<()> {
        let update = self
            .sql("UPDATE notices SET read_at = $4 WHERE tenant = $1 AND principal = $2 AND id <= $3 AND read_at IS NULL")
            .bind(of.as_str())
            .bind(through.as_str())
            .bind(now_ms);
        self.execute(update).await?;
        Ok(())
    }
}
