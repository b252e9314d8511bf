//! Extism in the comparison of `tests/bench/compare`. It answers lines of JSON, as `tests/bench/peers/contenders.mjs` says.
//!
//! Its documented best: a plugin that was compiled once, from which each call takes a fresh one or keeps one warm; instances from a
//! pool; fuel and a timeout on every call.

use std::{
    hint::black_box,
    io::stdin,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail, ensure};
use extism::{CompiledPlugin, Manifest, Plugin, PluginBuilder, Wasm};
use serde::Deserialize;
use serde_json::{Value, json};
use wasmtime::{Config, InstanceAllocationStrategy};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// More than the timeout allows, so that the timeout is what ends a guest that loops.
const FUEL: u64 = 1 << 50;
/// How long a render may take: generous, as it is time of the clock, and the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(1);

#[derive(Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
enum Asked {
    Output,
    Fresh { ms: u64 },
    Warm { ms: u64 },
    Keep { count: usize },
    Runaway { budget: u64, neighbour: u64 },
}

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(file), Some(question)) = (arguments.next(), arguments.next()) else {
        bail!("usage: extism-contender WIDGET.wasm QUESTION");
    };
    let compiled = compile(&file, PATIENCE)?;
    let warm = Plugin::new_from_compiled(&compiled)?;
    let mut contender = Contender { file, question, compiled, warm, runaway: None, kept: Vec::new() };
    for line in stdin().lines() {
        println!("{}", contender.answer(serde_json::from_str(&line?)?)?);
    }
    Ok(())
}

fn compile(file: &str, timeout: Duration) -> Result<CompiledPlugin> {
    let manifest = Manifest::new([Wasm::data(std::fs::read(file)?)]).with_timeout(timeout);
    let mut config = Config::new();
    config.allocation_strategy(InstanceAllocationStrategy::pooling());
    PluginBuilder::new(manifest).with_wasmtime_config(config).with_cache_disabled().with_fuel_limit(FUEL).compile()
}

struct Contender {
    file: String,
    question: String,
    compiled: CompiledPlugin,
    warm: Plugin,
    /// The same with a shorter timeout, which is set when a plugin is compiled.
    runaway: Option<(u64, CompiledPlugin)>,
    kept: Vec<Plugin>,
}

impl Contender {
    fn answer(&mut self, asked: Asked) -> Result<Value> {
        Ok(match asked {
            Asked::Output => json!({ "output": fresh(&self.compiled, &self.question)? }),
            Asked::Fresh { ms } => timed(ms, || fresh(&self.compiled, &self.question))?,
            Asked::Warm { ms } => timed(ms, || Ok(self.warm.call::<&str, String>("render", &self.question)?))?,
            Asked::Keep { count } => {
                for _ in 0..count {
                    let mut plugin = Plugin::new_from_compiled(&self.compiled)?;
                    plugin.call::<&str, &str>("render", &self.question)?;
                    self.kept.push(plugin);
                }
                json!({ "kept": self.kept.len() })
            }
            Asked::Runaway { budget, neighbour } => {
                if self.runaway.as_ref().is_none_or(|(ms, _)| *ms != budget) {
                    self.runaway = Some((budget, compile(&self.file, Duration::from_millis(budget))?));
                }
                self.run_away(Duration::from_millis(neighbour))?
            }
        })
    }

    /// Each in a thread: a call of Extism holds the one that makes it.
    fn run_away(&self, due: Duration) -> Result<Value> {
        let (_, looping) = self.runaway.as_ref().context("there is no runaway")?;
        let start = Instant::now();
        thread::scope(|scope| {
            let runaway = scope.spawn(move || -> Result<Duration> {
                let ended = Plugin::new_from_compiled(looping)?.call::<&str, &str>("run_away", "").map(drop);
                ensure!(ended.is_err(), "the runaway guest returned");
                Ok(start.elapsed())
            });
            thread::sleep(due);
            fresh(&self.compiled, &self.question)?;
            let waited = start.elapsed().saturating_sub(due);
            let gone = runaway.join().ok().context("the runaway's thread is lost")??;
            Ok(json!({ "gone": gone.as_secs_f64() * 1e3, "waited": waited.as_secs_f64() * 1e3 }))
        })
    }
}

fn fresh(compiled: &CompiledPlugin, question: &str) -> Result<String> {
    Ok(Plugin::new_from_compiled(compiled)?.call::<&str, String>("render", question)?)
}

fn timed(ms: u64, mut call: impl FnMut() -> Result<String>) -> Result<Value> {
    let (start, mut us) = (Instant::now(), Vec::new());
    while start.elapsed() < Duration::from_millis(ms) {
        let from = Instant::now();
        black_box(call()?);
        us.push(from.elapsed().as_secs_f64() * 1e6);
    }
    Ok(json!({ "us": us }))
}
