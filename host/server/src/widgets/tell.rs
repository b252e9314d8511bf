//! What the host itself has to tell a widget, such as other rights or settings: to each of its states, as they hold for all of them.

use std::iter;

use fanlight_bridge::Event;
use fanlight_store::WidgetId;

use super::{Subject, tell_in_time};
use crate::{app::App, session::Session};

/// Tell it by and by, for each of its states that somebody looks at.
pub(crate) fn tell_later(app: &App, session: &Session, id: WidgetId, event: Event) {
    let (app, session) = (app.clone(), session.clone());
    tokio::spawn(async move {
        for session in concerned(&app, session, &id).await {
            tell_in_time(&app, &session, id.clone(), event.clone()).await;
        }
    });
}

/// Whoever changed something, and everybody else who is looking and has a state of their own: who is not looking sees it when they come,
/// for without a viewer nothing runs.
async fn concerned(app: &App, session: Session, id: &WidgetId) -> Vec<Session> {
    let others = app.live.watching().into_iter().filter(|other| other.scope().tenant() == session.scope().tenant());
    let (mut sessions, mut states) = (Vec::new(), Vec::new());
    for (place, each) in iter::once(session.clone()).chain(others).enumerate() {
        // There is no subject for those who may not see it.
        let Ok(subject) = Subject::load(app, &each, id, None).await else { continue };
        if states.contains(&subject.whose) || (place > 0 && subject.state.is_none()) {
            continue;
        }
        states.push(subject.whose);
        sessions.push(each);
    }
    sessions
}
