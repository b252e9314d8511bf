//! What calls of a widget cost: sums over all of them, and the last few one by one.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::error::{Result, StoreError};
use crate::ids::WidgetId;
use crate::tx::{Read, Rows, Write};

/// How many runs per widget are shown one by one.
const KEPT: i64 = 200;

/// The statements that add a run of the widget `$2` to the sums and the ring, if it is there; see [`Run::bind`] for the others. The oldest
/// of the ring, beyond the [`KEPT`] ones, are forgotten 50 at a time, so that most commits need not.
macro_rules! count_run {
    () => {
        "INSERT INTO usage_totals AS t (tenant, widget, calls, fuel, gate_calls, memory_peak_bytes, wall_us, refused)
             SELECT tenant, id, 1, $3, $4, $5, $6, $7 FROM widgets WHERE tenant = $1 AND id = $2
             ON CONFLICT (tenant, widget) DO UPDATE SET
                 calls = t.calls + 1, fuel = t.fuel + excluded.fuel, gate_calls = t.gate_calls + excluded.gate_calls,
                 memory_peak_bytes = CASE WHEN t.memory_peak_bytes > excluded.memory_peak_bytes
                     THEN t.memory_peak_bytes ELSE excluded.memory_peak_bytes END,
                 wall_us = t.wall_us + excluded.wall_us, refused = t.refused + excluded.refused;
         INSERT INTO runs (tenant, widget, seq, at, event, kind, wall_us, fuel, gate_calls, memory_peak_bytes, refused, asked_json)
             SELECT tenant, widget, calls, $8, $9, $10, $6, $3, $4, $5, $7, $11 FROM usage_totals WHERE tenant = $1 AND widget = $2;
         DELETE FROM runs WHERE tenant = $1 AND widget = $2 AND seq <=
             (SELECT CASE WHEN calls % 50 = 0 THEN calls - 200 END FROM usage_totals WHERE tenant = $1 AND widget = $2)"
    };
}
pub(crate) use count_run;

/// The most that one run counts for in a column, so that no sum can overflow: about 10^12, far above any limit.
const MOST: u64 = 1 << 40;

/// How often a run asked for one operation of a capability.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OperationCount {
    /// Name of the capability, such as `documents`.
    pub capability: String,
    /// Name of the operation, such as `read`.
    pub operation: String,
    /// How often, refused or not.
    pub times: u64,
    /// How often it was refused.
    pub refused: u64,
}

/// One call of a guest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// When it began, in milliseconds since 1970.
    pub at: i64,
    /// What it was called for: the event's type, or `render`.
    pub event: String,
    /// How it failed (`limit.fuel`, `trap`, …); `None` when it did not.
    pub kind: Option<String>,
    /// How long it took, in microseconds.
    pub wall_us: u64,
    /// Fuel spent.
    pub fuel: u64,
    /// Calls through the gate.
    pub gate_calls: u64,
    /// Most linear memory held.
    pub memory_peak_bytes: u64,
    /// Gate calls that were refused.
    pub refused: u64,
    /// What it asked for at the gate, each operation once.
    pub asked: Vec<OperationCount>,
}

/// The sums of all runs since the widget was installed, and the last of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Runs.
    pub calls: u64,
    /// Fuel spent.
    pub fuel: u64,
    /// Calls through the gate.
    pub gate_calls: u64,
    /// The most linear memory any run held.
    pub memory_peak_bytes: u64,
    /// Microseconds.
    pub wall_us: u64,
    /// Gate calls that were refused.
    pub refused: u64,
    /// Up to 200 runs, latest first.
    pub last: Vec<Run>,
}

impl Read {
    /// What a widget has cost; all zero before its first run.
    pub async fn usage(&mut self, widget: &WidgetId) -> Result<Usage> {
        let query = self
            .sql_as::<(i64, i64, i64, i64, i64, i64)>(
                "SELECT calls, fuel, gate_calls, memory_peak_bytes, wall_us, refused
                 FROM usage_totals WHERE tenant = $1 AND widget = $2",
            )
            .bind(widget.as_str());
        let Some((calls, fuel, gate_calls, memory_peak_bytes, wall_us, refused)) = self.optional(query).await? else {
            return Ok(Usage::default());
        };
        let query = self
            .sql_as::<(i64, String, Option<String>, i64, i64, i64, i64, i64, String)>(
                "SELECT at, event, kind, wall_us, fuel, gate_calls, memory_peak_bytes, refused, asked_json
                 FROM runs WHERE tenant = $1 AND widget = $2 ORDER BY seq DESC LIMIT $3",
            )
            .bind(widget.as_str())
            .bind(KEPT);
        let mut last = Vec::new();
        for (at, event, kind, wall_us, fuel, gate_calls, memory_peak_bytes, refused, asked) in self.all(query).await? {
            last.push(Run {
                at,
                event,
                kind,
                wall_us: count(wall_us),
                fuel: count(fuel),
                gate_calls: count(gate_calls),
                memory_peak_bytes: count(memory_peak_bytes),
                refused: count(refused),
                asked: serde_json::from_str(&asked).map_err(|_| StoreError::Unreadable { what: "what a run asked for" })?,
            });
        }
        Ok(Usage {
            calls: count(calls),
            fuel: count(fuel),
            gate_calls: count(gate_calls),
            memory_peak_bytes: count(memory_peak_bytes),
            wall_us: count(wall_us),
            refused: count(refused),
            last,
        })
    }
}

impl Write {
    /// Counts a call that left no state behind: one that failed, or that only rendered. (A call that commits is
    /// counted by [`Write::commit_call`].)
    pub async fn record_run(&mut self, widget: &WidgetId, run: &Run) -> Result<()> {
        self.known_widget(widget).await?;
        let statements = self.sql_as::<(i64,)>(count_run!()).bind(widget.as_str());
        self.all(run.bind(statements)).await?;
        Ok(())
    }
}

impl Run {
    /// As `$3` to `$11` of [`count_run`].
    pub(crate) fn bind<'q, R>(&'q self, statements: Rows<'q, R>) -> Rows<'q, R> {
        statements
            .bind(column(self.fuel))
            .bind(column(self.gate_calls))
            .bind(column(self.memory_peak_bytes))
            .bind(column(self.wall_us))
            .bind(column(self.refused))
            .bind(self.at)
            .bind(self.event.as_str())
            .bind(self.kind.as_deref())
            .bind(json!(self.asked).to_string())
    }
}

fn column(value: u64) -> i64 {
    i64::try_from(value.min(MOST)).unwrap_or(i64::MAX)
}

fn count(column: i64) -> u64 {
    u64::try_from(column).unwrap_or(0)
}
