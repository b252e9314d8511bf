//! Circuit breakers: what fails again and again is left alone for a while, so that it costs its neighbours nothing. It is tried again
//! after a pause that grows, and one call that goes well ends it.
//!
//! There is one circuit for what a widget does ([`Part::Update`]), one for what it draws ([`Part::Render`]: a widget whose events fail
//! still shows what it showed last) and one for each theme. That a package ended the processes that ran it is the workers' to remember.
//!
//! Kept in memory: what still fails after a restart is found out again within five calls. What must last is somebody's decision, and
//! for that there is pausing.

mod circuit;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use fanlight_runtime::{Failure, Kind};
use fanlight_store::{Digest, WidgetId};

use crate::clock;
use circuit::Circuit;

/// Circuits that are kept, of what failed lately; the one that was quiet for longest is forgotten first.
const MOST: usize = 10_000;

/// What has a circuit of its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Part {
    /// `update` and `migrate` of an installed widget.
    Update(WidgetId),
    /// `render` of an installed widget.
    Render(WidgetId),
    /// `tokens` of a theme.
    Theme(Digest),
}

/// Why something is left alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// So many of its latest calls failed, without one that went well between.
    InARow(usize, Kind),
    /// So many of so many calls within a minute failed.
    TooOften(usize, usize, Kind),
}

/// Something is left alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Suspension {
    pub(crate) why: Why,
    /// How long until it is tried again; nothing while it is being tried.
    pub(crate) left: Duration,
}

impl Why {
    /// How it failed last.
    pub(crate) fn kind(self) -> Kind {
        match self {
            Self::InARow(_, kind) | Self::TooOften(_, _, kind) => kind,
        }
    }
}

impl std::fmt::Display for Why {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::InARow(count, _) => write!(f, "Its last {count} calls failed."),
            Self::TooOften(failed, of, _) => write!(f, "{failed} of its last {of} calls failed."),
        }
    }
}

impl Suspension {
    /// For a `Retry-After`: at least one second.
    pub(crate) fn seconds(&self) -> u16 {
        u16::try_from(self.left.as_millis().div_ceil(1_000)).unwrap_or(u16::MAX).max(1)
    }
}

/// What the end of a call changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Nothing,
    /// From now on it is left alone. `again`: it was before, and its trial failed.
    Suspended {
        suspension: Suspension,
        again: bool,
    },
    /// It was left alone, and works.
    Recovered,
}

/// The right to make one call. Dropped without a word about how it went, it changes nothing.
#[derive(Debug)]
pub(crate) struct Pass {
    breaker: Breaker,
    parts: Vec<(Part, bool)>,
}

/// All circuits. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Breaker(Arc<Mutex<HashMap<Part, Circuit>>>);

impl Breaker {
    /// Ask to make a call that needs all of these.
    ///
    /// # Errors
    /// Which of them is left alone, and why.
    pub(crate) fn admit(&self, parts: impl IntoIterator<Item = Part>) -> Result<Pass, Suspension> {
        let (now, mut circuits) = (clock::instant(), self.circuits());
        let mut pass = Pass { breaker: self.clone(), parts: Vec::new() };
        for part in parts {
            let trial = match circuits.get_mut(&part).map(|circuit| circuit.admit(now)).transpose() {
                Ok(trial) => trial.unwrap_or(false),
                Err(suspension) => {
                    // The pass gives back what it took, for which it needs the lock.
                    drop(circuits);
                    return Err(suspension);
                }
            };
            pass.parts.push((part, trial));
        }
        Ok(pass)
    }

    /// Whether any of these is left alone now, and would not be tried.
    pub(crate) fn standing<'a>(&self, parts: impl IntoIterator<Item = &'a Part>) -> Option<Suspension> {
        let (now, circuits) = (clock::instant(), self.circuits());
        parts.into_iter().find_map(|part| circuits.get(part)?.standing(now))
    }

    /// Somebody wants it tried now. False when none of these was left alone.
    pub(crate) fn retry(&self, parts: &[Part]) -> bool {
        let (now, mut circuits) = (clock::instant(), self.circuits());
        // Each of them, not only the first.
        parts.iter().filter(|part| circuits.get_mut(part).is_some_and(|circuit| circuit.end_pause(now))).count() > 0
    }

    /// A widget is another version now, of which nothing is known.
    pub(crate) fn forget(&self, widget: &WidgetId) {
        let mut circuits = self.circuits();
        for part in [Part::Update(widget.clone()), Part::Render(widget.clone())] {
            circuits.remove(&part);
        }
    }

    /// How many circuits are open.
    pub(crate) fn open(&self) -> usize {
        let now = clock::instant();
        self.circuits().values().filter(|circuit| circuit.standing(now).is_some()).count()
    }

    fn circuits(&self) -> std::sync::MutexGuard<'_, HashMap<Part, Circuit>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Pass {
    /// Say how the call went. A failure that was not the guest's says nothing about it, and changes nothing.
    pub(crate) fn ended<T>(mut self, result: &Result<T, Failure>) -> Verdict {
        let kind = match result {
            Ok(_) => None,
            Err(failure) if is_its_own(failure) => Some(failure.kind),
            // It answered, if only to say that it could not do what was asked.
            Err(failure) if failure.kind == Kind::Guest => None,
            Err(_) => return Verdict::Nothing,
        };
        let now = clock::instant();
        let mut verdict = Verdict::Nothing;
        let breaker = self.breaker.clone();
        let mut circuits = breaker.circuits();
        for (part, trial) in std::mem::take(&mut self.parts) {
            let next = match kind {
                None => match circuits.get_mut(&part).map(|circuit| circuit.went_well(now, trial)) {
                    Some(circuit::After::Healthy { recovered }) => {
                        circuits.remove(&part);
                        if recovered { Verdict::Recovered } else { Verdict::Nothing }
                    }
                    _ => Verdict::Nothing,
                },
                Some(kind) => {
                    if !circuits.contains_key(&part) {
                        make_room(&mut circuits);
                    }
                    circuits.entry(part).or_default().failed(now, trial, kind, clock::seed())
                }
            };
            if next != Verdict::Nothing {
                verdict = next;
            }
        }
        verdict
    }
}

impl Drop for Pass {
    fn drop(&mut self) {
        let taken = std::mem::take(&mut self.parts);
        if taken.iter().any(|(_, trial)| *trial) {
            let (now, mut circuits) = (clock::instant(), self.breaker.circuits());
            for part in taken.into_iter().filter_map(|(part, trial)| trial.then_some(part)) {
                if let Some(circuit) = circuits.get_mut(&part) {
                    circuit.give_back(now);
                }
            }
        }
    }
}

/// Whether the guest's own code is at fault. What it may not do was somebody's decision; an error that it reports is an answer; and a
/// call that took too long by the clock alone waited for us.
fn is_its_own(failure: &Failure) -> bool {
    match failure.kind {
        Kind::Deadline => !failure.waited,
        Kind::Fuel | Kind::Memory | Kind::Table | Kind::Stack | Kind::Output | Kind::GateCalls | Kind::Log => true,
        Kind::Trap | Kind::InvalidView | Kind::InvalidTokens => true,
        _ => false,
    }
}

fn make_room(circuits: &mut HashMap<Part, Circuit>) {
    if circuits.len() >= MOST {
        let quietest = circuits.iter().min_by_key(|(_, circuit)| circuit.heard()).map(|(part, _)| part.clone());
        quietest.and_then(|part| circuits.remove(&part));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failed(kind: Kind) -> Result<(), Failure> {
        Err(Failure::new(kind, "for the test"))
    }

    fn widget() -> WidgetId {
        "01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap()
    }

    fn call(breaker: &Breaker, result: &Result<(), Failure>) -> Option<Verdict> {
        let pass = breaker.admit([Part::Update(widget())]).ok()?;
        Some(pass.ended(result))
    }

    #[test]
    fn what_is_not_the_guests_fault_never_suspends_it() {
        let breaker = Breaker::default();
        for kind in [Kind::Denied, Kind::Internal, Kind::Guest] {
            for _ in 0..50 {
                assert_eq!(call(&breaker, &failed(kind)), Some(Verdict::Nothing), "{kind:?}");
            }
        }
        assert!(!is_its_own(&Failure::new(Kind::Deadline, "").while_waiting()));
        assert!(is_its_own(&Failure::new(Kind::Deadline, "")));
        assert_eq!(breaker.open(), 0);
    }

    #[test]
    fn drawing_and_doing_are_suspended_apart() {
        let breaker = Breaker::default();
        while call(&breaker, &failed(Kind::Trap)) == Some(Verdict::Nothing) {}
        assert!(call(&breaker, &Ok(())).is_none(), "refused");
        assert!(breaker.admit([Part::Render(widget())]).is_ok(), "what it showed last is still drawn");
        assert!(breaker.retry(&[Part::Update(widget()), Part::Render(widget())]));
        assert_eq!(call(&breaker, &Ok(())), Some(Verdict::Recovered));
        assert!(breaker.circuits().is_empty() && !breaker.retry(&[Part::Update(widget())]));
    }

    #[test]
    fn a_trial_that_nobody_reports_is_free_for_the_next() {
        let breaker = Breaker::default();
        while call(&breaker, &failed(Kind::Fuel)) == Some(Verdict::Nothing) {}
        breaker.retry(&[Part::Update(widget())]);
        let trial = breaker.admit([Part::Update(widget())]).unwrap();
        assert!(breaker.admit([Part::Update(widget())]).is_err(), "one trial at a time");
        drop(trial);
        assert!(breaker.admit([Part::Update(widget())]).is_ok());
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let breaker = Breaker::default();
        for n in 0..MOST + 10 {
            let id: WidgetId = format!("01890a5d-ac96-774b-bcce-{n:012x}").parse().unwrap();
            let pass = breaker.admit([Part::Render(id)]).unwrap();
            pass.ended(&failed(Kind::Trap));
        }
        assert_eq!(breaker.circuits().len(), MOST);
    }
}
