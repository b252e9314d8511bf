//! A widget's state: opaque bytes with a version that only rises, one step a commit.

use crate::error::Result;
use crate::events::Delivered;
use crate::ids::{PrincipalId, WidgetId};
use crate::tx::Read;

/// Counts the commits of one state. 0 stands for "no state yet"; the first commit makes 1.
pub type Version = i64;

/// Whose state: a package declares whether a board shares one or each viewer has their own.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Viewer {
    /// All who see the board.
    Board,
    /// One person.
    Principal(PrincipalId),
}

impl Viewer {
    /// As in the `viewer` columns.
    pub(crate) fn column(&self) -> &str {
        match self {
            Self::Board => "",
            Self::Principal(id) => id.as_str(),
        }
    }
}

/// A committed state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// Its version, 1 or more.
    pub version: Version,
    /// What the guest returned.
    pub bytes: Vec<u8>,
    /// The version of the package that wrote it: what `migrate` is told.
    pub package_version: String,
    /// How many milliseconds after `updated_at` the guest asked to be refreshed, if it did.
    pub refresh_after: Option<i64>,
    /// Milliseconds since 1970.
    pub updated_at: i64,
}

/// A state to commit. The caller bounds the size of the bytes.
#[derive(Clone, Debug)]
pub struct NewState {
    /// What the guest returned.
    pub bytes: Vec<u8>,
    /// The version of the package that wrote it.
    pub package_version: String,
    /// Milliseconds until the guest wants to be refreshed.
    pub refresh_after: Option<i64>,
}

/// Compare and swap: the statement that replaces the state of version `$14` (0: makes the first) of the viewer `$13` and the widget `$2` by
/// `$16` to `$19`. It answers a row if it did.
macro_rules! swap_state {
    () => {
        "INSERT INTO states (tenant, widget, viewer, version, bytes, package_version, refresh_after, updated_at)
             SELECT tenant, id, $13, $14 + 1, $16, $17, $18, $19 FROM widgets WHERE tenant = $1 AND id = $2 AND removed_at IS NULL
                 AND ($14 = 0 OR EXISTS (SELECT 1 FROM states WHERE tenant = $1 AND widget = $2 AND viewer = $13))
             ON CONFLICT (tenant, widget, viewer) DO UPDATE SET
                 version = excluded.version, bytes = excluded.bytes, package_version = excluded.package_version,
                 refresh_after = excluded.refresh_after, updated_at = excluded.updated_at
             WHERE states.version = $14
             RETURNING version"
    };
}
pub(crate) use swap_state;

/// Of a state, and the version and digest of an event.
type Row = (Option<Version>, Option<Vec<u8>>, Option<String>, Option<i64>, Option<i64>, Option<Version>, Option<String>);

impl Read {
    /// The current state; `None` before the first commit.
    pub async fn state(&mut self, widget: &WidgetId, viewer: &Viewer) -> Result<Option<State>> {
        Ok(self.state_and_event(widget, viewer, None).await?.0)
    }

    /// The current state, and what an earlier delivery of the event of that id was, if there was one. One statement.
    pub async fn state_and_event(
        &mut self,
        widget: &WidgetId,
        viewer: &Viewer,
        event_id: Option<&str>,
    ) -> Result<(Option<State>, Option<Delivered>)> {
        let query = self
            .sql_as::<Row>(
                "SELECT s.version, s.bytes, s.package_version, s.refresh_after, s.updated_at, e.version, e.digest
                 FROM widgets w
                     LEFT JOIN states s ON s.tenant = w.tenant AND s.widget = w.id AND s.viewer = $3
                     LEFT JOIN events e ON e.tenant = w.tenant AND e.widget = w.id AND e.viewer = $3 AND e.event = $4
                 WHERE w.tenant = $1 AND w.id = $2 AND w.removed_at IS NULL",
            )
            .bind(widget.as_str())
            .bind(viewer.column())
            .bind(event_id);
        let Some((version, bytes, package_version, refresh_after, updated_at, event, digest)) = self.optional(query).await?
        else {
            return Ok((None, None));
        };
        let delivered = event.map(|version| Delivered { version, digest });
        let (Some(version), Some(bytes), Some(package_version), Some(updated_at)) = (version, bytes, package_version, updated_at)
        else {
            return Ok((None, delivered));
        };
        Ok((Some(State { version, bytes, package_version, refresh_after, updated_at }), delivered))
    }

    /// The current version, 0 before the first commit.
    pub(crate) async fn state_version(&mut self, widget: &WidgetId, viewer: &Viewer) -> Result<Version> {
        let query = self
            .sql_as::<(Version,)>("SELECT version FROM states WHERE tenant = $1 AND widget = $2 AND viewer = $3")
            .bind(widget.as_str())
            .bind(viewer.column());
        Ok(self.optional(query).await?.map_or(0, |(version,)| version))
    }
}
