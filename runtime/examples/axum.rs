//! Widgets in an axum app. All are served at once, each call in a fresh instance under limits; a failure is an answer in HTTP.
//!
//! ```sh
//! cargo run -p fanlight-runtime --example axum -- 127.0.0.1:8080 host/assets/guests/counter.wasm host/assets/guests/bench-view.wasm
//! curl http://127.0.0.1:8080/widgets/counter
//! curl --json '{"type":"input","key":"more"}' http://127.0.0.1:8080/widgets/counter
//! ```

#![allow(clippy::print_stdout, reason = "this is what the example is for")]

use std::{
    collections::BTreeMap,
    sync::{Arc, RwLock},
};

use anyhow::{Context as _, Result};
use axum::{
    Json, Router,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::get,
};
use fanlight_bridge::{
    Context, Event, Reach, Widget,
    capabilities::{self, Backing, documents::Folder},
};
use fanlight_registry::{Capabilities, Package};
use fanlight_runtime::{Blame, Failure, Limits, Rights, Runtime, Settings};
use serde_json::{Value, json};
use tokio::sync::Mutex;

/// One widget: its program is shared by all requests, its state by those who wait for the lock.
struct Slot {
    widget: Widget,
    rights: Rights,
    limits: Limits,
    backing: Backing,
    storage: Arc<RwLock<BTreeMap<String, Vec<u8>>>>,
    /// Events of one widget go one after the other; those of different widgets do not wait for each other.
    state: Mutex<Option<Vec<u8>>>,
}

type Slots = Arc<BTreeMap<String, Slot>>;

#[tokio::main]
async fn main() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let address = args.next().context("usage: axum ADDRESS:PORT PACKAGE.wasm…")?;
    // The pool: this many calls at once in all, whoever asks. More wait; they take no memory meanwhile.
    let mut settings = Settings::default();
    settings.concurrency = 32;
    let runtime = fanlight_bridge::runtime(settings)?;
    let mut slots = BTreeMap::new();
    for file in args {
        let (name, slot) = load(&runtime, &std::fs::read(&file)?).await.with_context(|| file)?;
        slots.insert(name, slot);
    }
    let app = Router::new().route("/widgets/{name}", get(look).post(happen)).with_state(Arc::new(slots));
    let listener = tokio::net::TcpListener::bind(address).await?;
    println!("listening on http://{}", listener.local_addr()?);
    Ok(axum::serve(listener, app).await?)
}

async fn load(runtime: &Runtime, bytes: &[u8]) -> Result<(String, Slot)> {
    // Everything that can be known of a stranger's file before it runs.
    let package = Package::open(bytes, &Capabilities::fanlight()?)?;
    let manifest = Arc::new(package.manifest);
    let storage = Arc::new(RwLock::new(BTreeMap::new()));
    let declared = capabilities::declared(&manifest);
    let slot = Slot {
        widget: Widget::load(runtime, bytes).await?,
        // Whoever runs this program named the file, and with it all that it asks for. Ask a person instead where there is one.
        rights: Rights::new(declared.clone(), declared),
        // The host's limits, lowered by what the package can live with.
        limits: manifest.limits.applied_to(runtime.limits()),
        backing: Backing {
            storage: storage.clone(),
            documents: Arc::new(Folder::open(".".as_ref())?),
            settings: manifest.default_settings(),
            manifest: manifest.clone(),
        },
        storage,
        state: Mutex::new(None),
    };
    Ok((manifest.name.clone(), slot))
}

/// `GET /widgets/{name}`: what it shows. Looking needs no turn, and runs beside everything else.
async fn look(State(slots): State<Slots>, Path(name): Path<String>) -> Result<Json<Value>, Problem> {
    let slot = slots.get(&name).ok_or(Problem::Unknown)?;
    let state = slot.state.lock().await.clone();
    match state {
        Some(state) => slot.show(&state).await,
        // Nobody has used it yet: its first event makes its first state.
        None => slot.tell(&Event::Installed).await,
    }
}

/// `POST /widgets/{name}`: something happened to it.
async fn happen(State(slots): State<Slots>, Path(name): Path<String>, Json(event): Json<Event>) -> Result<Json<Value>, Problem> {
    slots.get(&name).ok_or(Problem::Unknown)?.tell(&event).await
}

impl Slot {
    async fn tell(&self, event: &Event) -> Result<Json<Value>, Problem> {
        let mut state = self.state.lock().await;
        if state.is_none() && *event != Event::Installed {
            *state = Some(self.update(None, &Event::Installed).await?);
        }
        let next = self.update(state.as_deref(), event).await?;
        *state = Some(next.clone());
        drop(state);
        self.show(&next).await
    }

    /// One call, and what it leaves behind: its writes are kept with the new state, or dropped with it.
    async fn update(&self, state: Option<&[u8]>, event: &Event) -> Result<Vec<u8>, Failure> {
        let gate = capabilities::open(&self.rights, &self.backing, &self.limits).map_err(Failure::internal)?;
        let mut finished = self.widget.update(gate, self.limits, &self.context(), state, event).await;
        let outcome = finished.result?;
        let mut storage = self.storage.write().map_err(Failure::internal)?;
        for (key, value) in capabilities::close(&mut finished.gate).storage {
            match value {
                Some(value) => storage.insert(key, value),
                None => storage.remove(&key),
            };
        }
        Ok(outcome.state)
    }

    async fn show(&self, state: &[u8]) -> Result<Json<Value>, Problem> {
        let finished = self.widget.render(self.limits, &self.context(), state, &Reach::default()).await;
        Ok(Json(json!({ "view": finished.result?, "usage": finished.usage })))
    }

    fn context(&self) -> Context {
        Context { settings: self.backing.settings.clone(), ..Context::default() }
    }
}

/// What goes wrong, as an answer.
enum Problem {
    Unknown,
    Failed(Failure),
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let failure = match self {
            Self::Unknown => return StatusCode::NOT_FOUND.into_response(),
            Self::Failed(failure) => failure,
        };
        // Whose fault it was decides the status; the kind is what scripts match on, such as `limit.fuel`.
        let status = match failure.kind.blame() {
            Blame::Guest => StatusCode::UNPROCESSABLE_ENTITY,
            Blame::User => StatusCode::FORBIDDEN,
            Blame::Operator | Blame::Ours => StatusCode::INTERNAL_SERVER_ERROR,
        };
        let body = json!({ "kind": failure.kind.as_str(), "message": failure.message, "hint": failure.hint });
        (status, Json(body)).into_response()
    }
}
