//! The latest log lines of each widget, for its author to read under Usage. They are kept in memory: a widget that logs all day
//! costs no disk.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, PoisonError},
};

use fanlight_bridge::capabilities::log::{Level, Log};
use fanlight_store::WidgetId;
use schemars::JsonSchema;
use serde::Serialize;

/// Lines of one widget; each has 4 KiB at most, and usually far less.
const LINES: usize = 64;
/// Widgets whose lines are kept; the one that was quiet for longest is forgotten first.
const WIDGETS: usize = 1_000;

/// What widgets logged.
#[derive(Debug, Default)]
pub(crate) struct Journal(Mutex<HashMap<WidgetId, VecDeque<Entry>>>);

/// One line, or how many were dropped.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(rename = "LogLine")]
pub(crate) struct Entry {
    at: i64,
    level: Level,
    text: String,
}

impl Journal {
    /// Add what one call logged.
    pub(super) fn add(&self, widget: &WidgetId, at: i64, log: &Log) {
        if log.lines.is_empty() && log.dropped == 0 {
            return;
        }
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= WIDGETS && !all.contains_key(widget) {
            let quietest = all.iter().min_by_key(|(_, lines)| lines.back().map(|line| line.at)).map(|(id, _)| id.clone());
            quietest.and_then(|id| all.remove(&id));
        }
        let lines = all.entry(widget.clone()).or_default();
        lines.extend(log.lines.iter().map(|line| Entry { at, level: line.level, text: line.text.clone() }));
        if log.dropped > 0 {
            lines.push_back(Entry { at, level: Level::Warn, text: format!("{} more lines were dropped", log.dropped) });
        }
        lines.drain(..lines.len().saturating_sub(LINES));
    }

    /// Its data was deleted, and what it said with it.
    pub(crate) fn forget(&self, widget: &WidgetId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(widget);
    }

    /// A widget's lines, latest first.
    pub(crate) fn of(&self, widget: &WidgetId) -> Vec<Entry> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(widget).map(|lines| lines.iter().rev().cloned().collect()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use fanlight_bridge::capabilities::log::Line;

    use super::*;

    #[test]
    fn the_latest_lines_are_kept_latest_first() {
        let journal = Journal::default();
        let widget: WidgetId = "01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap();
        for n in 0..100 {
            let line = Line { level: Level::Info, text: format!("line {n}") };
            journal.add(&widget, n, &Log { lines: vec![line], dropped: u64::from(n == 99) * 7 });
        }
        let kept = journal.of(&widget);
        assert_eq!(kept.len(), LINES);
        assert_eq!((kept[0].text.as_str(), kept[1].text.as_str()), ("7 more lines were dropped", "line 99"));
        journal.forget(&widget);
        assert!(journal.of(&widget).is_empty());
    }

    #[test]
    fn one_makes_room_for_one() {
        let journal = Journal::default();
        let widget = |n: usize| -> WidgetId { format!("01890a5d-ac96-774b-bcce-{n:012x}").parse().unwrap() };
        for n in 0..=WIDGETS {
            let line = Line { level: Level::Info, text: "here".to_owned() };
            journal.add(&widget(n), n as i64, &Log { lines: vec![line], dropped: 0 });
        }
        assert!(journal.of(&widget(0)).is_empty());
        assert!((1..=WIDGETS).all(|n| journal.of(&widget(n)).len() == 1));
    }
}
