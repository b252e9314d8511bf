//! One update of a widget with the gate open, and the one transaction that keeps what it left behind.

use std::sync::Arc;

use fanlight_bridge::{
    Event, Viewer,
    capabilities::{self, Backing, Writes},
};
use fanlight_runtime::{Failure, Gate, Kind, OperationCount, Refusal, Usage};
use fanlight_store::{Call, CommitError, Committed, NewState, Run, StorageQuota};
use serde_json::json;

use super::{Subject, incident, storage::Stored, suspension};
use crate::{
    app::App,
    clock,
    live::Change,
    metrics::Function,
    notices::{self, News, To},
    problem::Problem,
    session::Session,
};

/// What tells a client's event from another, and one that comes twice from one that took its id.
#[derive(Clone, Copy, Debug)]
pub(super) struct EventId<'a> {
    /// The client's own.
    pub(super) id: &'a str,
    /// A digest of what it says.
    pub(super) digest: &'a str,
}

/// How a call ended.
#[derive(Debug)]
pub(super) enum Ended {
    /// Its outcome is on the disk.
    Committed,
    /// The guest failed, and nothing is kept but the record of it.
    Failed(Failure),
    /// It is left alone for now, and was not run.
    Suspended,
    /// What it may do, or its state, changed while it ran: nothing is kept, and it may be run again with what holds now.
    Overtaken,
}

/// Tell the widget what happened and keep what it makes of it.
pub(super) async fn update(
    app: &App,
    session: &Session,
    subject: &Subject,
    event: &Event,
    event_id: Option<EventId<'_>>,
    viewer: &Viewer,
) -> Result<Ended, Problem> {
    let program = match app.programs.widget(session, &subject.widget.package).await? {
        Ok(program) => program,
        Err(failure) => return Ok(unprepared(app, subject, failure)),
    };
    let gate = match gate(app, session, subject) {
        Ok(gate) => gate,
        Err(failure) => return Ok(unprepared(app, subject, failure)),
    };
    let Ok(pass) = app.breaker.admit(subject.doing()) else { return Ok(Ended::Suspended) };
    let place = app.shares.place(session.scope().tenant(), &subject.widget.id).await?;
    let began = clock::now_ms();
    let state = subject.state.as_ref().map(|state| state.bytes.as_slice());
    let mut finished = program.update(gate, subject.limits, &subject.context(viewer), state, event).await;
    drop(place);
    app.metrics.call(Function::Update, Some(&subject.widget.id), &finished.result, finished.usage);
    let verdict = pass.ended(&finished.result);
    let writes = capabilities::close(&mut finished.gate);
    app.journal.add(&subject.widget.id, began, &writes.log);
    let run = run(event.name(), began, finished.usage, &finished.gate);
    let ended = match finished.result {
        Err(failure) => failed(app, session, subject, run, failure).await?,
        Ok(outcome) => {
            let state = NewState {
                bytes: outcome.state,
                package_version: subject.widget.package_version.clone(),
                refresh_after: outcome.refresh_after.map(i64::from),
            };
            commit(app, session, subject, Left { state, writes, event: event_id, run, gate: &finished.gate }).await?
        }
    };
    suspension::tell(app, session, subject, verdict).await;
    Ok(ended)
}

/// Bring the state of an earlier version of the package into the form of this one. The gate stays shut.
pub(super) async fn migrate(app: &App, session: &Session, subject: &Subject) -> Result<Ended, Problem> {
    let Some(old) = &subject.state else { return Ok(Ended::Overtaken) };
    let program = match app.programs.widget(session, &subject.widget.package).await? {
        Ok(program) => program,
        Err(failure) => return Ok(unprepared(app, subject, failure)),
    };
    let Ok(pass) = app.breaker.admit(subject.doing()) else { return Ok(Ended::Suspended) };
    let place = app.shares.place(session.scope().tenant(), &subject.widget.id).await?;
    let began = clock::now_ms();
    let finished = program.migrate(subject.limits, &old.package_version, &old.bytes).await;
    drop(place);
    app.metrics.call(Function::Migrate, Some(&subject.widget.id), &finished.result, finished.usage);
    let verdict = pass.ended(&finished.result);
    let run = run("migrate", began, finished.usage, &finished.gate);
    let migrated = finished.result.and_then(|bytes| {
        let size = bytes.len() as u64;
        if size > subject.limits.state_bytes {
            return Err(Failure::new(
                Kind::Output,
                format!("the state has {size} bytes; the limit is {}", subject.limits.state_bytes),
            ));
        }
        Ok(bytes)
    });
    let ended = match migrated {
        Err(failure) => failed(app, session, subject, run, failure).await?,
        Ok(bytes) => {
            let state =
                NewState { bytes, package_version: subject.widget.package_version.clone(), refresh_after: old.refresh_after };
            commit(app, session, subject, Left { state, writes: Writes::default(), event: None, run, gate: &finished.gate })
                .await?
        }
    };
    suspension::tell(app, session, subject, verdict).await;
    Ok(ended)
}

/// What a call that went well leaves behind.
struct Left<'a> {
    state: NewState,
    writes: Writes,
    event: Option<EventId<'a>>,
    run: Run,
    gate: &'a Gate,
}

async fn commit(app: &App, session: &Session, subject: &Subject, left: Left<'_>) -> Result<Ended, Problem> {
    let id = &subject.widget.id;
    let now = clock::now_ms();
    let mut write = session.write_together().await?;
    let current = if write.holds(subject.edition) {
        Arc::clone(&subject.widget)
    } else {
        Arc::new(write.widget(id).await?.ok_or_else(|| Problem::not_found("widget"))?)
    };
    // What was revoked, paused or replaced while the guest ran holds for what it did, too.
    let rights = |widget: &fanlight_store::Widget| (widget.paused, widget.package.clone(), widget.granted.clone());
    if rights(&current) != rights(&subject.widget) {
        return Ok(Ended::Overtaken);
    }
    let denied = left.gate.refused().iter().find(|refused| matches!(refused.refusal, Refusal::Denied(_)));
    if let Some(refused) = denied
        && app.incidents.allows((id.clone(), Kind::Denied.as_str()))
    {
        let why = refused.refusal.to_string();
        let what = json!({
            "widget": subject.manifest.title, "capability": refused.capability, "operation": refused.operation, "why": why,
        });
        write.audit(now, "call.denied", id.as_str(), &what).await?;
    }
    let storage_writes: Vec<_> = left.writes.storage.into_iter().collect();
    // Over the settings of this transaction: a person may have changed others while the guest ran.
    let settings = (!left.writes.settings.is_empty()).then(|| {
        let mut settings = current.settings.clone();
        settings.extend(left.writes.settings);
        settings
    });
    let call = Call {
        widget: id,
        viewer: &subject.whose,
        expected: subject.version(),
        state: left.state,
        storage_writes: &storage_writes,
        quota: StorageQuota::default(),
        settings: settings.as_ref(),
        event_id: left.event.map(|event| event.id),
        event_digest: left.event.map(|event| event.digest),
        run: &left.run,
    };
    match write.commit_call(call, now).await {
        Ok(Committed::Applied(version)) => {
            app.live.tell(&subject.widget.board, Change::Widget(id.clone(), version));
            Ok(Ended::Committed)
        }
        Ok(Committed::Duplicate(_)) => Ok(Ended::Committed),
        Err(CommitError::Stale { .. }) => Ok(Ended::Overtaken),
        Err(CommitError::Quota(over)) => {
            let failure = Failure::new(Kind::Output, over.to_string());
            failed(app, session, subject, left.run, failure).await
        }
        Err(CommitError::Gone) => Err(Problem::not_found("widget")),
        Err(CommitError::Store(error)) => Err(error.into()),
    }
}

/// It could not even begin; why is in the log of who could not begin it.
fn unprepared(app: &App, subject: &Subject, failure: Failure) -> Ended {
    app.setbacks.add(subject, &failure);
    Ended::Failed(failure)
}

/// Write the failure down. Everybody who follows the board is told to look again when it is news: a widget that fails whenever it is
/// looked at must not be looked at because it failed.
async fn failed(app: &App, session: &Session, subject: &Subject, run: Run, failure: Failure) -> Result<Ended, Problem> {
    incident::failed(app, session, subject, run, &failure).await?;
    if app.setbacks.add(subject, &failure) {
        app.live.tell(&subject.widget.board, Change::Widgets);
        // What it may not do was somebody's decision, and no news.
        if failure.kind != Kind::Denied {
            let (board, widget) = (&subject.widget.board, &subject.widget.id);
            let why = if failure.kind == Kind::Internal { "the server could not run it." } else { &failure.message };
            let title = &subject.manifest.title;
            let news = News::WidgetFailed { board, widget, title, failure: failure.kind.as_str(), why };
            notices::tell(app, session.scope(), To::OwnerOf(board), news).await;
        }
    }
    Ok(Ended::Failed(failure))
}

fn gate(app: &App, session: &Session, subject: &Subject) -> Result<Gate, Failure> {
    let rights = subject.rights();
    let backing = Backing {
        storage: Arc::new(Stored {
            store: session.store().clone(),
            scope: session.scope().clone(),
            widget: subject.widget.id.clone(),
        }),
        documents: app.workspace.folder(),
        manifest: Arc::clone(&subject.manifest),
        settings: subject.settings(),
    };
    capabilities::open(&rights, &backing, &subject.limits).map_err(|e| Failure::new(Kind::Denied, e.to_string()))
}

fn run(event: &str, at: i64, usage: Usage, gate: &Gate) -> Run {
    Run {
        at,
        event: event.to_owned(),
        kind: None,
        wall_us: usage.wall_us,
        fuel: usage.fuel,
        gate_calls: usage.gate_calls,
        memory_peak_bytes: usage.memory_peak_bytes,
        refused: gate.refused_count(),
        asked: gate.asked().iter().map(counted).collect(),
    }
}

fn counted(count: &OperationCount) -> fanlight_store::OperationCount {
    let &OperationCount { capability, operation, times, refused, .. } = count;
    fanlight_store::OperationCount { capability: capability.to_owned(), operation: operation.to_owned(), times, refused }
}
