//! `fanlight:log`: lines for the widget's author.

use fanlight_runtime::{
    Answered, Capability, Failure, Gate, Grant, Interface, Kind, Limits, Operation, Price, Rights, ScopeError, Session, decode,
    encode,
};
use serde::{Deserialize, Serialize};
use wasmtime::component::{ComponentType, Lift, Lower};

use super::{Backing, Descriptor, Imports, Risk, Whole};
use crate::{language::Said, text::clean};

/// The right to log.
#[derive(Debug)]
pub struct LogLines;

impl Capability for LogLines {
    const NAME: &'static str = "log";
    type Scope = Whole;

    fn intersect(_: &Whole, _: &Whole) -> Option<Whole> {
        Some(Whole {})
    }
}

const WORDS: Said = Said {
    en: "Keep a log of its own work, which you can read under Usage.",
    de: "Ein Protokoll seiner eigenen Arbeit führen, das du unter Verbrauch lesen kannst.",
};

/// What the rest of the host knows of it.
pub const DESCRIPTOR: Descriptor = Descriptor {
    name: LogLines::NAME,
    imports: Some(Imports {
        interface: Interface {
            capability: LogLines::NAME,
            name: "fanlight:log/log@0.1.0",
            operations: &[Operation::silent::<(Level, String)>("write", Price { call: 500, byte: 2 })],
        },
        wit: include_str!("wit/log.wit"),
    }),
    risk: Risk::Low,
    narrowable: false,
    without: Said { en: "keep a log of its work for you to read", de: "ein Protokoll seiner Arbeit für dich führen" },
    words: |_, language| Ok(WORDS.within(language).to_owned()),
    intersect: super::intersect::<LogLines>,
    open,
};

/// How serious a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ComponentType, Lift, Lower)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[component(enum)]
#[serde(rename_all = "lowercase")]
#[repr(u8)]
pub enum Level {
    /// For finding faults.
    #[component(name = "debug")]
    Debug,
    /// What was done.
    #[component(name = "info")]
    Info,
    /// What may be wrong.
    #[component(name = "warn")]
    Warn,
    /// What is wrong.
    #[component(name = "error")]
    Error,
}

/// What a call logged.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Log {
    /// The first lines, within the limits.
    pub lines: Vec<Line>,
    /// Lines that were not kept, or not whole.
    pub dropped: u64,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Line {
    pub level: Level,
    pub text: String,
}

/// Lines that may be dropped before a call that floods the log is ended.
const FLOOD: u64 = 1_000;

struct LogSession {
    _grant: Grant<LogLines>,
    most: Room,
    log: Log,
    left: Room,
}

/// How much is kept.
#[derive(Clone, Copy)]
struct Room {
    bytes: usize,
    lines: u64,
}

#[async_trait::async_trait]
impl Session for LogSession {
    async fn answer(&mut self, _: &str, payload: &[u8]) -> Answered {
        let (level, mut text): (Level, String) = decode(payload)?;
        let whole = self.left.lines > 0 && text.len() <= self.left.bytes;
        if self.left.lines > 0 && self.left.bytes > 0 {
            text.truncate(text.floor_char_boundary(self.left.bytes));
            self.left.bytes -= text.len();
            self.left.lines -= 1;
            self.log.lines.push(Line { level, text: clean(text) });
        }
        if !whole {
            self.log.dropped += 1;
        }
        if self.log.dropped > FLOOD {
            return Err(Failure::new(Kind::Log, format!("more than {FLOOD} log lines beyond the limit")).into());
        }
        Ok(encode(&())?)
    }

    fn restart(&mut self) -> bool {
        (self.log, self.left) = (Log::default(), self.most);
        true
    }
}

fn open(rights: &Rights, _: &Backing, limits: &Limits, gate: &mut Gate) -> Result<(), ScopeError> {
    if let Some(grant) = rights.grant::<LogLines>()? {
        let most = Room { bytes: usize::try_from(limits.log_bytes).unwrap_or(usize::MAX), lines: limits.log_lines };
        gate.open(LogLines::NAME, LogSession { _grant: grant, most, log: Log::default(), left: most });
    }
    Ok(())
}

pub(super) fn lines(gate: &mut Gate) -> Log {
    gate.take::<LogSession>(LogLines::NAME).map(|session| session.log).unwrap_or_default()
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
