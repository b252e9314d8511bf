//! A widget that is left alone for a while: who hears of it, and how somebody has it tried again at once.

use fanlight_bridge::Event;
use fanlight_store::WidgetId;
use serde_json::json;

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

/// Write down and tell what the end of a call changed. A widget that comes and goes fills neither the trail nor anybody's notices.
pub(super) async fn tell(app: &App, session: &Session, subject: &Subject, verdict: Verdict) -> Result<(), Problem> {
    let (widget, board) = (&subject.widget.id, &subject.widget.board);
    let action = match &verdict {
        Verdict::Nothing => return Ok(()),
        Verdict::Suspended { again: true, .. } => None,
        Verdict::Suspended { .. } => Some("widget.suspended"),
        Verdict::Recovered => Some("widget.recovered"),
    };
    if let Some(action) = action
        && app.incidents.allows((widget.clone(), action))
    {
        let detail = match &verdict {
            Verdict::Suspended { suspension: Suspension { why, .. }, .. } => {
                json!({ "widget": subject.manifest.title, "kind": why.kind().as_str(), "why": why.to_string() })
            }
            _ => json!({ "widget": subject.manifest.title }),
        };
        let mut write = session.write().await?;
        write.audit(clock::now_ms(), action, widget.as_str(), &detail).await?;
        write.commit().await?;
    }
    // The version is the same, so the list says it: pages fetch the frame where the status differs.
    app.live.tell(board, Change::Widgets);
    if let Verdict::Suspended { suspension: Suspension { why, .. }, again: false } = &verdict {
        let news = News::WidgetSuspended { board, widget, title: &subject.manifest.title, why: &why.to_string() };
        notices::tell(app, session.scope(), To::OwnerOf(board), news).await;
    }
    Ok(())
}

/// Somebody wants it tried now: it is told to refresh, and drawn.
///
/// # Errors
/// As [`dispatch::tell`].
pub(crate) async fn retry(app: &App, session: &Session, id: WidgetId) -> Result<Frame, Problem> {
    let subject = Subject::load(app, session, &id, None).await?;
    let parts = [Part::Update(id.clone()), Part::Render(id.clone()), Part::Package(subject.widget.package.clone())];
    if app.breaker.retry(&parts) && app.incidents.allows((id.clone(), "widget.retried")) {
        let mut write = session.write().await?;
        write.audit(clock::now_ms(), "widget.retried", id.as_str(), &json!({ "widget": subject.manifest.title })).await?;
        write.commit().await?;
    }
    dispatch::tell(app, session, id, Event::Refresh).await
}
