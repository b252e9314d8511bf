//! Documents that change are told to the widgets that may read them, in the name of whoever is looking: without a viewer, nothing runs.

use std::{sync::Arc, time::Duration};

use fanlight_bridge::{
    Event,
    capabilities::{
        self,
        documents::{Documents, Entry},
    },
};
use fanlight_runtime::Rights;
use fanlight_store::{TenantScope, WidgetId};

use crate::{
    app::App,
    notices::{self, News, To},
    problem::Problem,
    session::Session,
    widgets,
};

/// How often the folder is looked at while somebody follows a board.
const LOOK: Duration = Duration::from_secs(3);

/// Look again and again, and tell; it has no end of its own.
pub(crate) async fn watch(app: App, scope: TenantScope) {
    let mut known: Option<Arc<[Entry]>> = None;
    let mut gone = false;
    loop {
        tokio::time::sleep(LOOK).await;
        let watching = app.live.watching();
        if watching.is_empty() {
            continue;
        }
        let Ok(now) = app.workspace.entries().await else {
            if !std::mem::replace(&mut gone, true) {
                notices::tell(&app, &scope, To::All, News::DocumentsGone).await;
            }
            continue;
        };
        if std::mem::replace(&mut gone, false) {
            notices::tell(&app, &scope, To::All, News::DocumentsBack).await;
        }
        if let Some(before) = known.replace(Arc::clone(&now)) {
            let changed = changed(&before, &now);
            if !changed.is_empty() {
                for session in &watching {
                    tell(&app, session, &changed).await;
                }
            }
        }
    }
}

/// Paths that are new, gone or different.
fn changed(before: &[Entry], now: &[Entry]) -> Vec<String> {
    let missing = |from: &[Entry], entry: &Entry| {
        from.binary_search_by(|other| other.path.cmp(&entry.path)).map_or(true, |at| from.get(at) != Some(entry))
    };
    let gone = before.iter().filter(|entry| missing(now, entry));
    let come = now.iter().filter(|entry| missing(before, entry));
    gone.chain(come).map(|entry| entry.path.clone()).collect()
}

/// One that cannot be told now, because it is busy or was just removed, is no reason to leave the others out.
async fn tell(app: &App, session: &Session, changed: &[String]) {
    let concerned = match concerned(app, session, changed).await {
        Ok(concerned) => concerned,
        Err(problem) => return tracing::warn!(?problem, "no widget was told of changed documents"),
    };
    for id in concerned {
        if let Err(problem) = widgets::tell(app, session, id.clone(), Event::DocumentsChanged).await {
            tracing::warn!(widget = %id, ?problem, "a widget was not told of changed documents");
        }
    }
}

/// The widgets that may read one of these documents, and that have run before.
async fn concerned(app: &App, session: &Session, changed: &[String]) -> Result<Vec<WidgetId>, Problem> {
    let mut read = session.read().await?;
    let mut concerned = Vec::new();
    for widget in read.all_widgets().await?.into_iter().filter(|widget| !widget.paused) {
        let id = widget.id.clone();
        let subject = match widgets::Subject::of(app, session, &mut read, widget).await {
            Ok(subject) => subject,
            Err(problem) => {
                tracing::warn!(widget = %id, ?problem, "a widget cannot be told of changed documents");
                continue;
            }
        };
        let granted = subject.widget.granted.clone().into_iter().collect();
        let rights = Rights::new(capabilities::declared(&subject.manifest), granted);
        let grant = rights.grant::<Documents>().ok().flatten();
        if grant.is_some_and(|grant| changed.iter().any(|path| grant.scope().covers(path))) && subject.state.is_some() {
            concerned.push(id);
        }
    }
    Ok(concerned)
}
