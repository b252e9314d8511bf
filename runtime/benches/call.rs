//! What one call costs: a fresh instance with its first render of 50 nodes through the gate, beside bare wasmtime doing the same work
//! with the same engine settings, in the same run. Prints medians and their ratio, and what a second thread adds;
//! `cargo bench -p fanlight-runtime`.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    missing_docs,
    reason = "it prints what it found, and ends at the first surprise"
)]

use std::{
    collections::BTreeMap,
    hint::black_box,
    path::Path,
    sync::{Arc, RwLock},
    thread,
    time::{Duration, Instant},
};

use fanlight_bridge::{
    Context, Event, Reach, View, Widget,
    capabilities::{self, Backing, documents::Folder},
    manifest::Manifest,
};
use fanlight_runtime::{ArtifactKey, CompileLimits, Compiler, Launch, Limits, Rights, Settings};
use serde_json::json;
use wasmtime::component::{Component, Linker};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

mod bare {
    wasmtime::component::bindgen!({ path: "../bridge-api/wit", world: "fanlight:bridge/widget", exports: { default: async } });
}

const GUEST: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../host/assets/guests/bench-view.wasm");
const TURNS: usize = 40;
const ROUNDS: usize = 500;

/// What one way of doing it took. All ways take turns, so that a busy moment of the machine meets each of them.
struct Row {
    name: &'static str,
    times: Vec<Duration>,
    best: Duration,
}

impl Row {
    fn new(name: &'static str) -> Self {
        Self { name, times: Vec::with_capacity(TURNS * ROUNDS), best: Duration::MAX }
    }

    async fn turn(&mut self, mut round: impl AsyncFnMut()) {
        for _ in 0..ROUNDS / 10 {
            round().await;
        }
        let mut times = Vec::with_capacity(ROUNDS);
        for _ in 0..ROUNDS {
            let start = Instant::now();
            round().await;
            times.push(start.elapsed());
        }
        times.sort_unstable();
        self.best = self.best.min(times[ROUNDS / 2]);
        self.times.append(&mut times);
    }

    /// Median and 99th percentile of all rounds, and the median of the best turn, which a busy machine disturbs least.
    fn print(mut self) -> f64 {
        self.times.sort_unstable();
        let us = |time: Duration| time.as_secs_f64() * 1e6;
        let at = |percent: usize| us(self.times[self.times.len() * percent / 100]);
        println!("{:<48} p50 {:>6.2} µs   p99 {:>6.2} µs   best turn {:>6.2} µs", self.name, at(50), at(99), us(self.best));
        us(self.best)
    }
}

fn main() {
    match std::env::args().nth(1).as_deref() {
        Some("worker") => return fanlight_bridge::work(&[]).unwrap(),
        Some("compiler") => return fanlight_runtime::compile().unwrap(),
        _ => {}
    }
    let executor = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (widget, state) = executor.block_on(one_thread());
    two_threads(&widget, &state);
}

async fn render(widget: &Widget, context: &Context, state: &[u8]) -> View {
    widget.render(Limits::default(), context, state, &Reach::default()).await.result.unwrap()
}

fn context() -> Context {
    Context { settings: serde_json::Map::new(), ..Context::default() }
}

async fn one_thread() -> (Widget, Vec<u8>) {
    let bytes = std::fs::read(GUEST).unwrap();
    let runtime = fanlight_bridge::runtime(Settings::default()).unwrap();
    let widget = Widget::load(&runtime, &bytes).await.unwrap();
    let (limits, context) = (runtime.limits(), context());
    let (rights, backing) = storage_granted();
    let gate = || capabilities::open(&rights, &backing, &limits).unwrap();
    let state = widget.update(gate(), limits, &context, None, &Event::Installed).await.result.unwrap().state;
    let view = render(&widget, &context, &state).await;
    let again = Event::Input { key: "again".into(), value: Default::default() };
    let folder = tempfile::tempdir().unwrap();
    let apart = apart(folder.path(), &bytes).await;
    // With the artifact that was just made for the workers.
    let compiled = fanlight_bridge::runtime(artifacts(folder.path())).unwrap();
    let bare = Bare::load(&bytes);
    let (mut store, guest) = bare.instance().await;

    let mut fresh = Row::new("Fanlight: fresh instance + render of 50 nodes");
    let mut through = Row::new("Fanlight: the same in a worker process");
    let mut through_update = Row::new("Fanlight: update with one storage.get in a worker");
    let mut floor = Row::new("bare wasmtime: fresh instance + render");
    let mut warm = Row::new("bare wasmtime: warm render in a kept instance");
    let mut json = Row::new("JSON of the frame");
    let mut update = Row::new("Fanlight: update with one storage.get");
    let mut cold = Row::new("Fanlight: loaded from its artifact + render");
    for _ in 0..TURNS {
        fresh.turn(async || drop(black_box(render(&widget, &context, &state).await))).await;
        through.turn(async || drop(black_box(render(&apart, &context, &state).await))).await;
        floor
            .turn(async || {
                let (mut store, guest) = bare.instance().await;
                black_box(guest.call_render(&mut store, &bare.context, &state).await.unwrap().unwrap());
            })
            .await;
        warm.turn(async || {
            store.set_fuel(FUEL).unwrap();
            black_box(guest.call_render(&mut store, &bare.context, &state).await.unwrap().unwrap());
        })
        .await;
        json.turn(async || drop(black_box(serde_json::to_vec(&view).unwrap()))).await;
        cold.turn(async || {
            let widget = Widget::load(&compiled, &bytes).await.unwrap();
            drop(black_box(render(&widget, &context, &state).await));
        })
        .await;
        update
            .turn(async || drop(black_box(widget.update(gate(), limits, &context, Some(&state), &again).await.result.unwrap())))
            .await;
        through_update
            .turn(async || drop(black_box(apart.update(gate(), limits, &context, Some(&state), &again).await.result.unwrap())))
            .await;
    }
    through.print();
    through_update.print();
    let (fresh, floor) = (fresh.print(), floor.print());
    warm.print();
    json.print();
    update.print();
    cold.print();
    println!("{:<48} {:.2}×", "Fanlight over bare wasmtime, best turns", fresh / floor);
    (widget, state)
}

fn artifacts(folder: &Path) -> Settings {
    let mut settings = Settings::default();
    settings.artifacts = Some((folder.join("artifacts"), ArtifactKey::open(&folder.join("key")).unwrap()));
    settings
}

/// The widget in workers that this executable starts of itself.
async fn apart(folder: &Path, bytes: &[u8]) -> Widget {
    let mut settings = artifacts(folder);
    settings.compiler = Some(Compiler::new(Launch::this(["compiler"]), CompileLimits::default()));
    Widget::load(fanlight_bridge::workers(settings, &[], Launch::this(["worker"])).await.unwrap(), bytes).await.unwrap()
}

/// Renders by one thread and by two, in turns: what the second adds. The best turn of each counts.
fn two_threads(widget: &Widget, state: &[u8]) {
    let (mut one, mut two) = (0.0f64, 0.0f64);
    for _ in 0..TURNS / 4 {
        one = one.max(throughput(1, widget, state));
        two = two.max(throughput(2, widget, state));
    }
    println!("{:<48} {one:.0} and {two:.0} renders a second: {:.2}×", "one thread and two", two / one);
}

fn throughput(threads: usize, widget: &Widget, state: &[u8]) -> f64 {
    const TURN: Duration = Duration::from_millis(200);
    let worker = || {
        let executor = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        executor.block_on(async {
            let (context, start, mut renders) = (context(), Instant::now(), 0u32);
            while start.elapsed() < TURN {
                black_box(render(widget, &context, state).await);
                renders += 1;
            }
            f64::from(renders) / start.elapsed().as_secs_f64()
        })
    };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(worker)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    })
}

const FUEL: u64 = 1_000_000_000;

/// The floor: the same engine settings, fuel and epoch on, no gate, no checks, no tree: the arena is lifted and dropped.
struct Bare {
    engine: wasmtime::Engine,
    pre: bare::WidgetPre<()>,
    context: bare::fanlight::bridge::context::Context,
}

impl Bare {
    fn load(bytes: &[u8]) -> Self {
        let engine = wasmtime::Engine::new(&fanlight_runtime::engine_config(&Settings::default())).unwrap();
        let component = Component::from_binary(&engine, bytes).unwrap();
        let mut linker = Linker::<()>::new(&engine);
        linker.define_unknown_imports_as_traps(&component).unwrap();
        let pre = bare::WidgetPre::new(linker.instantiate_pre(&component).unwrap()).unwrap();
        Self { engine, pre, context: bare_context() }
    }

    async fn instance(&self) -> (wasmtime::Store<()>, bare::Widget) {
        let mut store = wasmtime::Store::new(&self.engine, ());
        store.set_fuel(FUEL).unwrap();
        store.set_epoch_deadline(1 << 40);
        let guest = self.pre.instantiate_async(&mut store).await.unwrap();
        (store, guest)
    }
}

fn bare_context() -> bare::fanlight::bridge::context::Context {
    use bare::fanlight::bridge::context as c;
    c::Context {
        now: 0,
        utc_offset: 0,
        time_zone: "UTC".into(),
        locale: "en".into(),
        direction: c::Direction::LeftToRight,
        scheme: c::Scheme::Light,
        contrast: c::Contrast::Standard,
        size: c::Size::Medium,
        settings: "{}".into(),
        seed: 0,
    }
}

fn storage_granted() -> (Rights, Backing) {
    let manifest = Manifest::from_toml(
        "name = 'bench'\ntitle = 'Bench'\nversion = '0.1.0'\nkind = 'widget'\napi = '0.1.0'\npublisher = 'Fanlight'\ndescription = 'For benchmarks.'\n",
    )
    .unwrap();
    let backing = Backing {
        storage: Arc::new(RwLock::new(BTreeMap::new())),
        documents: Arc::new(Folder::open(".".as_ref()).unwrap()),
        settings: serde_json::Map::new(),
        manifest: Arc::new(manifest),
    };
    let scope = BTreeMap::from([("storage".to_owned(), json!({}))]);
    (Rights::new(scope.clone(), scope), backing)
}
