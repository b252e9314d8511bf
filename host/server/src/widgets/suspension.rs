//! A widget that is left alone for a while: who hears of it, and how somebody has it tried again at once.

use fanlight_bridge::Event;
use fanlight_store::WidgetId;
use serde_json::{Value, json};

use super::{Frame, Subject, dispatch};
use crate::{
    app::App,
    breaker::{Part, Suspension, Verdict},
    clock,
    live::Change,
    notices::{self, News, To},
    problem::Problem,
    session::Session,
};

/// Write down and tell what the end of a call changed. A widget that comes and goes fills neither the trail nor anybody's notices. That
/// it could not be written down is no reason to fail the call, which may have been committed: the log has it.
pub(super) async fn tell(app: &App, session: &Session, subject: &Subject, verdict: Verdict) {
    let (widget, board) = (&subject.widget.id, &subject.widget.board);
    let title = &subject.manifest.title;
    let noted = match &verdict {
        Verdict::Nothing => return,
        Verdict::Suspended { again: true, .. } => Ok(()),
        Verdict::Suspended { suspension: Suspension { why, .. }, .. } => {
            let detail = json!({ "widget": title, "kind": why.kind().as_str(), "why": why.to_string() });
            note(app, session, widget, "widget.suspended", &detail).await
        }
        Verdict::Recovered => note(app, session, widget, "widget.recovered", &json!({ "widget": title })).await,
    };
    if let Err(problem) = noted {
        tracing::warn!(?problem, "the trail does not say that a widget was suspended, or recovered");
    }
    // The version is the same, so the list says it: pages fetch the frame where the status differs.
    app.live.tell(board, Change::Widgets);
    if let Verdict::Suspended { suspension: Suspension { why, .. }, again: false } = &verdict {
        let news = News::WidgetSuspended { board, widget, title, why: &why.to_string() };
        notices::tell(app, session.scope(), To::OwnerOf(board), news).await;
    }
}

/// Somebody wants it tried now: it is told to refresh, and drawn.
///
/// # Errors
/// As [`dispatch::tell`].
pub(crate) async fn retry(app: &App, session: &Session, id: WidgetId) -> Result<Frame, Problem> {
    let subject = Subject::load(app, session, &id, None).await?;
    // Each time may cost two processes.
    if app.incidents.allows((id.clone(), "package.retried")) {
        app.programs.retry(&subject.widget.package);
    }
    let parts = [Part::Update(id.clone()), Part::Render(id.clone())];
    if app.breaker.retry(&parts) {
        note(app, session, &id, "widget.retried", &json!({ "widget": subject.manifest.title })).await?;
    }
    dispatch::tell(app, session, id, Event::Refresh).await
}

/// One entry of a kind in a minute.
async fn note(app: &App, session: &Session, widget: &WidgetId, action: &'static str, detail: &Value) -> Result<(), Problem> {
    if app.incidents.allows((widget.clone(), action)) {
        let mut write = session.write().await?;
        write.audit(clock::now_ms(), action, widget.as_str(), detail).await?;
        write.commit().await?;
    }
    Ok(())
}
