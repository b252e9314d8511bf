//! A change as it is sent.

use axum::response::sse;
use fanlight_store::{Version, WidgetId};
use schemars::JsonSchema;
use serde::Serialize;

use super::Change;

/// A server-sent event: its name, and the JSON that is its data.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(tag = "event", content = "data", rename_all = "lowercase")]
pub(crate) enum LiveEvent {
    /// A widget has a new frame.
    Changed(ChangedWidget),
    /// The list of widgets, or what one of them may do, is another.
    Widgets(Nothing),
    /// Another theme was chosen.
    Theme(Nothing),
    /// The list of boards, or what is said of one of them, is another.
    Boards(Nothing),
    /// There are notices that were not read.
    Notices(UnreadNotices),
}

/// Which widget, and the version of its frame.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct ChangedWidget {
    version: Version,
    widget: WidgetId,
}

/// The event's name says it all.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub(crate) struct Nothing {}

/// How many.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub(crate) struct UnreadNotices {
    unread: u64,
}

impl LiveEvent {
    /// What is told of a change.
    pub(super) fn of(change: &Change) -> Self {
        match change {
            Change::Widget(widget, version) => Self::Changed(ChangedWidget { widget: widget.clone(), version: *version }),
            Change::Widgets => Self::Widgets(Nothing {}),
            Change::Theme => Self::Theme(Nothing {}),
            Change::Boards => Self::Boards(Nothing {}),
            Change::Notices(unread) => Self::Notices(UnreadNotices { unread: *unread }),
        }
    }

    /// The same on the wire.
    pub(super) fn sse(&self) -> sse::Event {
        let (name, data) = match self {
            Self::Changed(data) => ("changed", serde_json::to_string(data)),
            Self::Widgets(data) => ("widgets", serde_json::to_string(data)),
            Self::Theme(data) => ("theme", serde_json::to_string(data)),
            Self::Boards(data) => ("boards", serde_json::to_string(data)),
            Self::Notices(data) => ("notices", serde_json::to_string(data)),
        };
        // Numbers and ids are always JSON.
        sse::Event::default().event(name).data(data.unwrap_or_default())
    }
}
