//! What is counted since the server started: of each widget, for its usage screen, and of the whole server, as Prometheus reads it.
//!
//! No label is a widget, a tenant or anything else that people make: functions, outcomes and queues are ours, and few.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Mutex, PoisonError},
    time::Duration,
};

use fanlight_runtime::{Failure, Usage};
use fanlight_store::WidgetId;
use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram},
    registry::{Registry, Unit},
};
use schemars::JsonSchema;
use serde::Serialize;

use crate::app::App;

/// Widgets whose counts are kept; those that were quiet for longest are forgotten first.
const WIDGETS: usize = 10_000;
/// So many at once, so that finding them costs a call next to nothing.
const FORGOTTEN: usize = WIDGETS / 10;

/// A function of a guest.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Function {
    Update,
    Migrate,
    Render,
    Tokens,
}

impl Function {
    const fn name(self) -> &'static str {
        match self {
            Self::Update => "update",
            Self::Migrate => "migrate",
            Self::Render => "render",
            Self::Tokens => "tokens",
        }
    }
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Ended {
    function: &'static str,
    /// `ok`, or the kind of the failure.
    outcome: &'static str,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Died {
    how: &'static str,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Queue {
    queue: &'static str,
}

/// What one widget came to since the server started.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub(crate) struct Tally {
    /// Calls that went well, drawing included.
    ok: u64,
    /// The others, by kind.
    failed: BTreeMap<&'static str, u64>,
    /// Requests, and events of the host's own, that were sent away because too many waited.
    sent_away: u64,
    /// Requests that had a turn.
    turns: u64,
    /// How long they waited for it, all together and at most.
    waited_us: u64,
    longest_wait_us: u64,
}

/// All counts.
#[derive(Debug)]
pub(crate) struct Metrics {
    registry: Registry,
    calls: Family<Ended, Counter>,
    fuel: Counter,
    waits: Family<Queue, Histogram>,
    sent_away: Family<Queue, Counter>,
    inside: Family<Queue, Gauge>,
    suspended: Gauge,
    worker_deaths: Family<Died, Counter>,
    widgets: Mutex<Tallies>,
}

/// Of the widgets that ran lately.
#[derive(Debug, Default)]
struct Tallies {
    /// With the number of its latest call.
    each: HashMap<WidgetId, (u64, Tally)>,
    calls: u64,
}

impl Tallies {
    /// The tally of a widget that runs.
    fn of(&mut self, widget: &WidgetId) -> &mut Tally {
        if self.each.len() >= WIDGETS && !self.each.contains_key(widget) {
            let mut latest: Vec<_> = self.each.values().map(|(latest, _)| *latest).collect();
            let (_, last, _) = latest.select_nth_unstable(FORGOTTEN - 1);
            let last = *last;
            self.each.retain(|_, (latest, _)| *latest > last);
        }
        self.calls += 1;
        let (latest, tally) = self.each.entry(widget.clone()).or_default();
        *latest = self.calls;
        tally
    }
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("fanlight");
        // From a tenth of a millisecond to half a minute.
        let buckets = || Histogram::new([0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0]);
        let metrics = Self {
            calls: Family::default(),
            fuel: Counter::default(),
            waits: Family::new_with_constructor(buckets),
            sent_away: Family::default(),
            inside: Family::default(),
            suspended: Gauge::default(),
            worker_deaths: Family::default(),
            widgets: Mutex::default(),
            registry: Registry::default(),
        };
        registry.register("guest_calls", "Calls of guests by function and outcome", metrics.calls.clone());
        registry.register("guest_fuel", "Fuel that guests used", metrics.fuel.clone());
        registry.register_with_unit("queue_wait", "Waiting for a turn", Unit::Seconds, metrics.waits.clone());
        registry.register(
            "sent_away",
            "Requests and events of the host's own that were sent away because too many waited",
            metrics.sent_away.clone(),
        );
        registry.register("queue_inside", "Requests that wait or have a turn now", metrics.inside.clone());
        registry.register("suspended", "Circuits that are open now: what failed again and again", metrics.suspended.clone());
        registry.register("worker_deaths", "Workers that ended though they were not retired", metrics.worker_deaths.clone());
        Self { registry, ..metrics }
    }
}

impl Metrics {
    /// A call ended.
    pub(crate) fn call<T>(&self, function: Function, widget: Option<&WidgetId>, result: &Result<T, Failure>, usage: Usage) {
        let kind = result.as_ref().err().map(|failure| failure.kind.as_str());
        self.calls.get_or_create(&Ended { function: function.name(), outcome: kind.unwrap_or("ok") }).inc();
        self.fuel.inc_by(usage.fuel);
        let Some(widget) = widget else { return };
        let mut widgets = self.widgets.lock().unwrap_or_else(PoisonError::into_inner);
        let tally = widgets.of(widget);
        match kind {
            None => tally.ok += 1,
            Some(kind) => *tally.failed.entry(kind).or_default() += 1,
        }
    }

    /// A worker is no more, though it was not retired.
    pub(crate) fn worker_died(&self, how: &'static str) {
        self.worker_deaths.get_or_create(&Died { how }).inc();
    }

    /// A request had to wait so long for its turn in a queue.
    pub(crate) fn waited(&self, queue: &'static str, widget: Option<&WidgetId>, long: Duration) {
        self.waits.get_or_create(&Queue { queue }).observe(long.as_secs_f64());
        let us = u64::try_from(long.as_micros()).unwrap_or(u64::MAX);
        self.known(widget, |tally| {
            tally.turns += 1;
            tally.waited_us = tally.waited_us.saturating_add(us);
            tally.longest_wait_us = tally.longest_wait_us.max(us);
        });
    }

    /// A request found a queue full.
    pub(crate) fn sent_away(&self, queue: &'static str, widget: Option<&WidgetId>) {
        self.sent_away.get_or_create(&Queue { queue }).inc();
        self.known(widget, |tally| tally.sent_away += 1);
    }

    /// What a widget came to.
    pub(crate) fn of(&self, widget: &WidgetId) -> Tally {
        let widgets = self.widgets.lock().unwrap_or_else(PoisonError::into_inner);
        widgets.each.get(widget).map(|(_, tally)| tally.clone()).unwrap_or_default()
    }

    /// Only of widgets that ran: an id may be anything that somebody sent.
    fn known(&self, widget: Option<&WidgetId>, change: impl FnOnce(&mut Tally)) {
        let mut widgets = self.widgets.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, tally)) = widget.and_then(|widget| widgets.each.get_mut(widget)) {
            change(tally);
        }
    }
}

/// Everything as text, in the format of OpenMetrics 1.0, which Prometheus reads.
pub(crate) fn text(app: &App) -> Result<String, std::fmt::Error> {
    let metrics = &app.metrics;
    for (queue, count) in app.shares.inside() {
        metrics.inside.get_or_create(&Queue { queue }).set(i64::try_from(count).unwrap_or(i64::MAX));
    }
    metrics.suspended.set(i64::try_from(app.breaker.open()).unwrap_or(i64::MAX));
    let mut text = String::new();
    encode(&mut text, &metrics.registry)?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use fanlight_runtime::Kind;

    use super::*;

    fn id(n: usize) -> WidgetId {
        format!("01890a5d-ac96-774b-bcce-{n:012x}").parse().unwrap()
    }

    #[test]
    fn counts_and_names_no_widget() {
        let metrics = Metrics::default();
        metrics.waited("look", Some(&id(1)), Duration::from_millis(3));
        let failed: Result<(), _> = Err(Failure::new(Kind::Trap, "crashed"));
        metrics.call(Function::Update, Some(&id(1)), &failed, Usage::default());
        metrics.call(Function::Render, Some(&id(1)), &Ok(()), Usage::default());
        metrics.waited("look", Some(&id(1)), Duration::from_millis(3));
        metrics.sent_away("look", Some(&id(1)));
        metrics.sent_away("look", Some(&id(2)));
        let tally = metrics.of(&id(1));
        assert_eq!((tally.ok, tally.failed.get("trap"), tally.sent_away, tally.turns), (1, Some(&1), 1, 1));
        assert_eq!(metrics.of(&id(2)).sent_away, 0, "one that never ran is nothing that is kept");
        let mut text = String::new();
        encode(&mut text, &metrics.registry).unwrap();
        assert!(text.contains("fanlight_guest_calls_total{function=\"update\",outcome=\"trap\"} 1"), "{text}");
        assert!(text.contains("fanlight_queue_wait_seconds_count{queue=\"look\"} 2"), "{text}");
        assert!(!text.contains("01890a5d"), "{text}");
    }

    #[test]
    fn what_is_kept_is_bounded() {
        let metrics = Metrics::default();
        let draws = |n: usize| metrics.call(Function::Render, Some(&id(n)), &Ok(()), Usage::default());
        (0..WIDGETS).for_each(draws);
        draws(0);
        // The new ones take turns, as on a busy server: each is counted on.
        for n in (WIDGETS..WIDGETS + 5).chain(WIDGETS..WIDGETS + 5) {
            draws(n);
        }
        assert!((WIDGETS..WIDGETS + 5).all(|n| metrics.of(&id(n)).ok == 2));
        assert_eq!((metrics.of(&id(0)).ok, metrics.of(&id(1)).ok), (2, 0), "the quietest are forgotten first");
        assert_eq!(metrics.widgets.lock().unwrap().each.len(), WIDGETS - FORGOTTEN + 5);
    }
}
