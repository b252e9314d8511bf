//! Transactions: the only way to any row, each bound to one [`TenantScope`].

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use sqlx::pool::PoolConnection;
use sqlx::query::{Query, QueryAs};
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{FromRow, Sqlite, SqliteConnection, Transaction};

use crate::error::{Result, StoreError, spares_the_transaction};
use crate::group::Part;
use crate::ids::WidgetId;
use crate::known::{Change, Edition};
use crate::open::{Inner, Store};
use crate::scope::TenantScope;
use crate::state::{State, Viewer};

/// A statement that answers no row.
pub(crate) type Statement<'q> = Query<'q, Sqlite, SqliteArguments>;
/// A statement that answers rows of `R`.
pub(crate) type Rows<'q, R> = QueryAs<'q, Sqlite, R, SqliteArguments>;

/// A transaction that sees one tenant's rows as they were at its first query, whatever is written meanwhile.
/// Dropping it ends it. There are few at once: do not keep one while waiting for a guest or a browser.
#[derive(Debug)]
pub struct Read {
    on: On,
    scope: TenantScope,
    pub(crate) inner: Arc<Inner>,
    edition: Edition,
    /// A statement failed. SQLite may have ended the transaction with it (a full disk does that), and what follows
    /// would be kept one by one: so nothing may follow. PostgreSQL has the same rule.
    broken: bool,
}

/// What a transaction is for SQLite.
#[derive(Debug)]
enum On {
    /// One statement, which needs none.
    Statement(PoolConnection<Sqlite>),
    /// One of its own, which changes nothing.
    Reading(Transaction<'static, Sqlite>),
    /// One of its own, which may change anything.
    Changing(Transaction<'static, Sqlite>, Change),
    /// A part of one that others share.
    Shared(Part),
}

/// The one transaction that may change rows at a time; everything [`Read`] can do works in it too, and sees its own
/// changes. Nothing is kept until [`Write::commit`] answers; dropping it (a cancelled future too) undoes it all.
///
/// Others wait while it lives, and a task that asks for a second one waits for itself until [`crate::StoreError::Busy`]:
/// read, decide and write, nothing else.
#[derive(Debug)]
pub struct Write(Read);

impl Store {
    /// Begins reading.
    pub async fn read(&self, scope: &TenantScope) -> Result<Read> {
        let edition = self.inner.known.edition();
        let tx = self.inner.begin_read().await?;
        Ok(Read::over(On::Reading(tx), edition, scope.clone(), self.inner.clone()))
    }

    /// Like [`Store::read`], at half the price, for one query that is one statement: a second one fails with [`StoreError::Abandoned`].
    pub async fn read_once(&self, scope: &TenantScope) -> Result<Read> {
        let edition = self.inner.known.edition();
        let connection = self.inner.readers.acquire().await.map_err(|e| self.inner.failed(e))?;
        Ok(Read::over(On::Statement(connection), edition, scope.clone(), self.inner.clone()))
    }

    /// Begins changing, once whoever is changing now is done (in order of asking).
    pub async fn write(&self, scope: &TenantScope) -> Result<Write> {
        let tx = self.inner.begin_write().await?;
        Ok(Write::over(tx, scope.clone(), self.inner.clone()))
    }

    /// Like [`Store::write`], and on the disk with one sync together with others who write so at the same time. It sees what they wrote
    /// before it, which may yet fail to be kept: nobody may be told anything that hangs on that before [`Write::commit`] or
    /// [`Write::rollback`] has answered.
    pub async fn write_together(&self, scope: &TenantScope) -> Result<Write> {
        let part = self.inner.join().await?;
        Ok(Write(Read::over(On::Shared(part), self.inner.known.edition(), scope.clone(), self.inner.clone())))
    }
}

impl Read {
    fn over(on: On, edition: Edition, scope: TenantScope, inner: Arc<Inner>) -> Self {
        Self { on, edition, scope, inner, broken: false }
    }

    /// What it reads holds in this edition, or in a later one.
    pub fn edition(&self) -> Edition {
        self.edition
    }

    /// Whose rows this transaction sees.
    pub fn scope(&self) -> &TenantScope {
        &self.scope
    }

    /// A statement whose `$1` is the tenant: what is bound next is `$2`. There is no other way to make one in a
    /// transaction, so a query cannot forget whose rows it is about.
    pub(crate) fn sql<'q>(&self, sql: &'static str) -> Statement<'q> {
        sqlx::query(sql).bind(self.scope.tenant().to_string())
    }

    /// Like [`Read::sql`], with rows.
    pub(crate) fn sql_as<'q, R>(&self, sql: &'static str) -> Rows<'q, R>
    where
        R: for<'r> FromRow<'r, SqliteRow>,
    {
        sqlx::query_as(sql).bind(self.scope.tenant().to_string())
    }

    /// Like [`Read::sql_as`] for what only some people of the tenant may see: `$2` is who asks, what is bound next is `$3`.
    pub(crate) fn seen_as<'q, R>(&self, sql: &'static str) -> Rows<'q, R>
    where
        R: for<'r> FromRow<'r, SqliteRow>,
    {
        self.sql_as(sql).bind(self.scope.actor().to_owned())
    }

    /// Every row.
    pub(crate) async fn all<R>(&mut self, query: Rows<'_, R>) -> Result<Vec<R>>
    where
        R: for<'r> FromRow<'r, SqliteRow> + Send + Unpin,
    {
        let done = query.fetch_all(self.connection()?).await;
        self.settle(done)
    }

    /// The first row, if any.
    pub(crate) async fn optional<R>(&mut self, query: Rows<'_, R>) -> Result<Option<R>>
    where
        R: for<'r> FromRow<'r, SqliteRow> + Send + Unpin,
    {
        let done = query.fetch_optional(self.connection()?).await;
        self.settle(done)
    }

    /// The first row of a query that always has one (an aggregate, a RETURNING).
    pub(crate) async fn one<R>(&mut self, query: Rows<'_, R>) -> Result<R>
    where
        R: for<'r> FromRow<'r, SqliteRow> + Send + Unpin,
    {
        let done = query.fetch_one(self.connection()?).await;
        self.settle(done)
    }

    fn connection(&mut self) -> Result<&mut SqliteConnection> {
        match &mut self.on {
            _ if self.broken => Err(StoreError::Abandoned),
            On::Statement(connection) => {
                self.broken = true; // nothing may follow
                Ok(connection)
            }
            On::Reading(tx) | On::Changing(tx, _) => Ok(tx),
            On::Shared(part) => part.connection().ok_or(StoreError::Abandoned),
        }
    }

    /// After a statement: an error ends the use of the transaction.
    fn settle<T>(&mut self, done: Result<T, sqlx::Error>) -> Result<T> {
        done.map_err(|e| {
            self.broken = true;
            let spared = spares_the_transaction(&e);
            let error = self.inner.failed(e);
            if let On::Shared(part) = &mut self.on
                && !spared
            {
                part.abandon(&error);
            }
            error
        })
    }
}

impl Write {
    pub(crate) fn over(tx: Transaction<'static, Sqlite>, scope: TenantScope, inner: Arc<Inner>) -> Self {
        let (change, edition) = (Change::begin(&inner), inner.known.edition());
        Self(Read::over(On::Changing(tx, change), edition, scope, inner))
    }

    /// Keeps everything done in this transaction. `Ok` means that it is on the disk; after an error nothing of it is.
    /// (If the future is dropped while it waits, either may be true.)
    pub async fn commit(self) -> Result<()> {
        let Read { on, inner, broken, .. } = self.0;
        match on {
            _ if broken => Err(StoreError::Abandoned),
            On::Changing(tx, change) => {
                // In a task of its own: a caller that goes away ends the change no sooner than the disk has it.
                let commit = tokio::spawn(async move {
                    let done = tx.commit().await;
                    drop(change);
                    done
                });
                commit.await.map_err(|_| StoreError::Abandoned)?.map_err(|e| inner.failed(e))
            }
            On::Shared(part) => part.end(true).await,
            On::Statement(_) | On::Reading(_) => Err(StoreError::Abandoned), // there is no such `Write`
        }
    }

    /// Undoes everything done in this transaction, now rather than when the connection is next used. `Ok` means that what it read is on
    /// the disk.
    pub async fn rollback(self) -> Result<()> {
        let Read { on, inner, broken, .. } = self.0;
        match on {
            _ if broken => Ok(()), // dropping it is all there is to do: see the pool in `open`
            On::Changing(tx, _) => tx.rollback().await.map_err(|e| inner.failed(e)),
            On::Shared(part) => part.end(false).await,
            On::Statement(_) | On::Reading(_) => Ok(()), // there is no such `Write`
        }
    }

    /// Runs a statement; how many rows it touched. Whoever kept in memory what was read earlier asks again.
    pub(crate) async fn execute(&mut self, statement: Statement<'_>) -> Result<u64> {
        if let On::Shared(part) = &mut self.0.on {
            part.change(&self.0.inner);
        }
        self.leave(statement).await
    }

    /// Says which state the statement before left, to whoever keeps it in memory.
    pub(crate) fn leave_state(&mut self, widget: &WidgetId, viewer: &Viewer, state: State) {
        let Read { on, scope, inner, .. } = &mut self.0;
        // Any other transaction ends the edition.
        if let On::Shared(part) = on {
            part.leave(inner, (scope.tenant().clone(), widget.clone(), viewer.clone()), state);
        }
    }

    /// Runs a statement about what calls leave behind: state ([`Write::leave_state`]) and, which nobody keeps in memory, storage, events,
    /// usage, the trail.
    pub(crate) async fn leave(&mut self, statement: Statement<'_>) -> Result<u64> {
        let done = statement.execute(self.connection()?).await;
        Ok(self.settle(done)?.rows_affected())
    }
}

#[cfg(test)]
impl Write {
    /// Makes this transaction's connection behave as on a machine in trouble.
    pub(crate) async fn pragma(&mut self, pragma: &'static str) {
        let connection = match &mut self.0.on {
            On::Changing(tx, _) => &mut **tx,
            On::Shared(part) => part.connection().unwrap(),
            On::Statement(_) | On::Reading(_) => unreachable!(),
        };
        sqlx::query(pragma).fetch_all(connection).await.unwrap();
    }
}

impl Deref for Write {
    type Target = Read;
    fn deref(&self) -> &Read {
        &self.0
    }
}

impl DerefMut for Write {
    fn deref_mut(&mut self) -> &mut Read {
        &mut self.0
    }
}
