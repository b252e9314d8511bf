//! A first call that failed leaves no state, so everybody who looks at the widget would run it again. For a while they are told what
//! happened instead; a person who presses "Try again" does run it.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use fanlight_runtime::Failure;
use fanlight_store::{Viewer, Widget, WidgetId};

use crate::clock;

/// How long looking does not try again.
const REST: Duration = Duration::from_secs(10);
/// Setbacks that are remembered.
const MOST: usize = 1_000;

/// What failed lately.
#[derive(Debug, Default)]
pub(crate) struct Setbacks(Mutex<HashMap<(WidgetId, Viewer), Setback>>);

#[derive(Debug)]
struct Setback {
    at: Instant,
    failure: Failure,
    /// What it ran with: other rights or settings are worth another try.
    widget: Widget,
}

impl Setbacks {
    /// Remember a failure.
    pub(super) fn add(&self, widget: &Widget, whose: &Viewer, failure: &Failure) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST {
            all.retain(|_, setback| setback.at.elapsed() < REST);
        }
        if all.len() < MOST {
            let setback = Setback { at: clock::instant(), failure: failure.clone(), widget: widget.clone() };
            all.insert((widget.id.clone(), whose.clone()), setback);
        }
    }

    /// The failure that looking at the widget would run into again.
    pub(super) fn of(&self, widget: &Widget, whose: &Viewer) -> Option<Failure> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let setback = all.get(&(widget.id.clone(), whose.clone()))?;
        (setback.at.elapsed() < REST && setback.widget == *widget).then(|| setback.failure.clone())
    }
}
