//! What one call costs: a fresh instance with its first render of 50 nodes through the gate, beside bare wasmtime doing the same work
//! with the same engine settings, in the same run. Prints medians and their ratio; `cargo bench -p fanlight-runtime`.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

use std::{
    collections::BTreeMap,
    hint::black_box,
    sync::{Arc, RwLock},
    time::{Duration, Instant},
};

use fanlight_bridge::{
    Context, Event, Reach, Widget,
    capabilities::{self, Backing, documents::Folder},
    manifest::Manifest,
};
use fanlight_runtime::{Rights, Settings};
use serde_json::json;
use wasmtime::component::{Component, Linker};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

mod bare {
    wasmtime::component::bindgen!({ path: "../bridge-api/wit", world: "fanlight:bridge/widget", exports: { default: async } });
}

const GUEST: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../host/assets/guests/bench-view.wasm");
const ROUNDS: usize = 20_000;

/// Median and 99th percentile of one round, in microseconds.
async fn time(name: &str, mut round: impl AsyncFnMut()) -> f64 {
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
    let us = |t: Duration| t.as_secs_f64() * 1e6;
    let (p50, p99) = (us(times[ROUNDS / 2]), us(times[ROUNDS * 99 / 100]));
    println!("{name:<52} p50 {p50:>7.2} µs   p99 {p99:>7.2} µs");
    p50
}

fn main() {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(run());
}

async fn run() {
    let bytes = std::fs::read(GUEST).unwrap();
    let runtime = fanlight_bridge::runtime(Settings::default()).unwrap();
    let widget = Widget::load(&runtime, &bytes).await.unwrap();
    let limits = runtime.limits();
    let context = Context { settings: serde_json::Map::new(), ..Context::default() };
    let (rights, backing) = storage_granted();
    let gate = || capabilities::open(&rights, &backing, &limits).unwrap();
    let state = widget.update(gate(), limits, &context, None, &Event::Installed).await.result.unwrap().state;

    let fresh = time("Fanlight: fresh instance + render of 50 nodes", async || {
        black_box(widget.render(limits, &context, &state, &Reach::default()).await.result.unwrap());
    })
    .await;
    let floor = bare_wasmtime(&bytes, &state).await;
    println!("{:<52} {:>11.2}×", "Fanlight over bare wasmtime", fresh / floor);

    let to_json = time("Fanlight: the same, and its frame as JSON", async || {
        black_box(serde_json::to_vec(&widget.render(limits, &context, &state, &Reach::default()).await.result.unwrap()).unwrap());
    })
    .await;
    println!("{:<52} {:>11.2} µs", "JSON of the frame alone", to_json - fresh);
    let event = Event::Input { key: "again".into(), value: Default::default() };
    time("Fanlight: update with one storage.get", async || {
        black_box(widget.update(gate(), limits, &context, Some(&state), &event).await.result.unwrap());
    })
    .await;
}

/// The floor: the same engine settings, fuel and epoch on, no gate, no checks, no tree: the arena is lifted and dropped.
async fn bare_wasmtime(bytes: &[u8], state: &[u8]) -> f64 {
    let engine = wasmtime::Engine::new(&fanlight_runtime::engine_config(&Settings::default())).unwrap();
    let component = Component::from_binary(&engine, bytes).unwrap();
    let mut linker = Linker::<()>::new(&engine);
    linker.define_unknown_imports_as_traps(&component).unwrap();
    let pre = bare::WidgetPre::new(linker.instantiate_pre(&component).unwrap()).unwrap();
    let context = bare_context();
    let new_store = || {
        let mut store = wasmtime::Store::new(&engine, ());
        store.set_fuel(1_000_000_000).unwrap();
        store.set_epoch_deadline(1 << 40);
        store
    };
    let floor = time("bare wasmtime: fresh instance + render", async || {
        let mut store = new_store();
        let guest = pre.instantiate_async(&mut store).await.unwrap();
        black_box(guest.call_render(&mut store, &context, state).await.unwrap().unwrap());
    })
    .await;
    let mut store = new_store();
    let guest = pre.instantiate_async(&mut store).await.unwrap();
    time("bare wasmtime: warm render in a kept instance", async || {
        store.set_fuel(1_000_000_000).unwrap();
        black_box(guest.call_render(&mut store, &context, state).await.unwrap().unwrap());
    })
    .await;
    floor
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
