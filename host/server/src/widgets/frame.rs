//! What a browser is told about a widget: how it fares, its view, and what it may do.

use std::collections::BTreeMap;

use fanlight_bridge::{View, Viewer};
use fanlight_runtime::{Failure, Kind};
use fanlight_store::{BoardId, Digest, Run, Version, WidgetId};
use schemars::JsonSchema;
use serde::Serialize;

use super::{Subject, incident, suspension};
use crate::{
    app::App,
    breaker::Suspension,
    clock,
    metrics::Function,
    packages::{self, Given},
    problem::Problem,
    session::Session,
};

/// How a widget fares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Status {
    /// It runs.
    Live,
    /// Its owner stopped it.
    Paused,
    /// Its last call failed.
    Failed,
    /// Its last call needed what it may not do.
    Denied,
    /// It failed again and again, and is left alone for a while.
    Suspended,
}

/// A widget as JSON.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub(crate) struct Frame {
    id: WidgetId,
    board: BoardId,
    /// Its package's, in the author's words.
    title: String,
    /// The author's translations, by language as in BCP 47.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    title_in: BTreeMap<String, String>,
    package: PackageName,
    status: Status,
    /// Of its state: an event names the version that was seen.
    version: Version,
    /// Null where it was not drawn.
    view: Option<View>,
    /// How its last call failed.
    error: Option<FrameError>,
    /// Milliseconds from now until the widget wants a `refresh`.
    refresh_after: Option<i64>,
    /// Milliseconds from now until it may be tried again, when it is suspended.
    retry_after: Option<i64>,
    /// By capability, granted or not.
    grants: BTreeMap<String, Given>,
    installed_at: i64,
    /// Its place on the board, rising.
    position: i64,
    /// `small`, `medium`, `large` or `full`.
    size: &'static str,
}

/// What it was installed from.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct PackageName {
    digest: Digest,
    name: String,
    version: String,
    title: String,
    publisher: String,
}

/// A failure.
#[derive(Clone, Debug, Serialize, JsonSchema)]
struct FrameError {
    /// Such as `limit.fuel`.
    kind: &'static str,
    message: String,
    hint: String,
}

impl Frame {
    /// Without a view: nothing is run for it. How its last event failed is told.
    pub(crate) fn glance(app: &App, subject: &Subject) -> Self {
        let frame = Self::outline(subject);
        let frame = match app.setbacks.of(subject) {
            Some(failure) if !subject.widget.paused => frame.failing(failure),
            _ => frame,
        };
        frame.or_suspended(app, subject)
    }

    /// That it is suspended, if it is: this is told rather than how a call failed. A pause goes before it.
    pub(super) fn or_suspended(mut self, app: &App, subject: &Subject) -> Self {
        if let Some(Suspension { why, left }) = subject.suspension(app).filter(|_| !subject.widget.paused) {
            let hint = "It is tried again after a pause, which grows each time. Its author can say what is wrong.".to_owned();
            self.status = Status::Suspended;
            self.error = Some(FrameError { kind: why.kind().as_str(), message: why.to_string(), hint });
            self.retry_after = Some(i64::try_from(left.as_millis()).unwrap_or(i64::MAX));
        }
        self
    }

    /// Without a view: nothing is run for it.
    pub(super) fn outline(subject: &Subject) -> Self {
        let Subject { widget, manifest, .. } = subject;
        // Never later than was asked for, even when the clock was set back.
        let refresh_after = subject.state.as_ref().and_then(|state| {
            let after = state.refresh_after?.max(0);
            Some(state.updated_at.saturating_add(after).saturating_sub(clock::now_ms()).clamp(0, after))
        });
        Self {
            id: widget.id.clone(),
            board: widget.board.clone(),
            title: manifest.title.clone(),
            title_in: manifest.in_languages(|said| said.title.clone()),
            package: PackageName {
                digest: widget.package.clone(),
                name: widget.package_name.clone(),
                version: widget.package_version.clone(),
                title: manifest.title.clone(),
                publisher: manifest.publisher.clone(),
            },
            status: if widget.paused { Status::Paused } else { Status::Live },
            version: subject.version(),
            view: None,
            error: None,
            refresh_after,
            retry_after: None,
            grants: packages::given(manifest, &widget.granted),
            installed_at: widget.installed_at,
            position: widget.position,
            size: widget.size.as_str(),
        }
    }

    /// The board that it is on.
    pub(crate) fn board(&self) -> &BoardId {
        &self.board
    }

    /// With a failure, beside whatever it shows.
    pub(super) fn failing(self, failure: Failure) -> Self {
        // The runtime speaks to authors; who looks at a board can do something else about it.
        let hint = if failure.kind == Kind::Denied { "Allow it under Permissions.".to_owned() } else { failure.hint.clone() };
        self.undrawn(Failure { hint, ..failure })
    }

    /// With why it could not be drawn. No permission helps there: the gate is shut for all.
    pub(super) fn undrawn(mut self, failure: Failure) -> Self {
        self.status = if failure.kind == Kind::Denied { Status::Denied } else { Status::Failed };
        // What failed of ours is in our log.
        let message = if failure.kind == Kind::Internal { "The server could not run it.".to_owned() } else { failure.message };
        self.error = Some(FrameError { kind: failure.kind.as_str(), message, hint: failure.hint });
        self
    }
}

/// The widget with its view drawn now. A paused one shows what it showed last: drawing reaches nothing and changes nothing.
pub(super) async fn show(app: &App, session: &Session, subject: &Subject, viewer: &Viewer) -> Result<Frame, Problem> {
    let frame = Frame::glance(app, subject);
    let paused = subject.widget.paused;
    // A paused one is not migrated: a state of another version of it is nothing that it could draw.
    if subject.state.is_none() || (paused && !subject.ready()) {
        return Ok(frame);
    }
    Ok(match draw(app, session, subject, viewer).await? {
        Ok(view) => Frame { view: Some(view), ..frame },
        Err(_) if paused => frame,
        Err(Undrawn::Failed(failure)) => frame.undrawn(failure),
        Err(Undrawn::Suspended) => frame,
    }
    // It may have become so by this very drawing.
    .or_suspended(app, subject))
}

/// Why there is no view.
#[derive(Debug)]
pub(super) enum Undrawn {
    /// It failed.
    Failed(Failure),
    /// It is left alone for now, and was not run.
    Suspended,
}

impl From<Failure> for Undrawn {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// The view of the current state. It reaches nothing, so it needs no turn in the queue.
pub(super) async fn draw(
    app: &App,
    session: &Session,
    subject: &Subject,
    viewer: &Viewer,
) -> Result<Result<View, Undrawn>, Problem> {
    let Some(state) = &subject.state else {
        return Ok(Err(Failure::internal("a widget without a state was drawn").into()));
    };
    let program = match app.programs.widget(session, &subject.widget.package).await? {
        Ok(program) => program,
        Err(failure) => return Ok(Err(failure.into())),
    };
    let reach = match subject.reach() {
        Ok(reach) => reach,
        Err(failure) => return Ok(Err(failure.into())),
    };
    let Ok(pass) = app.breaker.admit(subject.drawing()) else { return Ok(Err(Undrawn::Suspended)) };
    let place = app.shares.place(session.scope().tenant(), &subject.widget.id).await?;
    let began = clock::now_ms();
    let finished = program.render(subject.limits, &subject.showing(viewer), &state.bytes, &reach).await;
    drop(place);
    app.metrics.call(Function::Render, Some(&subject.widget.id), &finished.result, finished.usage);
    let verdict = pass.ended(&finished.result);
    // Drawing that went well is not counted: it would be a write to the disk for each look.
    if let Err(failure) = &finished.result
        && app.incidents.allows((subject.widget.id.clone(), "render"))
    {
        let usage = finished.usage;
        let run = Run {
            at: began,
            event: "render".to_owned(),
            kind: None,
            wall_us: usage.wall_us,
            fuel: usage.fuel,
            gate_calls: usage.gate_calls,
            memory_peak_bytes: usage.memory_peak_bytes,
            refused: 0,
            asked: Vec::new(),
        };
        incident::failed(app, session, subject, run, failure).await?;
    }
    suspension::tell(app, session, subject, verdict).await;
    Ok(finished.result.map_err(Undrawn::Failed))
}
