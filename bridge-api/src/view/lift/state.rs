//! Checks of nodes that say how things stand.

use fanlight_runtime::Failure;

use super::{Lift, Place, check::invalid};
use crate::{
    text::is_visible,
    view::{Alert, Empty, Skeleton, Span},
    world::widget::fanlight::bridge::view as wit,
};

pub(super) fn skeleton(at: usize, skeleton: wit::Skeleton) -> Result<Skeleton, Failure> {
    if !(1..=20).contains(&skeleton.lines) {
        return Err(invalid(at, "is a skeleton that has not 1 to 20 lines"));
    }
    Ok(Skeleton { lines: skeleton.lines })
}

impl Lift<'_> {
    pub(super) fn empty(&mut self, at: usize, empty: wit::Empty, place: Place) -> Result<Empty, Failure> {
        Ok(Empty {
            icon: empty.icon.map(Into::into),
            title: self.name(at, "empty state", empty.title)?,
            text: self.optional(empty.text)?,
            children: self.nodes(empty.children, place)?,
        })
    }

    pub(super) fn alert(&mut self, at: usize, alert: wit::Alert) -> Result<Alert, Failure> {
        let title = self.optional(alert.title)?;
        let spans = self.spans(at, alert.spans)?;
        let seen = |span: &Span| !matches!(span, Span::Plain { text, .. } if !is_visible(text));
        if !title.as_deref().is_some_and(is_visible) && !spans.iter().any(seen) {
            return Err(invalid(at, "is an alert without a text that can be seen"));
        }
        Ok(Alert { tone: alert.tone.into(), title, spans })
    }
}
