//! Looking at a data folder without opening it: nothing is made, migrated or repaired.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection};

use crate::error::{Result, StoreError};
use crate::migrations::MIGRATIONS;
use crate::open::{DATABASE, LOCK, PATIENCE};

/// What a look at a data folder shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspection {
    /// A server uses the folder now.
    pub in_use: bool,
    /// The database; `None` when there is none yet.
    pub database: Option<DatabaseInspection>,
}

/// What a look at a database shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatabaseInspection {
    /// Bytes of the file, without its write-ahead log.
    pub bytes: u64,
    /// Its schema version; 0 before the first migration.
    pub schema: i64,
    /// The schema version that this build brings it to.
    pub known: i64,
    /// What SQLite finds wrong with it, in SQLite's words; empty when it is whole.
    pub damage: Vec<String>,
}

/// Looks at a data folder, also while a server uses it. SQLite reads the whole database: about a second for each gigabyte.
///
/// Fails with [`StoreError::NewerDatabase`], [`StoreError::ForeignSchema`], [`StoreError::Damaged`] or [`StoreError::ReadOnly`], as
/// [`crate::Store::open`] would.
pub async fn inspect(dir: &Path) -> Result<Inspection> {
    let in_use = in_use(&dir.join(LOCK))?;
    let path = dir.join(DATABASE);
    let bytes = match fs::metadata(&path) {
        Ok(metadata) => metadata.len(),
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Inspection { in_use, database: None }),
        Err(e) => return Err(StoreError::io("looking at", &path, e)),
    };
    let failed = |e| StoreError::database(&path, e);
    let options = SqliteConnectOptions::new().filename(&path).read_only(true).busy_timeout(PATIENCE);
    let mut connection = options.connect().await.map_err(failed)?;
    let schema = schema(&path, &mut connection).await?;
    let found: Vec<String> = sqlx::query_scalar("PRAGMA quick_check(5)").fetch_all(&mut connection).await.map_err(failed)?;
    let damage = found.into_iter().filter(|line| line != "ok").collect();
    connection.close().await.map_err(failed)?;
    Ok(Inspection { in_use, database: Some(DatabaseInspection { bytes, schema, known: known(), damage }) })
}

/// Whether somebody holds the lock. It is asked for and given back at once.
fn in_use(path: &Path) -> Result<bool> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(e) => return Err(StoreError::io("opening", path, e)),
    };
    match file.try_lock_shared() {
        Ok(()) => Ok(false),
        Err(TryLockError::WouldBlock) => Ok(true),
        Err(TryLockError::Error(e)) => Err(StoreError::io("locking", path, e)),
    }
}

/// The schema version, if all of its migrations are ones that this build knows.
async fn schema(path: &Path, connection: &mut SqliteConnection) -> Result<i64> {
    let failed = |e| StoreError::database(path, e);
    let table = sqlx::query_scalar("SELECT count(*) FROM sqlite_master WHERE name = '_sqlx_migrations'");
    let tables: i64 = table.fetch_one(&mut *connection).await.map_err(failed)?;
    if tables == 0 {
        return Ok(0);
    }
    let query = sqlx::query_as("SELECT version, checksum FROM _sqlx_migrations ORDER BY version");
    let applied: Vec<(i64, Vec<u8>)> = query.fetch_all(connection).await.map_err(failed)?;
    for (version, checksum) in &applied {
        let path = path.to_owned();
        match MIGRATIONS.iter().find(|migration| migration.version == *version) {
            Some(migration) if *migration.checksum == **checksum => {}
            None if *version > known() => return Err(StoreError::NewerDatabase { path, found: *version, known: known() }),
            _ => return Err(StoreError::ForeignSchema { path, migration: *version }),
        }
    }
    Ok(applied.last().map_or(0, |(version, _)| *version))
}

/// The newest schema version of this build.
pub(crate) fn known() -> i64 {
    MIGRATIONS.iter().map(|m| m.version).max().unwrap_or(0)
}
