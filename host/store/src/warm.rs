//! States of widgets that are in use, kept in memory, so that a look at one asks no database.
//!
//! - Whoever reads one from the database says so first, and may keep it if no call left another meanwhile.
//! - A call that is about to leave another holds a [`Leaving`] from before its statement until the disk has it, and is answered
//!   afterwards. While it is held nothing is kept, so nobody is shown the state before once another was seen.
//! - As with all that is [`known`](crate::known), what is kept belongs to an edition: a widget that was removed, and the states that went
//!   with it, are found in none.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use crate::error::Result;
use crate::ids::{TenantId, WidgetId};
use crate::known::Edition;
use crate::open::{Inner, Store};
use crate::scope::TenantScope;
use crate::state::{State, Viewer};

/// States that stay in memory.
const MOST: usize = 1024;
/// A larger one is read each time.
const LARGEST: usize = 4096;

/// The tenant, the widget and whose state.
pub(crate) type Whose = (TenantId, WidgetId, Viewer);
type Kept = Option<Arc<State>>;

/// What is kept.
#[derive(Debug, Default)]
pub(crate) struct Warm(Mutex<Entries>);

#[derive(Debug, Default)]
struct Entries {
    edition: Edition,
    entries: HashMap<Whose, Entry>,
    asked: u64,
}

#[derive(Debug)]
enum Entry {
    /// What the database has.
    Here(Kept),
    /// Somebody reads it: the one with this number may keep it.
    Asked(u64),
    /// So many calls are about to leave another.
    Leaving(usize),
}

/// What is known before asking the database.
enum Found {
    Here(Kept),
    /// Ask; and keep the answer under this number, if there is one.
    Ask(Option<u64>),
}

impl Warm {
    fn entries(&self) -> MutexGuard<'_, Entries> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn find(&self, edition: Edition, whose: &Whose) -> Found {
        let mut all = self.entries();
        if all.edition > edition {
            return Found::Ask(None);
        }
        if all.edition < edition {
            all.edition = edition;
            all.clear();
        }
        match all.entries.get(whose) {
            Some(Entry::Here(state)) => Found::Here(state.clone()),
            Some(Entry::Asked(number)) => Found::Ask(Some(*number)),
            Some(Entry::Leaving(_)) => Found::Ask(None),
            None => {
                all.asked += 1;
                let number = all.asked;
                all.put(whose, Entry::Asked(number));
                Found::Ask(Some(number))
            }
        }
    }

    fn keep(&self, number: u64, whose: &Whose, state: Kept) {
        let mut all = self.entries();
        if let Some(entry @ Entry::Asked(_)) = all.entries.get_mut(whose)
            && matches!(entry, Entry::Asked(asked) if *asked == number)
            && small(state.as_deref())
        {
            *entry = Entry::Here(state);
        }
    }
}

impl Entries {
    fn put(&mut self, whose: &Whose, entry: Entry) {
        if self.entries.len() >= MOST {
            self.clear(); // those in use come back with their next use
        }
        self.entries.insert(whose.clone(), entry);
    }

    fn clear(&mut self) {
        self.entries.retain(|_, entry| matches!(entry, Entry::Leaving(_)));
    }
}

fn small(state: Option<&State>) -> bool {
    state.is_none_or(|state| state.bytes.len() <= LARGEST)
}

/// A call is about to leave another state. Dropping it says that what the database has is to be asked for again.
#[derive(Debug)]
pub(crate) struct Leaving {
    inner: Arc<Inner>,
    edition: Edition,
    whose: Whose,
}

impl Leaving {
    pub(crate) fn begin(inner: &Arc<Inner>, whose: Whose) -> Self {
        let mut all = inner.warm.entries();
        match all.entries.get_mut(&whose) {
            Some(Entry::Leaving(calls)) => *calls += 1,
            Some(entry) => *entry = Entry::Leaving(1),
            None => all.put(&whose, Entry::Leaving(1)),
        }
        drop(all);
        Self { inner: Arc::clone(inner), edition: inner.known.edition(), whose }
    }

    /// The disk has it.
    pub(crate) fn done(self, state: State) {
        let mut all = self.inner.warm.entries();
        // Under the lock: a change that begins after this look ends this edition, and whoever asks in the next one clears it.
        if let Some(entry @ Entry::Leaving(1)) = all.entries.get_mut(&self.whose)
            && small(Some(&state))
            && self.inner.known.holds(self.edition)
        {
            *entry = Entry::Here(Some(Arc::new(state)));
        }
    }
}

impl Drop for Leaving {
    fn drop(&mut self) {
        let mut all = self.inner.warm.entries();
        match all.entries.get_mut(&self.whose) {
            Some(Entry::Leaving(1)) => drop(all.entries.remove(&self.whose)),
            Some(Entry::Leaving(calls)) => *calls -= 1,
            _ => {} // it is done
        }
    }
}

impl Store {
    /// The current state; `None` before the first commit. From memory, as long as nobody can have changed it. It is what the actor of that
    /// scope sees if the edition in which they were found to see the widget holds afterwards.
    pub async fn state(&self, scope: &TenantScope, edition: Edition, widget: &WidgetId, viewer: &Viewer) -> Result<Kept> {
        let whose = (scope.tenant().clone(), widget.clone(), viewer.clone());
        let number = match self.inner.warm.find(edition, &whose) {
            Found::Here(state) => return Ok(state),
            Found::Ask(number) => number,
        };
        let state = self.read_once(scope).await?.state(widget, viewer).await?.map(Arc::new);
        if let Some(number) = number {
            self.inner.warm.keep(number, &whose, state.clone());
        }
        Ok(state)
    }
}
