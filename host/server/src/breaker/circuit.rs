//! One circuit: closed, open for a pause, or on trial (half open, as the literature calls it). It knows no clock; whoever asks says
//! what time it is.

use std::{
    collections::VecDeque,
    time::{Duration, Instant},
};

use fanlight_runtime::Kind;

use super::{Suspension, Verdict, Why};

/// So many failures in a row open it: a person who tries again a few times still gets an answer each time, a loop does not.
const IN_A_ROW: usize = 5;
/// How many of the latest calls are looked at for one that fails now and then.
const LATEST: usize = 20;
/// More than half of [`LATEST`].
const TOO_MANY: usize = LATEST / 2 + 1;
/// How long a call counts among the latest.
const WINDOW: Duration = Duration::from_secs(60);
/// The first pause; each further one is twice as long.
const FIRST_PAUSE: Duration = Duration::from_secs(5);
/// The longest pause.
const LONGEST_PAUSE: Duration = Duration::from_secs(300);
/// How long a trial may go without a word about its end before another one is made. No call takes as long.
const TRIAL: Duration = Duration::from_secs(30);

/// One circuit.
#[derive(Debug, Default)]
pub(super) struct Circuit {
    /// The latest calls, oldest first, and whether each went well.
    latest: VecDeque<(Instant, bool)>,
    in_a_row: usize,
    /// When it last changed.
    heard: Option<Instant>,
    /// How often it opened since it was last healthy.
    opened: u32,
    state: State,
}

#[derive(Debug, Default)]
enum State {
    #[default]
    Closed,
    Open {
        until: Instant,
        why: Why,
    },
    Trial {
        since: Instant,
        why: Why,
    },
}

/// A call went well.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum After {
    /// There is nothing to remember any more.
    Healthy { recovered: bool },
    /// Earlier failures still count.
    Watched,
}

impl Circuit {
    /// May a call be made? True when it is the trial.
    pub(super) fn admit(&mut self, now: Instant) -> Result<bool, Suspension> {
        if let Some(suspension) = self.standing(now) {
            return Err(suspension);
        }
        match std::mem::take(&mut self.state) {
            State::Closed => Ok(false),
            State::Open { why, .. } | State::Trial { why, .. } => {
                self.state = State::Trial { since: now, why };
                Ok(true)
            }
        }
    }

    /// Why a call would be refused, if it would.
    pub(super) fn standing(&self, now: Instant) -> Option<Suspension> {
        match &self.state {
            State::Open { until, why } if now < *until => Some(Suspension { why: *why, left: *until - now }),
            State::Trial { since, why } if now < *since + TRIAL => Some(Suspension { why: *why, left: Duration::ZERO }),
            _ => None,
        }
    }

    /// A call went well.
    pub(super) fn went_well(&mut self, now: Instant, trial: bool) -> After {
        if !matches!(self.state, State::Closed) {
            // One that began before it was suspended does not end that.
            return if trial { After::Healthy { recovered: true } } else { After::Watched };
        }
        self.in_a_row = 0;
        self.remember(now, true);
        if self.failures() == 0 { After::Healthy { recovered: false } } else { After::Watched }
    }

    /// A call failed.
    pub(super) fn failed(&mut self, now: Instant, trial: bool, kind: Kind, seed: u64) -> Verdict {
        self.in_a_row += 1;
        self.remember(now, false);
        let again = !matches!(self.state, State::Closed);
        if again && !trial {
            return Verdict::Nothing;
        }
        let (failures, calls) = (self.failures(), self.latest.len());
        let why = if self.in_a_row >= IN_A_ROW {
            Why::InARow(self.in_a_row, kind)
        } else if failures >= TOO_MANY {
            Why::TooOften(failures, calls, kind)
        } else if again {
            Why::InARow(self.in_a_row, kind)
        } else {
            return Verdict::Nothing;
        };
        Verdict::Suspended { suspension: self.open(now, why, seed), again }
    }

    /// Leave it alone from now on. `seed` scatters the pauses, so that what broke together is not tried together.
    fn open(&mut self, now: Instant, why: Why, seed: u64) -> Suspension {
        let pause = pause(self.opened, seed);
        self.opened = self.opened.saturating_add(1);
        self.heard = Some(now);
        self.state = State::Open { until: now + pause, why };
        Suspension { why, left: pause }
    }

    /// The pause is over. False when there was none.
    pub(super) fn end_pause(&mut self, now: Instant) -> bool {
        let State::Open { until, .. } = &mut self.state else { return matches!(self.state, State::Trial { .. }) };
        *until = now;
        true
    }

    /// A trial came to no end: another one may be made.
    pub(super) fn give_back(&mut self, now: Instant) {
        self.state = match std::mem::take(&mut self.state) {
            State::Trial { why, .. } => State::Open { until: now, why },
            other => other,
        };
    }

    /// When something was last said about it.
    pub(super) fn heard(&self) -> Option<Instant> {
        self.heard
    }

    fn failures(&self) -> usize {
        self.latest.iter().filter(|(_, well)| !well).count()
    }

    fn remember(&mut self, now: Instant, well: bool) {
        self.heard = Some(now);
        self.latest.push_back((now, well));
        while self.latest.len() > LATEST || self.latest.front().is_some_and(|(at, _)| now.duration_since(*at) > WINDOW) {
            self.latest.pop_front();
        }
    }
}

/// Twice as long each time, give or take a fifth.
fn pause(opened: u32, seed: u64) -> Duration {
    let doubled = FIRST_PAUSE.saturating_mul(1 << opened.min(10)).min(LONGEST_PAUSE);
    let fifth = doubled / 5;
    let part = u32::try_from(seed % 1_000).unwrap_or(0);
    doubled - fifth + fifth * 2 / 1_000 * part
}

#[cfg(test)]
mod tests {
    use super::*;

    const KIND: Kind = Kind::Trap;

    fn second(n: u64, from: Instant) -> Instant {
        from + Duration::from_secs(n)
    }

    #[test]
    fn five_in_a_row_open_it_and_one_between_does_not() {
        let (mut circuit, now) = (Circuit::default(), Instant::now());
        for _ in 0..IN_A_ROW - 1 {
            assert_eq!(circuit.failed(now, false, KIND, 0), Verdict::Nothing);
        }
        assert_eq!(circuit.went_well(now, false), After::Watched);
        for _ in 0..IN_A_ROW - 1 {
            assert_eq!(circuit.failed(now, false, KIND, 0), Verdict::Nothing);
        }
        assert!(matches!(circuit.failed(now, false, KIND, 0), Verdict::Suspended { again: false, .. }));
        assert!(circuit.admit(now).is_err());
    }

    #[test]
    fn more_than_half_of_the_latest_twenty_open_it() {
        let (mut circuit, now) = (Circuit::default(), Instant::now());
        let mut calls = 0;
        let verdict = loop {
            calls += 1;
            let verdict = circuit.failed(now, false, KIND, 0);
            if verdict != Verdict::Nothing {
                break verdict;
            }
            // As many go well as fail.
            if calls >= 2 {
                circuit.went_well(now, false);
            }
        };
        assert!(matches!(verdict, Verdict::Suspended { suspension: Suspension { why: Why::TooOften(11, 20, KIND), .. }, .. }));
    }

    #[test]
    fn failures_are_forgotten_after_a_minute() {
        let (mut circuit, now) = (Circuit::default(), Instant::now());
        circuit.failed(now, false, KIND, 0);
        assert_eq!(circuit.went_well(second(61, now), false), After::Healthy { recovered: false });
    }

    #[test]
    fn pauses_grow_and_a_trial_that_goes_well_ends_them() {
        let (mut circuit, mut now) = (Circuit::default(), Instant::now());
        for _ in 0..IN_A_ROW {
            circuit.failed(now, false, KIND, 500);
        }
        let mut pauses = Vec::new();
        for _ in 0..9 {
            let left = circuit.standing(now).map(|suspension| suspension.left).unwrap_or_default();
            pauses.push(left.as_secs());
            now += left;
            assert_eq!(circuit.admit(now), Ok(true));
            assert!(circuit.admit(now).is_err(), "one trial at a time");
            assert_eq!(circuit.went_well(now, false), After::Watched, "one from before is no trial");
            assert!(matches!(circuit.failed(now, true, KIND, 500), Verdict::Suspended { again: true, .. }));
        }
        assert_eq!(pauses, [5, 10, 20, 40, 80, 160, 300, 300, 300]);
        now += LONGEST_PAUSE * 2;
        assert_eq!(circuit.admit(now), Ok(true));
        assert_eq!(circuit.went_well(now, true), After::Healthy { recovered: true });
    }

    #[test]
    fn pauses_scatter_by_a_fifth() {
        let all: Vec<_> = (0..1_000).map(|seed| pause(0, seed)).collect();
        assert!(all.iter().all(|pause| (4_000..=6_000).contains(&pause.as_millis())));
        assert!(all.iter().min() < all.iter().max());
    }

    #[test]
    fn somebody_may_want_it_tried_now() {
        let (mut circuit, now) = (Circuit::default(), Instant::now());
        assert!(!circuit.end_pause(now));
        circuit.open(now, Why::InARow(IN_A_ROW, KIND), 0);
        assert!(circuit.admit(now).is_err() && circuit.end_pause(now));
        assert_eq!(circuit.admit(now), Ok(true));
        circuit.give_back(now);
        assert_eq!(circuit.admit(now), Ok(true));
        assert_eq!(circuit.admit(now + TRIAL), Ok(true), "a trial that was lost is made again");
    }
}
