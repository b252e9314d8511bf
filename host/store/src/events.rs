//! Which client events were committed, so that one delivered twice happens once.

use crate::error::Result;
use crate::ids::WidgetId;
use crate::state::{Version, Viewer};
use crate::tx::Read;

/// The statements that remember the event `$12` of the viewer `$13` and the widget `$2`, of version `$14` + 1 and digest `$15`, if there is
/// one. At least 1,000 of a widget are: a client retries within seconds, and a later duplicate fails the version check instead. The oldest
/// are forgotten 50 at a time, so that most commits need not.
macro_rules! remember_event {
    () => {
        "INSERT INTO events (tenant, widget, viewer, event, version, digest, seq)
             SELECT tenant, id, $13, $12, $14 + 1, $15,
                 (SELECT COALESCE(MAX(seq), 0) + 1 FROM events WHERE tenant = $1 AND widget = $2)
             FROM widgets WHERE tenant = $1 AND id = $2 AND $12 IS NOT NULL ON CONFLICT DO NOTHING;
         DELETE FROM events WHERE tenant = $1 AND widget = $2 AND $12 IS NOT NULL AND seq <=
             (SELECT CASE WHEN seq % 50 = 0 THEN seq - 1000 END FROM events WHERE tenant = $1 AND widget = $2
              ORDER BY seq DESC LIMIT 1)"
    };
}
pub(crate) use remember_event;

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
