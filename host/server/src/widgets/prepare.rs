//! Before a widget can be shown or told anything it needs a state of its own version: the first one, or a migrated one.

use fanlight_bridge::{Event, Viewer};
use fanlight_runtime::Failure;
use fanlight_store::WidgetId;

use super::{
    Subject,
    call::{self, Ended},
};
use crate::{app::App, problem::Problem, session::Session};

/// Times that a call is run again because something changed while it ran.
pub(super) const ATTEMPTS: usize = 4;

/// A widget, and whether it can go on.
#[derive(Debug)]
pub(super) enum Prepared {
    /// It has a state of its version.
    Ready(Subject),
    /// Its owner paused it: nothing was run.
    Paused(Subject),
    /// It has none, for this reason.
    Failed(Subject, Failure),
    /// It has none, and is left alone for now.
    Suspended(Subject),
}

/// Run `installed` or `migrate` where needed. The caller has the widget's turn.
pub(super) async fn prepare(
    app: &App,
    session: &Session,
    id: &WidgetId,
    event_id: Option<&str>,
    viewer: &Viewer,
) -> Result<Prepared, Problem> {
    for _ in 0..ATTEMPTS {
        let subject = Subject::load(app, session, id, event_id).await?;
        if subject.widget.paused {
            return Ok(Prepared::Paused(subject));
        }
        if subject.ready() {
            return Ok(Prepared::Ready(subject));
        }
        let ended = match subject.state {
            None => call::update(app, session, &subject, &Event::Installed, None, viewer).await?,
            Some(_) => call::migrate(app, session, &subject).await?,
        };
        match ended {
            Ended::Failed(failure) => return Ok(Prepared::Failed(subject, failure)),
            Ended::Suspended => return Ok(Prepared::Suspended(subject)),
            Ended::Committed | Ended::Overtaken => {}
        }
    }
    Err(Problem::busy("The widget kept changing while it was prepared.", 1))
}
