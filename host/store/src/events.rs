//! Which client events were committed, so that one delivered twice happens once.

use crate::error::Result;
use crate::ids::WidgetId;
use crate::state::{Version, Viewer};
use crate::tx::{Read, Write};

/// How many events per widget are remembered at least. A client retries within seconds; a later duplicate fails the
/// version check instead.
const REMEMBERED: i64 = 1_000;
/// The oldest are forgotten this many at a time, so that most commits need not.
const FORGET_EVERY: i64 = 50;

/// An event that was committed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivered {
    /// The version that it produced.
    pub version: Version,
    /// What it said, as the server digested it; `None` for one that was committed before digests were kept.
    pub digest: Option<String>,
}

impl Read {
    /// The version that an earlier delivery of this event produced, if there was one. See also [`Read::state_and_event`].
    pub async fn event(&mut self, widget: &WidgetId, viewer: &Viewer, event_id: &str) -> Result<Option<Version>> {
        let query = self
            .sql_as::<(Version,)>("SELECT version FROM events WHERE tenant = $1 AND widget = $2 AND viewer = $3 AND event = $4")
            .bind(widget.as_str())
            .bind(viewer.column())
            .bind(event_id);
        Ok(self.optional(query).await?.map(|(version,)| version))
    }
}

impl Write {
    /// Remembers an event and, now and then, forgets the oldest beyond the limit.
    pub(crate) async fn remember_event(
        &mut self,
        widget: &WidgetId,
        viewer: &Viewer,
        event_id: &str,
        digest: Option<&str>,
        version: Version,
    ) -> Result<()> {
        let insert = self
            .sql_as::<(i64,)>(
                "INSERT INTO events (tenant, widget, viewer, event, version, digest, seq) VALUES ($1, $2, $3, $4, $5, $6,
                     (SELECT COALESCE(MAX(seq), 0) + 1 FROM events WHERE tenant = $1 AND widget = $2))
                 RETURNING seq",
            )
            .bind(widget.as_str())
            .bind(viewer.column())
            .bind(event_id)
            .bind(version)
            .bind(digest);
        let (seq,) = self.one(insert).await?;
        if seq % FORGET_EVERY == 0 {
            let forget = self.sql("DELETE FROM events WHERE tenant = $1 AND widget = $2 AND seq <= $3");
            self.leave(forget.bind(widget.as_str()).bind(seq - REMEMBERED)).await?;
        }
        Ok(())
    }
}
