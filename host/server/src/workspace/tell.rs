//! Documents that changed are told to the widgets that may read them, in the name of whoever is looking: without a viewer, nothing runs.

use std::collections::HashSet;

use fanlight_bridge::{
    Event,
    capabilities::{
        self,
        documents::{Documents, File},
    },
};
use fanlight_runtime::Rights;
use fanlight_store::{Viewer, WidgetId};
use futures_util::StreamExt as _;

use crate::{app::App, problem::Problem, session::Session, widgets};

/// Widgets that are told at once.
const AT_ONCE: usize = 4;

/// Paths that are new, gone or different. Both lists are in the order of paths.
pub(super) fn changed(before: &[File], now: &[File]) -> Vec<String> {
    let missing = |from: &[File], file: &File| {
        from.binary_search_by(|other| other.path.cmp(&file.path)).map_or(true, |at| from.get(at) != Some(file))
    };
    let gone = before.iter().filter(|file| missing(now, file));
    let come = now.iter().filter(|file| missing(before, file));
    gone.chain(come).map(|file| file.path.clone()).collect()
}

/// Tell everybody who is looking, each widget once for each state that it has. Who is too busy is told later.
pub(super) async fn tell(app: &App, watching: &[Session], changed: &[String]) {
    let mut told = HashSet::new();
    let mut concerns = Vec::new();
    for session in watching {
        match concerned(app, session, changed).await {
            Ok(found) => {
                let tenant = session.scope().tenant();
                let new = found.into_iter().filter(|(id, whose)| told.insert((tenant.clone(), id.clone(), format!("{whose:?}"))));
                concerns.extend(new.map(|(id, _)| (session, id)));
            }
            Err(problem) => tracing::warn!(?problem, "no widget was told of changed documents"),
        }
    }
    let telling = futures_util::stream::iter(concerns).for_each_concurrent(AT_ONCE, |(session, id)| async move {
        widgets::tell_in_time(app, session, id, Event::DocumentsChanged).await;
    });
    telling.await;
}

/// The widgets that may read one of these documents, and that have run before, with whose state would hear of it.
async fn concerned(app: &App, session: &Session, changed: &[String]) -> Result<Vec<(WidgetId, Viewer)>, Problem> {
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
            concerned.push((id, subject.whose));
        }
    }
    Ok(concerned)
}
