//! Transactions: the only way to any row, each bound to one [`TenantScope`].

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use sqlx::query::{Query, QueryAs};
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{FromRow, Sqlite, Transaction};

use crate::error::{Result, StoreError};
use crate::open::{Inner, Store};
use crate::scope::TenantScope;

/// A statement that answers no row.
pub(crate) type Statement<'q> = Query<'q, Sqlite, SqliteArguments>;
/// A statement that answers rows of `R`.
pub(crate) type Rows<'q, R> = QueryAs<'q, Sqlite, R, SqliteArguments>;

/// A transaction that sees one tenant's rows as they were at its first query, whatever is written meanwhile.
/// Dropping it ends it. There are few at once: do not keep one while waiting for a guest or a browser.
#[derive(Debug)]
pub struct Read {
    tx: Transaction<'static, Sqlite>,
    scope: TenantScope,
    pub(crate) inner: Arc<Inner>,
    /// A statement failed. SQLite may have ended the transaction with it (a full disk does that), and what follows
    /// would be kept one by one: so nothing may follow. PostgreSQL has the same rule.
    broken: bool,
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
        let tx = self.inner.begin_read().await?;
        Ok(Read { tx, scope: scope.clone(), inner: self.inner.clone(), broken: false })
    }

    /// Begins changing, once whoever is changing now is done (in order of asking).
    pub async fn write(&self, scope: &TenantScope) -> Result<Write> {
        let tx = self.inner.begin_write().await?;
        Ok(Write::over(tx, scope.clone(), self.inner.clone()))
    }
}

impl Read {
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
        self.usable()?;
        let done = query.fetch_all(&mut *self.tx).await;
        self.settle(done)
    }

    /// The first row, if any.
    pub(crate) async fn optional<R>(&mut self, query: Rows<'_, R>) -> Result<Option<R>>
    where
        R: for<'r> FromRow<'r, SqliteRow> + Send + Unpin,
    {
        self.usable()?;
        let done = query.fetch_optional(&mut *self.tx).await;
        self.settle(done)
    }

    /// The first row of a query that always has one (an aggregate, a RETURNING).
    pub(crate) async fn one<R>(&mut self, query: Rows<'_, R>) -> Result<R>
    where
        R: for<'r> FromRow<'r, SqliteRow> + Send + Unpin,
    {
        self.usable()?;
        let done = query.fetch_one(&mut *self.tx).await;
        self.settle(done)
    }

    fn usable(&self) -> Result<()> {
        if self.broken { Err(StoreError::Abandoned) } else { Ok(()) }
    }

    /// After a statement: an error ends the use of the transaction.
    fn settle<T>(&mut self, done: Result<T, sqlx::Error>) -> Result<T> {
        done.map_err(|e| {
            self.broken = true;
            self.inner.failed(e)
        })
    }
}

impl Write {
    pub(crate) fn over(tx: Transaction<'static, Sqlite>, scope: TenantScope, inner: Arc<Inner>) -> Self {
        Self(Read { tx, scope, inner, broken: false })
    }

    /// Keeps everything done in this transaction. `Ok` means that it is on the disk; after an error nothing of it is.
    /// (If the future is dropped while it waits, either may be true.)
    pub async fn commit(self) -> Result<()> {
        self.usable()?;
        let Read { tx, inner, .. } = self.0;
        tx.commit().await.map_err(|e| inner.failed(e))
    }

    /// Undoes everything done in this transaction, now rather than when the connection is next used.
    pub async fn rollback(self) -> Result<()> {
        if self.broken {
            return Ok(()); // dropping it is all there is to do: see the pool in `open`
        }
        let Read { tx, inner, .. } = self.0;
        tx.rollback().await.map_err(|e| inner.failed(e))
    }

    /// Runs a statement; how many rows it touched.
    pub(crate) async fn execute(&mut self, statement: Statement<'_>) -> Result<u64> {
        self.usable()?;
        let done = statement.execute(&mut *self.0.tx).await;
        Ok(self.settle(done)?.rows_affected())
    }
}

#[cfg(test)]
impl Write {
    /// Makes this transaction's connection behave as on a machine in trouble.
    pub(crate) async fn pragma(&mut self, pragma: &'static str) {
        sqlx::query(pragma).fetch_all(&mut *self.0.tx).await.unwrap();
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
