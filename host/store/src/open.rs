//! Opening a data folder: its lock, its connections, its schema and its one workspace.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sqlx::migrate::MigrateError;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection as _, Sqlite, Transaction};

use crate::bootstrap;
use crate::error::{Result, StoreError};
use crate::group::Turns;
use crate::ids::Digest;
use crate::inspect;
use crate::known::Known;
use crate::migrations::MIGRATIONS;
use crate::objects::Objects;
use crate::scope::Steward;
use crate::warm::Warm;

/// Readers at once. SQLite reads from the page cache in microseconds: more would only hold more memory.
const READERS: u32 = 4;
/// How long anyone waits for a connection or a lock before [`StoreError::Busy`].
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);
/// The file of the data folder that a server holds locked.
pub(crate) const LOCK: &str = "lock";
/// The database in the data folder.
pub(crate) const DATABASE: &str = "fanlight.db";
/// Free space, in bytes, below which a disk is called full.
const ROOM: u64 = 1 << 20;

/// Where to keep everything, and what to call the workspace if it is made now.
#[derive(Clone, Debug)]
pub struct Config {
    /// The data folder; made with mode 0700 if it is not there.
    pub dir: PathBuf,
    /// The name of a new workspace.
    pub workspace_name: String,
    /// The name of a new workspace's owner.
    pub owner_name: String,
}

impl Config {
    /// A data folder with the names `Workspace` and `Owner`.
    pub fn new(dir: impl Into<PathBuf>) -> Self {
        Self { dir: dir.into(), workspace_name: "Workspace".into(), owner_name: "Owner".into() }
    }
}

/// An open data folder. Cheap to clone. By itself it reaches no data: see [`crate::TenantScope`].
#[derive(Clone, Debug)]
pub struct Store {
    pub(crate) inner: Arc<Inner>,
}

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) writer: SqlitePool,
    pub(crate) turns: Turns,
    pub(crate) known: Known,
    pub(crate) warm: Warm,
    pub(crate) readers: SqlitePool,
    pub(crate) objects: Objects,
    database: PathBuf,
    /// Held for the life of the store and of every transaction; the system frees it however we end.
    _lock: File,
}

impl Store {
    /// Opens a data folder, or makes one: takes its lock, brings the schema up to date and, the first time, makes the
    /// workspace with its owner and its board `Home`. The [`Steward`] is the server's own hand in that workspace.
    ///
    /// Fails with [`StoreError::Locked`], [`StoreError::NewerDatabase`], [`StoreError::ReadOnly`],
    /// [`StoreError::DiskFull`], [`StoreError::Damaged`], all the operator's to mend.
    pub async fn open(config: Config, now_ms: i64) -> Result<(Self, Steward)> {
        make_private_folder(&config.dir)?;
        let lock = take_lock(&config.dir.join(LOCK))?;
        let objects = Objects::open(config.dir.join("packages"))?;
        let database = config.dir.join(DATABASE);
        make_private_file(&database)?;

        let failed = |e| StoreError::database(&database, e);
        let options = SqliteConnectOptions::new()
            .filename(&database)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(PATIENCE);
        let writer = pool(1).connect_with(options.clone()).await.map_err(failed)?;
        MIGRATIONS.run(&writer).await.map_err(|e| migration_error(&database, e))?;
        let readers = pool(READERS).connect_with(options.read_only(true)).await.map_err(failed)?;

        let store = Self {
            inner: Arc::new(Inner {
                writer,
                turns: Turns::default(),
                known: Known::default(),
                warm: Warm::default(),
                readers,
                objects,
                database,
                _lock: lock,
            }),
        };
        let (tenant, owner) = bootstrap::workspace(&store, &config, now_ms).await?;
        Ok((store.clone(), Steward { store, tenant, owner }))
    }

    /// Whether the database takes a change and puts it on the disk, and has room for more: for a readiness probe. It changes nothing,
    /// and costs a write.
    pub async fn ready(&self) -> Result<()> {
        let database = self.inner.database.clone();
        let look = tokio::task::spawn_blocking(move || has_room(&database)).await;
        look.map_err(|e| StoreError::io("using", &self.inner.database, std::io::Error::other(e)))??;
        let mut tx = self.inner.begin_write().await?;
        // SQLite skips a row that stays as it is, but writes its own number, which nothing else here uses, whatever it was.
        sqlx::query("PRAGMA user_version = 0").execute(&mut *tx).await.map_err(|e| self.inner.failed(e))?;
        tx.commit().await.map_err(|e| self.inner.failed(e))
    }

    /// Waits for running transactions, folds the write-ahead log into the database and closes it. Optional: whatever
    /// was committed is safe without. Later calls on clones fail.
    pub async fn close(self) {
        self.inner.readers.close().await;
        // SQLite does this by itself when the last connection ends, unless that is a reader whom nobody waited for.
        let _ = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").fetch_all(&self.inner.writer).await;
        self.inner.writer.close().await;
    }
}

impl Inner {
    pub(crate) async fn begin_read(&self) -> Result<Transaction<'static, Sqlite>> {
        self.readers.begin().await.map_err(|e| self.failed(e))
    }

    /// IMMEDIATE: the write lock is taken before the first read, so that no transaction finds out at its end that what
    /// it read has changed.
    pub(crate) async fn begin_write(self: &Arc<Self>) -> Result<Transaction<'static, Sqlite>> {
        let _turn = self.turn_alone().await?; // until the one connection is ours
        self.writer.begin_with("BEGIN IMMEDIATE").await.map_err(|e| self.failed(e))
    }

    /// Whether any tenant has a package of these bytes.
    pub(crate) async fn is_a_package(&self, tx: &mut Transaction<'static, Sqlite>, digest: &Digest) -> Result<bool> {
        let query = sqlx::query("SELECT 1 FROM packages WHERE digest = $1 LIMIT 1").bind(digest.as_str());
        Ok(query.fetch_optional(&mut **tx).await.map_err(|e| self.failed(e))?.is_some())
    }

    pub(crate) fn failed(&self, error: sqlx::Error) -> StoreError {
        StoreError::database(&self.database, error)
    }
}

/// A small change may still find a place on a disk that is full for everybody else: that is not called ready.
fn has_room(database: &Path) -> Result<()> {
    let disk = rustix::fs::statvfs(database).map_err(|e| StoreError::io("looking at", database, e.into()))?;
    if disk.f_bavail.saturating_mul(disk.f_frsize) < ROOM {
        return Err(StoreError::DiskFull { path: database.to_owned() });
    }
    Ok(())
}

fn pool(connections: u32) -> SqlitePoolOptions {
    // A local file neither drops idle connections nor needs to be asked whether it is still there.
    SqlitePoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(PATIENCE)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        // When SQLite ends a transaction by itself (no room, an I/O error), sqlx still counts it as open and would
        // refuse every later one on that connection: such a connection is closed and another one opened.
        .before_acquire(|connection, _| Box::pin(async move { Ok(!connection.is_in_transaction()) }))
}

/// One server per folder: two would each believe that they order the events of a widget.
fn take_lock(path: &Path) -> Result<File> {
    make_private_file(path)?;
    let file = File::options().write(true).open(path).map_err(|e| StoreError::io("opening", path, e))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::Locked { path: path.to_owned() }),
        Err(TryLockError::Error(e)) => Err(StoreError::io("locking", path, e)),
    }
}

/// Makes a folder that only its owner may enter. One that is there already keeps the mode its operator gave it.
pub(crate) fn make_private_folder(path: &Path) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(|e| StoreError::io("making the folder", path, e))
}

/// Makes an empty file that only its owner may read, unless it is there. SQLite gives its log the same mode.
fn make_private_file(path: &Path) -> Result<()> {
    let mut options = File::options();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop).map_err(|e| StoreError::io("making", path, e))
}

fn migration_error(database: &Path, error: MigrateError) -> StoreError {
    let path = database.to_owned();
    let known = inspect::known();
    match error {
        MigrateError::VersionMissing(found) if found > known => StoreError::NewerDatabase { path, found, known },
        MigrateError::VersionMissing(migration) | MigrateError::VersionMismatch(migration) => {
            StoreError::ForeignSchema { path, migration }
        }
        MigrateError::Execute(e) | MigrateError::ExecuteMigration(e, _) => StoreError::database(database, e),
        other => StoreError::database(database, sqlx::Error::Migrate(Box::new(other))),
    }
}
