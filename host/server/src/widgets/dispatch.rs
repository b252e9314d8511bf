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
    frame::{Undrawn, draw, show},
    prepare::{ATTEMPTS, Prepared, prepare},
};
use crate::{
    app::App,
    breaker::Part,
    clock,
    problem::{Name, Problem},
    session::Session,
    shares::Share,
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
/// `stale` (409) with the frame of now, when the person saw another; `event` (422) when the frame has no such control; `paused`;
/// `suspended` (503) while it is left alone.
pub(crate) async fn send(app: &App, session: &Session, id: WidgetId, sent: Sent) -> Result<Frame, Problem> {
    if sent.id.is_empty() || sent.id.len() > MAX_EVENT_ID {
        return Err(Problem::unprocessable(format!("An event's id has 1 to {MAX_EVENT_ID} bytes.")));
    }
    if !(sent.event.names_a_node() || matches!(sent.event, Event::Opened | Event::Refresh)) {
        return Err(Problem::unprocessable(format!("`{}` is an event that only the server itself sends.", sent.event.name())));
    }
    let digest = digest(&sent.event)?;
    if app.breaker.standing(&[Part::Update(id.clone()), Part::Render(id.clone())]).is_some() {
        let subject = Subject::load(app, session, &id, Some(&sent.id)).await?;
        if came_before(&subject, Some(EventId { id: &sent.id, digest: &digest }))? {
            return Ok(Frame::glance(app, &subject));
        }
        if !subject.widget.paused {
            return Err(suspended(app, &subject));
        }
    }
    let turn = turn(app, session, &id, Door::Event).await?;
    let (app, session) = (app.clone(), session.clone());
    apart(async move {
        let _turn = turn;
        let Sent { id: event_id, seen, event, context } = sent;
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
    let turn = turn(app, session, &id, Door::Event).await?;
    let (app, session) = (app.clone(), session.clone());
    apart(async move {
        let _turn = turn;
        let viewer = app.viewers.of(&session);
        deliver(&app, &session, &id, Delivery { event, event_id: None, seen: None, viewer }).await
    })
    .await
}

/// Somebody looks. Nothing is run but the drawing, unless it has no state of its version yet.
pub(crate) async fn frame(app: &App, session: &Session, id: &WidgetId, viewer: Viewer) -> Result<Frame, Problem> {
    if app.breaker.standing(&[Part::Render(id.clone())]).is_some() {
        let subject = Subject::load(app, session, id, None).await?;
        return Ok(Frame::glance(app, &subject));
    }
    // Before anything is read: who is sent away must have cost nothing.
    let look = turn(app, session, id, Door::Look).await?;
    let subject = Subject::load(app, session, id, None).await?;
    if subject.ready() || subject.widget.paused {
        return show(app, session, &subject, &viewer).await;
    }
    if app.setbacks.of(&subject).is_some() {
        return Ok(Frame::glance(app, &subject));
    }
    // First, and then wait: who holds a share of the tenant's while waiting for another may wait for itself.
    drop(look);
    let turn = turn(app, session, id, Door::Event).await?;
    let (app, session, id) = (app.clone(), session.clone(), id.clone());
    apart(async move {
        let _turn = turn;
        match prepare(&app, &session, &id, None, &viewer).await? {
            Prepared::Ready(subject) | Prepared::Paused(subject) => show(&app, &session, &subject, &viewer).await,
            Prepared::Failed(subject, failure) => Ok(Frame::outline(&subject).failing(failure).or_suspended(&app, &subject)),
            Prepared::Suspended(subject) => Ok(Frame::glance(&app, &subject)),
        }
    })
    .await
}

#[derive(Clone, Copy)]
enum Door {
    Event,
    Look,
}

/// Wait for a turn, and count that.
async fn turn(app: &App, session: &Session, id: &WidgetId, door: Door) -> Result<Share<WidgetId>, Problem> {
    let (began, tenant) = (clock::instant(), session.scope().tenant());
    let (queue, share) = match door {
        Door::Event => ("event", app.shares.event(tenant, id).await),
        Door::Look => ("look", app.shares.look(tenant, id).await),
    };
    match &share {
        Ok(_) => app.metrics.waited(queue, Some(id), began.elapsed()),
        Err(_) => app.metrics.sent_away(queue, Some(id)),
    }
    share
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
            Prepared::Failed(subject, failure) => {
                return Ok(Frame::outline(&subject).failing(failure).or_suspended(app, &subject));
            }
            Prepared::Suspended(subject) if seen.is_none() => return Ok(Frame::glance(app, &subject)),
            Prepared::Suspended(subject) => return Err(suspended(app, &subject)),
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
                Err(Undrawn::Failed(failure)) => {
                    return Ok(Frame::outline(&subject).undrawn(failure).or_suspended(app, &subject));
                }
                Err(Undrawn::Suspended) => return Err(suspended(app, &subject)),
            }
        } else {
            event.clone()
        };
        match call::update(app, session, &subject, &event, event_id, &viewer).await? {
            Ended::Committed => {
                let subject = Subject::load(app, session, id, None).await?;
                return show(app, session, &subject, &viewer).await;
            }
            Ended::Failed(failure) => {
                return Ok(show(app, session, &subject, &viewer).await?.failing(failure).or_suspended(app, &subject));
            }
            Ended::Suspended if seen.is_none() => return Ok(Frame::glance(app, &subject)),
            Ended::Suspended => return Err(suspended(app, &subject)),
            Ended::Overtaken => {}
        }
    }
    Err(Problem::busy("The widget kept changing while the event was handled.", 1))
}

/// It is left alone for now: nothing was run for this.
fn suspended(app: &App, subject: &Subject) -> Problem {
    let seconds = subject.suspension(app).map_or(1, |suspension| suspension.seconds());
    Problem::suspended(seconds).with_widget(Frame::glance(app, subject))
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
