//! What Fanlight remembers: one embedded database and one folder of package bytes, behind transactions.
//!
//! # Map
//! | file | idea |
//! |---|---|
//! | `open`, `bootstrap` | [`Store::open`]: folder, lock, connections, migrations; the one workspace |
//! | `inspect` | a look at a data folder that changes nothing, also while a server uses it |
//! | `scope` | [`TenantScope`]: whose data it is. The three doors that build one: a session, a sign-in, the [`Steward`] |
//! | `tx` | [`Read`] and [`Write`]: a transaction bound to a scope, the only way to any row |
//! | `group` | [`Store::write_together`]: callers who come at the same time share one sync |
//! | `known` | [`Store::widget`]: what is asked with every request, kept in memory until the next change of it |
//! | `warm` | [`Store::state`]: states that are in use, kept in memory until a call leaves another |
//! | `commit` | [`Write::commit_call`]: what one call of a widget leaves behind, all of it or nothing |
//! | `state`, `storage`, `events`, `usage` | the parts of such a commit, and reading them |
//! | `boards`, `layout`, `packages`, `widgets`, `shelf`, `themes`, `sessions`, `members`, `notices`, `audit` | one kind of row each |
//! | `sharing` | [`Access`]: what a person may do with a board. What they may not see, no query shows them |
//! | `undo` | removing, taking it back for a while, erasing afterwards |
//! | `objects` | package bytes under their digest: written durably, verified when read |
//! | `ids`, `secret` | every identifier and every random byte |
//! | `error` | [`StoreError`], and whose fault it is |
//!
//! # Invariants
//! 1. Only this crate speaks SQL, only inside a transaction, and a transaction needs a [`TenantScope`]. [`inspect`] reads no
//!    row of a tenant.
//! 2. Every row carries its tenant and every query names the scope's. The one exception finds the tenant: a session
//!    or a sign-in token by the hash of its secret (`scope`).
//! 3. What was acknowledged is on the disk: WAL with `synchronous = FULL`, and a package's bytes before its row.
//! 4. No secret is stored, only its hash; none is shown by `Debug`.
//! 5. No query reads a clock: whoever calls says what time it is, in milliseconds since 1970 (UTC).
//!
//! # What is deliberately not here
//! No guest, manifest, grant or view: their bytes and JSON are opaque. No retries of a stale commit and no queue per
//! widget: the server owns order. No raw connection, no query builder, and no way to name a tenant.
//!
//! # How to add a kind of row
//! A migration with `tenant` first in its key, a file here with `impl Read` (queries) and `impl Write` (changes), and
//! a case in `tests/`.
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test ends at the first surprise"))]

mod audit;
mod boards;
mod bootstrap;
mod commit;
mod error;
mod events;
mod group;
mod ids;
mod images;
mod inspect;
mod known;
mod layout;
mod members;
mod migrations;
mod notices;
mod objects;
mod open;
mod packages;
mod scope;
mod secret;
mod sessions;
mod sharing;
mod shelf;
mod state;
mod storage;
mod themes;
mod tx;
mod undo;
mod usage;
mod warm;
mod widgets;

pub use audit::AuditEntry;
pub use boards::{Board, Workspace};
pub use commit::{Call, CommitError, Committed};
pub use error::{Blame, Result, StoreError};
pub use events::Delivered;
pub use ids::{BoardId, Digest, InvalidId, NoticeId, PrincipalId, SessionId, TenantId, UndoId, WidgetId};
pub use inspect::{DatabaseInspection, Inspection, inspect};
pub use known::{Edition, Seen};
pub use layout::Size;
pub use members::{INVITATION_LIFE_MS, Member, Role};
pub use notices::{NewNotice, Notice};
pub use objects::StagedPackage;
pub use open::{Config, Store};
pub use packages::{Added, NewPackage, Package, PackageUses};
pub use scope::{Principal, Session, SignedIn, Steward, TenantScope};
pub use secret::Secret;
pub use sessions::{SESSION_LIFE_MS, SIGN_IN_LIFE_MS, SessionInfo};
pub use sharing::{Access, Shared};
pub use shelf::{Data, Shelved};
pub use state::{NewState, State, Version, Viewer};
pub use storage::{Quota, QuotaExceeded, StorageQuota, StorageUsage};
pub use tx::{Read, Write};
pub use undo::{Swept, UNDO_MS, Undo, Undone};
pub use usage::{OperationCount, Run, Usage};
pub use widgets::{Installed, NewWidget, Widget};

/// A JSON value the store keeps but does not look into.
pub type Json = serde_json::Value;
/// A JSON object the store keeps but does not look into (settings by name, granted scopes by capability).
pub type JsonMap = serde_json::Map<String, Json>;
