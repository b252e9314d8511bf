//! The three ways to an installed widget: a person's event, the host's own event, and a look.
//!
//! What runs in a widget's turn runs in a task of its own: a browser that goes away in the middle takes nothing back, and whoever
//! follows the board still hears of it.

use axum::http::StatusCode;
use fanlight_bridge::{Event, Viewer};
use fanlight_store::WidgetId;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    Frame, Subject,
    call::{self, Ended, EventId},
    frame::{draw, show},
    prepare::{ATTEMPTS, Prepared, prepare},
};
use crate::{
    app::App,
    problem::{Name, Problem},
    session::Session,
};

/// Longest id that a client gives an event, in bytes; a UUID has 36.
const MAX_EVENT_ID: usize = 64;

/// An event as a browser sends it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "SentEvent")]
pub(crate) struct Sent {
    /// The client's own: the same one twice is the same event.
    id: String,
    /// The version of the frame that the person saw.
    seen: i64,
    /// What happened.
    event: Event,
    /// What the browser says about itself.
    #[serde(default)]
    context: Viewer,
}

/// A person did something. The frame afterwards, or why it was not done.
///
/// # Errors
/// `stale` (409) with the frame of now, when the person saw another; `event` (422) when the frame has no such control; `paused`.
pub(crate) async fn send(app: &App, session: &Session, id: WidgetId, sent: Sent) -> Result<Frame, Problem> {
    if sent.id.is_empty() || sent.id.len() > MAX_EVENT_ID {
        return Err(Problem::unprocessable(format!("An event's id has 1 to {MAX_EVENT_ID} bytes.")));
    }
    if !(sent.event.names_a_node() || matches!(sent.event, Event::Opened | Event::Refresh)) {
        return Err(Problem::unprocessable(format!("`{}` is an event that only the server itself sends.", sent.event.name())));
    }
    let turn = app.queues.turn(session.scope().tenant(), &id).await?;
    let (app, session) = (app.clone(), session.clone());
    apart(async move {
        let _turn = turn;
        let Sent { id: event_id, seen, event, context } = sent;
        let digest = digest(&event)?;
        app.viewers.learn(&session, &context);
        deliver(&app, &session, &id, Delivery { event, event_id: Some((event_id, digest)), seen: Some(seen), viewer: context })
            .await
    })
    .await
}

/// Something happened that the widget should know, such as a changed setting.
///
/// # Errors
/// As [`send`], but never `stale`.
pub(crate) async fn tell(app: &App, session: &Session, id: WidgetId, event: Event) -> Result<Frame, Problem> {
    let turn = app.queues.turn(session.scope().tenant(), &id).await?;
    let (app, session) = (app.clone(), session.clone());
    apart(async move {
        let _turn = turn;
        let viewer = app.viewers.of(&session);
        deliver(&app, &session, &id, Delivery { event, event_id: None, seen: None, viewer }).await
    })
    .await
}

/// Tell it as soon as it has time. What it is told of, such as other rights, is kept already and holds whether it copes or not; how it
/// fared is seen on the board.
pub(crate) fn tell_later(app: &App, session: &Session, id: WidgetId, event: Event) {
    let (app, session) = (app.clone(), session.clone());
    tokio::spawn(async move {
        let name = event.name();
        if let Err(problem) = tell(&app, &session, id, event).await {
            tracing::warn!(?problem, event = name, "a widget was not told");
        }
    });
}

/// Somebody looks. Nothing is run but the drawing, unless it has no state of its version yet.
pub(crate) async fn frame(app: &App, session: &Session, id: &WidgetId, viewer: Viewer) -> Result<Frame, Problem> {
    // Before anything is read: who is sent away must have cost nothing.
    let look = app.drawings.turn(session.scope().tenant(), id).await?;
    let subject = Subject::load(app, session, id, None).await?;
    if subject.ready() || subject.widget.paused {
        return show(app, session, &subject, &viewer).await;
    }
    if let Some(failure) = app.setbacks.of(&subject) {
        return Ok(Frame::outline(&subject).failing(failure));
    }
    let turn = app.queues.turn(session.scope().tenant(), id).await?;
    drop(look);
    let (app, session, id) = (app.clone(), session.clone(), id.clone());
    apart(async move {
        let _turn = turn;
        match prepare(&app, &session, &id, None, &viewer).await? {
            Prepared::Ready(subject) | Prepared::Paused(subject) => show(&app, &session, &subject, &viewer).await,
            Prepared::Failed(subject, failure) => Ok(Frame::outline(&subject).failing(failure)),
        }
    })
    .await
}

struct Delivery {
    event: Event,
    /// The client's id of it, and a digest of what it says.
    event_id: Option<(String, String)>,
    seen: Option<i64>,
    viewer: Viewer,
}

async fn deliver(app: &App, session: &Session, id: &WidgetId, delivery: Delivery) -> Result<Frame, Problem> {
    let Delivery { event, event_id, seen, viewer } = delivery;
    let event_id = event_id.as_ref().map(|(id, digest)| EventId { id, digest });
    for _ in 0..ATTEMPTS {
        let subject = match prepare(app, session, id, event_id.map(|event| event.id), &viewer).await? {
            Prepared::Ready(subject) => subject,
            Prepared::Failed(subject, failure) => return Ok(Frame::outline(&subject).failing(failure)),
            Prepared::Paused(subject) if came_before(&subject, event_id)? || seen.is_none() => {
                return show(app, session, &subject, &viewer).await;
            }
            Prepared::Paused(subject) => {
                let problem = Problem::new(
                    StatusCode::CONFLICT,
                    Name::Paused,
                    "The widget is paused",
                    "It does nothing until it is resumed.",
                );
                let shown = show(app, session, &subject, &viewer).await?;
                return Err(problem.hint("Resume it, then try again.").with_widget(shown));
            }
        };
        if came_before(&subject, event_id)? {
            return show(app, session, &subject, &viewer).await;
        }
        if seen.is_some_and(|seen| seen != subject.version()) {
            let problem = Problem::new(
                StatusCode::CONFLICT,
                Name::Stale,
                "This changed in the meantime",
                "The event was about an older frame, so nothing was done.",
            );
            let fresh = show(app, session, &subject, &viewer).await?;
            return Err(problem.hint("Look at the newer frame, then decide again.").with_widget(fresh));
        }
        let event = if event.names_a_node() {
            match draw(app, session, &subject, &viewer).await? {
                Ok(view) => event.clone().checked(&view)?,
                Err(failure) => return Ok(Frame::outline(&subject).undrawn(failure)),
            }
        } else {
            event.clone()
        };
        match call::update(app, session, &subject, &event, event_id, &viewer).await? {
            Ended::Committed => {
                let subject = Subject::load(app, session, id, None).await?;
                return show(app, session, &subject, &viewer).await;
            }
            Ended::Failed(failure) => return Ok(show(app, session, &subject, &viewer).await?.failing(failure)),
            Ended::Overtaken => {}
        }
    }
    Err(Problem::busy("The widget kept changing while the event was handled.", 1))
}

/// Whether this very event was committed before. Another one under its id is a mistake of the client's: to answer it like the first
/// would lose it in silence.
fn came_before(subject: &Subject, event: Option<EventId<'_>>) -> Result<bool, Problem> {
    let (Some(delivered), Some(event)) = (&subject.delivered, event) else { return Ok(false) };
    if delivered.digest.as_ref().is_some_and(|digest| digest != event.digest) {
        let detail = "Another event was sent under this id before, so this one was not handled.";
        let problem = Problem::new(StatusCode::CONFLICT, Name::EventId, "The event's id is taken", detail);
        return Err(problem.hint("Give each event an id of its own, and repeat one only with the very same content."));
    }
    Ok(true)
}

/// Of what an event says; not of the frame that was seen or of the browser, which may differ when it is sent again.
fn digest(event: &Event) -> Result<String, Problem> {
    let text = serde_json::to_vec(event).map_err(|e| Problem::ours(&e))?;
    Ok(blake3::hash(&text).to_hex().to_string())
}

async fn apart<T: Send + 'static>(work: impl Future<Output = Result<T, Problem>> + Send + 'static) -> Result<T, Problem> {
    tokio::spawn(work).await.map_err(|e| Problem::ours(&e))?
}
