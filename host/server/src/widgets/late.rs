//! A widget that is too busy to be told something is told when it is not. Whoever it is told in the name of may have closed the page by
//! then, but not have signed out.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use fanlight_bridge::Event;
use fanlight_store::{PrincipalId, WidgetId};
use tokio::time::sleep;

use super::dispatch;
use crate::{app::App, session::Session};

/// How long it is left in peace, and how many times.
const PAUSE: Duration = Duration::from_secs(1);
const TIMES: u32 = 60;

/// What somebody's widgets have not been told yet, each kind of event once, and how often that is tried again.
#[derive(Debug, Default)]
pub(crate) struct Late(Mutex<HashMap<Untold, u32>>);

type Untold = (PrincipalId, WidgetId, &'static str);

impl Late {
    fn all(&self) -> MutexGuard<'_, HashMap<Untold, u32>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Tell a widget, in the name of this session, now or as soon as it has time; twice, at worst. What it is told of is so already, whether
/// it copes or not; how it fared is seen on the board.
pub(crate) async fn tell_in_time(app: &App, session: &Session, id: WidgetId, event: Event) {
    let untold = (session.principal().id.clone(), id, event.name());
    let told = try_to_tell(app, session, &untold.1, &event).await;
    if !told && app.late.all().insert(untold.clone(), TIMES).is_none() {
        tokio::spawn(tell_again(app.clone(), session.clone(), untold, event));
    }
}

async fn tell_again(app: App, session: Session, untold: Untold, event: Event) {
    loop {
        sleep(PAUSE).await;
        // What happens from here on may come too late for this try, and puts it there anew.
        let Some(left) = app.late.all().remove(&untold) else { return };
        let goes_on = session.goes_on().await;
        if matches!(goes_on, Ok(false)) || (goes_on.is_ok() && try_to_tell(&app, &session, &untold.1, &event).await) {
            return;
        }
        if left == 0 {
            tracing::warn!(widget = %untold.1, event = event.name(), "a widget was too busy to be told, all the time");
            return;
        }
        app.late.all().entry(untold.clone()).or_insert(left - 1);
    }
}

/// Tell it; false if it is too busy.
async fn try_to_tell(app: &App, session: &Session, id: &WidgetId, event: &Event) -> bool {
    match dispatch::tell(app, session, id.clone(), event.clone()).await {
        Ok(_) => true,
        Err(problem) if problem.is_busy() => false,
        Err(problem) => {
            tracing::warn!(widget = %id, ?problem, event = event.name(), "a widget was not told");
            true
        }
    }
}
