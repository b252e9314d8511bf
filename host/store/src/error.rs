//! Everything that can go wrong, whose fault it is, and how to mend it.

use std::io;
use std::path::{Path, PathBuf};

/// What every fallible call of this crate answers, [`crate::Write::commit_call`] aside.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

/// Who can mend an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blame {
    /// The person who runs the server: disk, permissions, versions, a second server.
    Operator,
    /// The person whose request it was: something is taken or does not exist.
    User,
    /// Us: a bug in Fanlight.
    Ours,
}

/// An error of the store. The message says what failed, where, and how to mend it; it holds no secret and no user data
/// beyond the names of packages.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// Another package file already has this name and version.
    #[error("{name} {version} exists with other contents ({existing}); raise the version to publish this file")]
    VersionExists {
        /// The package's name.
        name: String,
        /// The version that is taken.
        version: String,
        /// The digest it is taken by.
        existing: crate::Digest,
    },
    /// Nothing of that kind has that id in this workspace (or it was removed).
    #[error("there is no {what} {id} in this workspace; it may have been removed, so load the list again")]
    NotFound {
        /// What was looked for: `widget`, `board`, `package`.
        what: &'static str,
        /// The id as given.
        id: String,
    },
    /// A second server on one data folder.
    #[error("{} is in use by another Fanlight server; stop that one, or give this one its own --data folder", .path.display())]
    Locked {
        /// The lock file.
        path: PathBuf,
    },
    /// The database was written by a later Fanlight.
    #[error(
        "{} was written by a newer Fanlight (schema {found}, this one knows {known}); run that version or newer, or restore a backup",
        .path.display()
    )]
    NewerDatabase {
        /// The database file.
        path: PathBuf,
        /// Its schema version.
        found: i64,
        /// The newest schema version of this build.
        known: i64,
    },
    /// The database's schema is not one that this project released.
    #[error(
        "{} has a schema that this build does not know (migration {migration} differs); restore a backup or start with an empty --data folder",
        .path.display()
    )]
    ForeignSchema {
        /// The database file.
        path: PathBuf,
        /// The migration whose text differs.
        migration: i64,
    },
    /// No space left.
    #[error("the disk that holds {} is full; nothing of this change was kept. Free some space and try again", .path.display())]
    DiskFull {
        /// The data folder or file.
        path: PathBuf,
    },
    /// The folder or file may not be written.
    #[error("{} cannot be written; give the user that runs Fanlight the right to write there, or choose another --data folder", .path.display())]
    ReadOnly {
        /// The data folder or file.
        path: PathBuf,
    },
    /// Where a folder has to be, something else is.
    #[error("{} is not a folder; choose another --data folder", .path.display())]
    NotAFolder {
        /// What is there.
        path: PathBuf,
    },
    /// The database file is damaged or is no database.
    #[error("{} is damaged or is not a Fanlight database; restore a backup", .path.display())]
    Damaged {
        /// The database file.
        path: PathBuf,
    },
    /// A package's bytes are gone or are not the bytes of its digest.
    #[error("the package file {} is {problem}; upload the same package again or restore a backup", .path.display())]
    DamagedPackage {
        /// The object's file.
        path: PathBuf,
        /// `missing` or `not what its digest says`.
        problem: &'static str,
    },
    /// The database had no free connection in time.
    #[error("the database stayed busy for too long; try again in a moment")]
    Busy,
    /// Something went on with a transaction after one of its statements had failed.
    #[error(
        "an earlier statement of this transaction failed, so nothing of it is kept; this is a bug in Fanlight, please report it"
    )]
    Abandoned,
    /// The system's source of randomness failed.
    #[error("the operating system gave no random bytes ({0}); Fanlight cannot make safe identifiers without")]
    Randomness(getrandom::Error),
    /// Any other failure of the file system.
    #[error("{what} {}: {source}; check that the disk is there and healthy", .path.display())]
    Io {
        /// What was being done, as in `writing`.
        what: &'static str,
        /// To what.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Any other failure of the database: a bug of ours until proven otherwise.
    #[error("the database refused a statement: {0}; this is a bug in Fanlight, please report it")]
    Database(sqlx::Error),
    /// A row that this crate wrote does not read back as what it should be.
    #[error("a stored {what} does not read back; this is a bug in Fanlight or a damaged database")]
    Unreadable {
        /// Which column or value.
        what: &'static str,
    },
}

impl StoreError {
    /// Who can mend it.
    pub fn blame(&self) -> Blame {
        match self {
            Self::VersionExists { .. } | Self::NotFound { .. } => Blame::User,
            Self::Database(_) | Self::Abandoned | Self::Unreadable { .. } => Blame::Ours,
            _ => Blame::Operator,
        }
    }

    /// The same error for another who has to be told: of a cause that cannot be cloned, what it says.
    pub(crate) fn again(&self) -> Self {
        match self {
            Self::DiskFull { path } => Self::DiskFull { path: path.clone() },
            Self::ReadOnly { path } => Self::ReadOnly { path: path.clone() },
            Self::Damaged { path } => Self::Damaged { path: path.clone() },
            Self::Io { what, path, source } => {
                Self::Io { what, path: path.clone(), source: io::Error::new(source.kind(), source.to_string()) }
            }
            Self::Busy => Self::Busy,
            Self::Database(cause) => Self::Database(sqlx::Error::Protocol(cause.to_string())),
            _ => Self::Abandoned,
        }
    }

    /// A file system error, told apart by what mends it.
    pub(crate) fn io(what: &'static str, path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull { path },
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly { path },
            io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => Self::NotAFolder { path },
            _ => Self::Io { what, path, source },
        }
    }

    /// A database error, told apart by what mends it. `path` is the database file.
    pub(crate) fn database(path: &Path, error: sqlx::Error) -> Self {
        let path = path.to_owned();
        let code = extended_code(&error);
        if code == Some(SQLITE_IOERR_SHMSIZE) {
            return Self::DiskFull { path };
        }
        match (code.map(|code| code & 0xff), error) {
            (Some(SQLITE_FULL), _) => Self::DiskFull { path },
            (Some(SQLITE_READONLY | SQLITE_CANTOPEN | SQLITE_PERM), _) => Self::ReadOnly { path },
            (Some(SQLITE_CORRUPT | SQLITE_NOTADB), _) => Self::Damaged { path },
            (Some(SQLITE_BUSY | SQLITE_LOCKED), _) | (_, sqlx::Error::PoolTimedOut) => Self::Busy,
            (Some(SQLITE_IOERR), error) => Self::Io { what: "using", path, source: io::Error::other(error) },
            (_, sqlx::Error::Io(source)) => Self::io("using", &path, source),
            (_, error) => Self::Database(error),
        }
    }
}

// Primary result codes, https://www.sqlite.org/rescode.html
const SQLITE_PERM: i32 = 3;
const SQLITE_BUSY: i32 = 5;
const SQLITE_LOCKED: i32 = 6;
const SQLITE_READONLY: i32 = 8;
const SQLITE_IOERR: i32 = 10;
const SQLITE_CORRUPT: i32 = 11;
const SQLITE_FULL: i32 = 13;
const SQLITE_CANTOPEN: i32 = 14;
const SQLITE_CONSTRAINT: i32 = 19;
const SQLITE_NOTADB: i32 = 26;
/// The index of the write-ahead log could not grow: SQLite's words for a full disk there.
const SQLITE_IOERR_SHMSIZE: i32 = 10 | (19 << 8);

/// Whether only the statement failed. After any other error SQLite may have ended the transaction by itself
/// (<https://www.sqlite.org/lang_transaction.html#response_to_errors_within_a_transaction>).
pub(crate) fn spares_the_transaction(error: &sqlx::Error) -> bool {
    extended_code(error).is_some_and(|code| code & 0xff == SQLITE_CONSTRAINT)
}

/// SQLite's extended result code, which sqlx reports as text. Its low byte is the primary one.
fn extended_code(error: &sqlx::Error) -> Option<i32> {
    error.as_database_error()?.code()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Config, Json, Store};

    /// SQLite itself says when it has no room and when it may not write: these ask it, not a made-up error. A full
    /// disk also ends SQLite's transaction behind sqlx's back, which must neither keep half of it nor spoil the pool.
    #[tokio::test]
    async fn no_room_and_no_right_to_write_are_told_apart_and_leave_the_store_usable() {
        let dir = std::env::temp_dir().join(format!("fanlight-store-error-{}", std::process::id()));
        let (store, steward) = Store::open(Config::new(&dir), 0).await.unwrap();
        let scope = steward.scope();
        let small = Json::Null;
        let big = Json::from("x".repeat(1 << 20));
        for trouble in ["PRAGMA max_page_count = 1", "PRAGMA query_only = 1"] {
            let mut write = store.write(&scope).await.unwrap();
            write.pragma(trouble).await;
            let error = write.audit(0, "big", "", &big).await.unwrap_err();
            let full = trouble.contains("max_page_count");
            assert!(
                matches!((full, &error), (true, StoreError::DiskFull { .. }) | (false, StoreError::ReadOnly { .. })),
                "{error:?}"
            );
            assert_eq!(error.blame(), Blame::Operator);
            assert!(error.to_string().contains("fanlight.db"), "{error}");
            assert!(matches!(write.audit(0, "after", "", &small).await, Err(StoreError::Abandoned)));
            assert!(matches!(write.audit_log(1).await, Err(StoreError::Abandoned)));
            write.pragma("PRAGMA query_only = 0").await;
            assert!(matches!(write.commit().await, Err(StoreError::Abandoned)));

            let mut write = store.write(&scope).await.unwrap();
            assert_eq!(write.audit_log(10).await.unwrap().len(), 1);
            write.audit(0, "small", "", &small).await.unwrap();
            write.rollback().await.unwrap();
        }
        drop(steward);
        store.close().await;
        std::fs::remove_dir_all(dir).unwrap();
    }
}
