//! The failure of each widget's last event, told with its frame until an event succeeds or it gets other rights or settings: so every
//! window says the same, after a reload too. A first call that failed leaves no state, and looking would run it again: for a while
//! it does not.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use fanlight_runtime::Failure;
use fanlight_store::{Version, Viewer, Widget, WidgetId};

use super::Subject;
use crate::clock;

/// How long looking does not try a first call again.
const REST: Duration = Duration::from_secs(10);
/// Setbacks that are remembered; the oldest is forgotten first.
const MOST: usize = 1_000;

/// What failed lately.
#[derive(Debug, Default)]
pub(crate) struct Setbacks(Mutex<HashMap<(WidgetId, Viewer), Setback>>);

#[derive(Debug)]
struct Setback {
    at: Instant,
    failure: Failure,
    /// What it ran with, and on: with anything else it is another matter.
    widget: Arc<Widget>,
    version: Version,
}

impl Setbacks {
    /// Remember a failure. True when it is another one than was remembered.
    pub(super) fn add(&self, subject: &Subject, failure: &Failure) -> bool {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (subject.widget.id.clone(), subject.whose.clone());
        if all.len() >= MOST
            && !all.contains_key(&key)
            && let Some(oldest) = all.iter().min_by_key(|(_, setback)| setback.at).map(|(key, _)| key.clone())
        {
            all.remove(&oldest);
        }
        let (widget, version) = (subject.widget.clone(), subject.version());
        let setback = Setback { at: clock::instant(), failure: failure.clone(), widget, version };
        let same =
            |old: &Setback| old.failure == setback.failure && old.widget == setback.widget && old.version == setback.version;
        let news = !all.get(&key).is_some_and(same);
        all.insert(key, setback);
        news
    }

    /// The failure that a widget's frame tells of.
    pub(super) fn of(&self, subject: &Subject) -> Option<Failure> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let setback = all.get(&(subject.widget.id.clone(), subject.whose.clone()))?;
        let same = setback.widget == subject.widget && setback.version == subject.version();
        (same && (subject.ready() || setback.at.elapsed() < REST)).then(|| setback.failure.clone())
    }
}
