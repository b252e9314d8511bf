//! Nodes that show one value: `stat`, `progress`.

use super::{Node, Span, Tone, Trend, wit};

/// One number that matters, with its name.
#[derive(Debug, Clone, PartialEq)]
pub struct Stat(wit::Stat);

/// A label and a value: `stat("Open", 3)`, `stat("Share", percent(0.25))`.
pub fn stat(label: impl Into<String>, value: impl Into<Span>) -> Stat {
    Stat(wit::Stat { label: label.into(), value: value.into().0, trend: Trend::None, note: None })
}

impl Stat {
    /// Which way the value goes.
    pub fn trend(mut self, trend: Trend) -> Self {
        self.0.trend = trend;
        self
    }

    /// A few words below the value.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.0.note = Some(note.into());
        self
    }
}

impl From<Stat> for Node {
    fn from(stat: Stat) -> Node {
        Node::leaf(wit::Node::Stat(stat.0))
    }
}

/// How far something is.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress(wit::Progress);

/// How far something is, 0 to 1; `None` while that is not known: `progress("Read", 0.4)`.
pub fn progress(label: impl Into<String>, value: impl Into<Option<f64>>) -> Progress {
    Progress(wit::Progress { label: label.into(), value: value.into(), tone: Tone::Accent, note: None })
}

impl Progress {
    /// What the colour says.
    pub fn tone(mut self, tone: Tone) -> Self {
        self.0.tone = tone;
        self
    }

    /// A few words below the bar.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.0.note = Some(note.into());
        self
    }
}

impl From<Progress> for Node {
    fn from(progress: Progress) -> Node {
        Node::leaf(wit::Node::Progress(progress.0))
    }
}
