//! What is asked with every request and seldom changes, kept in memory: whose a session is, and a widget as somebody sees it.
//!
//! - What is kept belongs to the [`Edition`] that was current **before** it was read, and is found in that edition only.
//! - Whoever changes more than what calls leave behind holds a [`Change`] from before the first statement until the disk has it, and
//!   is answered afterwards: its end begins a new edition. So nobody who was told that something is revoked finds it allowed.
//! - Nothing is kept that a transaction which writes has read: that may still be undone.
//!
//! One process owns a data folder (see the lock in `open`), so there is nobody else to tell.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering::SeqCst},
    },
};

use crate::error::Result;
use crate::ids::{TenantId, WidgetId};
use crate::open::{Inner, Store};
use crate::scope::{Session, TenantScope};
use crate::sharing::Access;
use crate::tx::Write;
use crate::widgets::Widget;

/// Entries of one kind that stay in memory.
const MOST: usize = 1024;

/// Everything but what calls leave behind, between two changes of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edition(u64);

/// A widget as the scope's actor sees it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Its row.
    pub widget: Arc<Widget>,
    /// What the actor may do with it.
    pub access: Access,
    /// When that held.
    pub edition: Edition,
}

/// The tenant, the actor and the widget.
type Sight = (TenantId, String, WidgetId);

/// What is kept.
#[derive(Debug, Default)]
pub(crate) struct Known {
    edition: AtomicU64,
    /// Changes that have begun and not ended.
    changing: AtomicU64,
    /// By the hash of the secret.
    pub(crate) sessions: Kept<String, Session>,
    widgets: Kept<Sight, Seen>,
}

impl Known {
    /// Ask for it before reading what is to be kept.
    pub(crate) fn edition(&self) -> Edition {
        Edition(self.edition.load(SeqCst))
    }

    pub(crate) fn holds(&self, edition: Edition) -> bool {
        // In this order: a change that ends meanwhile is found by the second, if not by the first.
        self.changing.load(SeqCst) == 0 && self.edition() == edition
    }
}

/// Something more is being changed than what calls leave behind. It ends with the transaction: dropping it before the disk has what was
/// changed would let a reader keep what held before.
#[derive(Debug)]
pub(crate) struct Change(Arc<Inner>);

impl Change {
    pub(crate) fn begin(inner: &Arc<Inner>) -> Self {
        inner.known.changing.fetch_add(1, SeqCst);
        Self(Arc::clone(inner))
    }
}

impl Drop for Change {
    fn drop(&mut self) {
        self.0.known.edition.fetch_add(1, SeqCst);
        self.0.known.changing.fetch_sub(1, SeqCst);
    }
}

/// The entries of one edition.
#[derive(Debug)]
pub(crate) struct Kept<K, V>(Mutex<(Edition, HashMap<K, V>)>);

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Eq + Hash, V: Clone> Kept<K, V> {
    pub(crate) fn find(&self, edition: Edition, key: &K) -> Option<V> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.0 == edition { kept.1.get(key).cloned() } else { None }
    }

    pub(crate) fn keep(&self, edition: Edition, key: K, value: V) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.0 > edition {
            return;
        }
        if kept.0 < edition || kept.1.len() >= MOST {
            // Those in use come back with their next use.
            kept.1.clear();
        }
        kept.0 = edition;
        kept.1.insert(key, value);
    }
}

impl Store {
    /// The widget of that id, if the scope's actor may see it. From memory, as long as nothing of it can have changed.
    pub async fn widget(&self, scope: &TenantScope, id: &WidgetId) -> Result<Option<Seen>> {
        let known = &self.inner.known;
        let sight = (scope.tenant().clone(), scope.actor().to_owned(), id.clone());
        if let Some(seen) = known.widgets.find(known.edition(), &sight) {
            return Ok(Some(seen));
        }
        let mut read = self.read(scope).await?;
        let edition = read.edition();
        let (Some(access), Some(widget)) = (read.widget_access(id).await?, read.widget(id).await?) else { return Ok(None) };
        let seen = Seen { widget: Arc::new(widget), access, edition };
        known.widgets.keep(edition, sight, seen.clone());
        Ok(Some(seen))
    }

    /// Whether whoever reads now finds what held in that edition. It may say no where nothing was changed.
    pub fn holds(&self, edition: Edition) -> bool {
        self.inner.known.holds(edition)
    }
}

impl Write {
    /// The same for what this transaction reads.
    pub fn holds(&self, edition: Edition) -> bool {
        self.inner.known.holds(edition)
    }
}
