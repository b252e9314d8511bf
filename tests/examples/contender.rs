//! Fanlight in the comparison of `tests/bench/compare`: `contender here` runs widgets in this process, `contender apart` in workers.
//!
//! It answers lines of JSON on standard input with lines of JSON; `tests/bench/peers/contenders.mjs` says which. All is on one thread of
//! the executor, so that what a neighbour waits is the worst that an embedder gets.
#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "it answers on standard output, and times itself")]

use std::{
    collections::BTreeMap,
    future::pending,
    hint::black_box,
    io::{BufRead as _, stdin},
    sync::{
        Arc, RwLock,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail};
use fanlight_bridge::{
    Context, Event, Reach, Widget,
    capabilities::{self, Backing, documents::Folder, storage::Source},
    manifest::Manifest,
};
use fanlight_runtime::{ArtifactKey, CompileLimits, Compiler, Halt, Launch, Limits, Rights, Sandbox, Settings};
use fanlight_tests::{checkout, toiler};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time::sleep;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// More than any of these calls uses, so that the budget that is measured is the one that ends it.
const PLENTY: u64 = 1 << 50;

#[derive(Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
enum Asked {
    Output,
    Fresh { ms: u64 },
    Warm { ms: u64 },
    Keep { count: usize },
    Runaway { budget: u64, neighbour: u64, by: Budget },
}

/// What ends a guest that loops.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Budget {
    Fuel,
    Time,
}

fn main() -> Result<()> {
    let apart = match std::env::args().nth(1).as_deref() {
        Some("worker") => return Ok(fanlight_bridge::work(&[])?),
        Some("compiler") => return Ok(fanlight_runtime::compile()?),
        Some("here") => false,
        Some("apart") => true,
        _ => bail!("usage: contender here|apart"),
    };
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
        let folder = tempfile::tempdir()?;
        let contender = Contender::start(apart, folder.path()).await?;
        for line in stdin().lock().lines() {
            println!("{}", contender.answer(serde_json::from_str(&line?)?).await?);
        }
        Ok(())
    })
}

struct Contender {
    widget: Widget,
    runaway: Widget,
    limits: Limits,
    context: Context,
    state: Vec<u8>,
    /// Instances that wait at the gate.
    kept: Arc<AtomicUsize>,
}

impl Contender {
    async fn start(apart: bool, folder: &std::path::Path) -> Result<Self> {
        let limits = Limits::default();
        let mut settings = Settings::default();
        (settings.limits.fuel, settings.limits.wall_ms) = (PLENTY, PLENTY);
        settings.artifacts = Some((folder.join("artifacts"), ArtifactKey::open(&folder.join("key"))?));
        settings.compiler = Some(Compiler::new(Launch::this(["compiler"]), CompileLimits::default()));
        let sandbox: Sandbox = if apart {
            fanlight_bridge::workers(settings, &[], Launch::this(["worker"])).await?.into()
        } else {
            fanlight_bridge::runtime(settings)?.into()
        };
        let widget =
            Widget::load(sandbox.clone(), &std::fs::read(checkout().join("host/assets/guests/bench-view.wasm"))?).await?;
        let runaway = Widget::load(sandbox, &toiler::package("runaway", 1, i32::MAX.unsigned_abs())?).await?;
        // The moment that the peers' widgets are given as well.
        let context = Context { now: 1_800_000_000_000, ..Context::default() };
        let gate = capabilities::open(&rights(), &backing(Arc::new(RwLock::new(BTreeMap::new())))?, &limits)?;
        let state = widget.update(gate, limits, &context, None, &Event::Installed).await.result?.state;
        Ok(Self { widget, runaway, limits, context, state, kept: Arc::default() })
    }

    /// A fresh instance, its view checked and drawn up as a tree, and its JSON.
    async fn render(&self) -> Result<Vec<u8>> {
        let view = self.widget.render(self.limits, &self.context, &self.state, &Reach::default()).await.result?;
        Ok(serde_json::to_vec(&view)?)
    }

    async fn answer(&self, asked: Asked) -> Result<Value> {
        Ok(match asked {
            Asked::Output => json!({ "output": String::from_utf8(self.render().await?)? }),
            // No call finds an instance that was kept, so that both are the same here.
            Asked::Fresh { ms } | Asked::Warm { ms } => {
                let (start, mut us) = (Instant::now(), Vec::new());
                while start.elapsed() < Duration::from_millis(ms) {
                    let from = Instant::now();
                    black_box(self.render().await?);
                    us.push(from.elapsed().as_secs_f64() * 1e6);
                }
                json!({ "us": us })
            }
            Asked::Keep { count } => {
                for _ in 0..count {
                    self.keep()?;
                }
                // Until each waits at the gate; one that cannot is missing in the count.
                sleep(Duration::from_secs(1)).await;
                json!({ "kept": self.kept.load(Relaxed) })
            }
            Asked::Runaway { budget, neighbour, by } => self.run_away(budget, neighbour, by).await?,
        })
    }

    /// An instance that stays: it asked its storage for something and is not answered.
    fn keep(&self) -> Result<()> {
        let mut limits = self.limits;
        limits.wall_ms = PLENTY;
        let gate = capabilities::open(&rights(), &backing(Arc::new(Unanswered(Arc::clone(&self.kept))))?, &limits)?;
        let (widget, context, state) = (self.widget.clone(), self.context.clone(), self.state.clone());
        tokio::spawn(async move { widget.update(gate, limits, &context, Some(&state), &Event::Installed).await });
        Ok(())
    }

    async fn run_away(&self, budget: u64, neighbour: u64, by: Budget) -> Result<Value> {
        let mut limits = self.limits;
        match by {
            Budget::Fuel => limits.fuel = budget * 1_000_000,
            Budget::Time => (limits.fuel, limits.cpu_ms) = (PLENTY, budget),
        }
        let start = Instant::now();
        let runaway = async {
            let ended = self.runaway.render(limits, &self.context, &[0], &Reach::default()).await.result;
            (start.elapsed(), ended)
        };
        let due = Duration::from_millis(neighbour);
        let waiting = async {
            sleep(due).await;
            let drawn = self.render().await;
            (start.elapsed().saturating_sub(due), drawn)
        };
        let ((gone, ended), (waited, drawn)) = tokio::join!(runaway, waiting);
        drawn?;
        let kind = ended.err().context("the runaway guest was drawn")?.kind;
        Ok(json!({ "gone": gone.as_secs_f64() * 1e3, "waited": waited.as_secs_f64() * 1e3, "kind": kind }))
    }
}

/// A storage that never answers, and counts who asked it.
struct Unanswered(Arc<AtomicUsize>);

#[async_trait::async_trait]
impl Source for Unanswered {
    async fn get(&self, _: &str) -> Result<Option<Vec<u8>>, Halt> {
        self.0.fetch_add(1, Relaxed);
        pending().await
    }

    async fn keys(&self, _: &str) -> Result<Vec<String>, Halt> {
        pending().await
    }

    async fn used(&self) -> Result<(u64, u64), Halt> {
        pending().await
    }
}

fn rights() -> Rights {
    let scope = BTreeMap::from([("storage".to_owned(), json!({}))]);
    Rights::new(scope.clone(), scope)
}

fn backing(storage: Arc<dyn Source>) -> Result<Backing> {
    let manifest = json!({
        "name": "bench", "title": "Bench", "version": "0.1.0", "kind": "widget", "api": "0.1.0", "publisher": "Fanlight",
        "description": "For benchmarks.",
    });
    Ok(Backing {
        storage,
        documents: Arc::new(Folder::open(".".as_ref())?),
        settings: serde_json::Map::new(),
        manifest: Arc::new(Manifest::from_json(manifest.to_string().as_bytes())?),
    })
}
