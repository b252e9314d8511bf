//! What one call of a widget leaves behind: new state, buffered writes, settings, the event's answer and the cost, in
//! one transaction. All of it, or nothing.

use crate::JsonMap;
use crate::error::StoreError;
use crate::events::remember_event;
use crate::ids::WidgetId;
use crate::state::{NewState, State, Version, Viewer, swap_state};
use crate::storage::{QuotaExceeded, StorageQuota};
use crate::tx::Write;
use crate::usage::{Run, count_run};

/// What every call leaves behind, in one trip to the database. They answer a row for a widget that is installed, with the version that this
/// event has already produced, and one with the new version if the state was swapped. If either is not as it should be the others are for
/// nothing: whoever runs them undoes them.
const LEAVE: &str = concat!(
    "SELECT (SELECT version FROM events WHERE tenant = $1 AND widget = $2 AND viewer = $13 AND event = $12)
     FROM widgets WHERE tenant = $1 AND id = $2 AND removed_at IS NULL;",
    swap_state!(),
    ";",
    remember_event!(),
    ";",
    count_run!(),
);

/// The outcome of a guest's `update`.
#[derive(Clone, Debug)]
pub struct Call<'a> {
    /// Which widget ran.
    pub widget: &'a WidgetId,
    /// Whose state it ran on.
    pub viewer: &'a Viewer,
    /// The version of the state it was given; 0 when there was none.
    pub expected: Version,
    /// What it returned.
    pub state: NewState,
    /// What it wrote to its storage, in order; `None` deletes the key.
    pub storage_writes: &'a [(String, Option<Vec<u8>>)],
    /// How much it may keep there.
    pub quota: StorageQuota,
    /// New settings, when the event was that they changed.
    pub settings: Option<&'a JsonMap>,
    /// The client's id of the event: a second commit with it answers [`Committed::Duplicate`]. The caller bounds its
    /// length.
    pub event_id: Option<&'a str>,
    /// A digest of what the event says, kept beside its id: whether a second one of that id is the same is the caller's to check.
    pub event_digest: Option<&'a str>,
    /// What it cost.
    pub run: &'a Run,
}

/// How a commit ended well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Committed {
    /// This call's outcome is the state of this version now, and is on the disk.
    Applied(Version),
    /// The event had been committed before, with this version; this call's outcome was dropped.
    Duplicate(Version),
}

impl Committed {
    /// The version that the event produced, now or earlier.
    pub fn version(self) -> Version {
        match self {
            Self::Applied(version) | Self::Duplicate(version) => version,
        }
    }
}

/// Why nothing of a call was kept.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// The state moved on while the guest ran: load it and run the event again, or tell the client.
    #[error("the widget's state is at version {current} now; load it and try again")]
    Stale {
        /// The version now; 0 when there is no state.
        current: Version,
    },
    /// The writes do not fit the quota: the guest's fault.
    #[error(transparent)]
    Quota(#[from] QuotaExceeded),
    /// The widget was removed while the guest ran.
    #[error("the widget was removed")]
    Gone,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Write {
    /// Commits a call's outcome together with whatever else was done in this transaction, and ends it. `Ok` means that
    /// it is on the disk; after an error (or for a duplicate) nothing of this transaction is.
    pub async fn commit_call(mut self, call: Call<'_>, now_ms: i64) -> Result<Committed, CommitError> {
        match self.apply(call, now_ms).await {
            Ok(Committed::Applied(version)) => {
                self.commit().await?;
                Ok(Committed::Applied(version))
            }
            other => {
                // How it ended may hang on what another call of the same group wrote: that must be on the disk, too.
                self.rollback().await?;
                other
            }
        }
    }

    async fn apply(&mut self, call: Call<'_>, now_ms: i64) -> Result<Committed, CommitError> {
        let Call { widget, viewer, expected, event_id, .. } = call;
        let NewState { bytes, package_version, refresh_after } = call.state;
        let statements = self.sql_as::<(Option<Version>,)>(LEAVE).bind(widget.as_str());
        let statements = call
            .run
            .bind(statements)
            .bind(event_id)
            .bind(viewer.column())
            .bind(expected)
            .bind(call.event_digest)
            .bind(bytes.clone())
            .bind(package_version.clone())
            .bind(refresh_after)
            .bind(now_ms);
        let mut answers = self.all(statements).await?.into_iter();
        // Before the version check: a retry of an event that went through is stale by its own doing.
        match answers.next() {
            None => return Err(CommitError::Gone),
            Some((Some(version),)) => return Ok(Committed::Duplicate(version)),
            Some((None,)) => {}
        }
        let Some((Some(version),)) = answers.next() else {
            return Err(CommitError::Stale { current: self.state_version(widget, viewer).await? });
        };
        self.leave_state(widget, viewer, State { version, bytes, package_version, refresh_after, updated_at: now_ms });
        self.write_storage(widget, call.storage_writes, call.quota).await?;
        if let Some(settings) = call.settings {
            self.set_settings(widget, settings).await?;
        }
        Ok(Committed::Applied(version))
    }
}
