//! Workers and compilers as they are: this executable starts itself as both, and what runs in them is hostile. A guest here is native
//! code, `Prober`, for the case that wasmtime did not hold one.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test ends at the first surprise"
)]

/// A list of tests by name, for the loop in `tests`.
macro_rules! tests {
    ($($name:ident),* $(,)?) => { pub(crate) const TESTS: &[$crate::Test] = &[$((stringify!($name), || Box::pin($name()))),*]; };
}

mod compiling;
mod dying;
mod leaving;
mod prober;
mod reaching;

use std::time::{Duration, Instant};

use fanlight_runtime::{
    ArtifactKey, CompileLimits, Compiler, Finished, Gate, Launch, Settings,
    workers::{Recycling, Remote, Workers},
};
use prober::{Probe, Prober};
use serde::de::DeserializeOwned;

fn main() {
    match std::env::args().nth(1).as_deref() {
        Some("worker") => fanlight_runtime::workers::serve::<Prober>(&[]).unwrap(),
        Some("compiler") => fanlight_runtime::compile().unwrap(),
        wanted => tests(wanted.filter(|wanted| !wanted.starts_with('-')).unwrap_or_default()),
    }
}

/// Every test, one after the other: they count processes.
fn tests(wanted: &str) {
    let all = [reaching::TESTS, dying::TESTS, compiling::TESTS, leaving::TESTS].concat();
    for (name, test) in all.iter().filter(|(name, _)| name.contains(wanted)) {
        let began = Instant::now();
        let executor = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        executor.block_on(async { tokio::time::timeout(Duration::from_secs(300), test()).await.unwrap() });
        println!("{name} … ok, {} ms", began.elapsed().as_millis());
    }
}

type Test = (&'static str, fn() -> std::pin::Pin<Box<dyn Future<Output = ()>>>);

/// A pool with a folder of its own.
struct House {
    workers: Workers,
    _folder: tempfile::TempDir,
}

fn settings(folder: &std::path::Path, limits: CompileLimits) -> Settings {
    let key = ArtifactKey::open(&folder.join("key")).unwrap();
    let mut settings = Settings::default();
    settings.artifacts = Some((folder.join("artifacts"), key));
    settings.compiler = Some(Compiler::new(Launch::this(["compiler"]), limits));
    settings
}

impl House {
    async fn open() -> Self {
        Self::recycling(Recycling::default()).await
    }

    async fn recycling(recycling: Recycling) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let settings = settings(folder.path(), CompileLimits::default());
        let workers = Workers::start(settings, &[], Launch::this(["worker"]), recycling).await.unwrap();
        Self { workers, _folder: folder }
    }

    /// A program that answers with this number; the number makes it another one.
    async fn program(&self, number: i32) -> Remote {
        self.workers.program(&component(number)).await.unwrap()
    }
}

fn component(number: i32) -> Vec<u8> {
    wat::parse_str(format!(
        r#"(component
            (core module $m (func (export "answer") (result i32) i32.const {number}))
            (core instance $i (instantiate $m))
            (func (export "answer") (result u32) (canon lift (core func $i "answer"))))"#
    ))
    .unwrap()
}

async fn ask<A: DeserializeOwned>(program: &Remote, probe: Probe) -> Finished<A> {
    let mut limits = Settings::default().limits;
    limits.wall_ms = 200;
    program.ask(Gate::shut(), limits, &probe).await
}

/// Wait for something that is about to be so.
async fn soon(what: &str, is: impl Fn() -> bool) {
    for _ in 0..1_000 {
        if is() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("{what} does not come");
}

fn exists(process: u32) -> bool {
    std::path::Path::new(&format!("/proc/{process}")).exists()
}
