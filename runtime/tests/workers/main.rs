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
mod speaking;

use std::{
    fs,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    time::{Duration, Instant},
};

use fanlight_runtime::{
    Answered, ArtifactKey, CompileLimits, Compiler, Failure, Finished, Gate, Interface, Launch, Operation, Price, Session,
    Settings, encode,
    workers::{Recycling, Remote, Workers},
};
use prober::{Probe, Prober};
use seccompiler::{BpfProgram, SeccompAction, SeccompFilter};
use serde::de::DeserializeOwned;

fn main() -> Result<(), Failure> {
    let be_worker = || fanlight_runtime::workers::serve::<Prober>(INTERFACES);
    match std::env::args().nth(1).as_deref() {
        Some("worker") => be_worker(),
        Some("compiler") => fanlight_runtime::compile(),
        Some("prying-compiler") => fanlight_runtime::compile_with(prober::pry),
        // As on a kernel before 5.9.
        Some("old-worker") => forbid(libc::SYS_close_range).and_then(|()| be_worker()),
        Some("worker-without-seccomp") => forbid(libc::SYS_seccomp).and_then(|()| be_worker()),
        Some("compiler-without-seccomp") => forbid(libc::SYS_seccomp).and_then(|()| fanlight_runtime::compile()),
        wanted => {
            tests(wanted.filter(|wanted| !wanted.starts_with('-')).unwrap_or_default());
            Ok(())
        }
    }
}

/// Live on where this system call is not permitted.
fn forbid(call: libc::c_long) -> Result<(), Failure> {
    let denied = SeccompAction::Errno(libc::EPERM.unsigned_abs());
    let architecture = std::env::consts::ARCH.try_into().map_err(Failure::internal)?;
    let filter = SeccompFilter::new([(call, Vec::new())].into(), SeccompAction::Allow, denied, architecture);
    let program = filter.and_then(BpfProgram::try_from).map_err(Failure::internal)?;
    seccompiler::apply_filter(&program).map_err(Failure::internal)
}

/// What guests could import. In these tests, workers say without one that they did.
const INTERFACES: &[Interface] = &[Interface {
    capability: "desk",
    name: "fanlight:tests/desk@0.1.0",
    operations: &[Operation::new::<(), Vec<u8>>("ask", FREE), Operation::new::<(Vec<String>,), Vec<u8>>("tell", FREE)],
}];
const FREE: Price = Price { call: 0, byte: 0 };

/// Counts how often it is asked, and answers with so many bytes.
struct Desk {
    asked: Arc<AtomicUsize>,
    bytes: usize,
}

#[async_trait::async_trait]
impl Session for Desk {
    async fn answer(&mut self, _: &str, _: &[u8]) -> Answered {
        self.asked.fetch_add(1, SeqCst);
        Ok(encode(&vec![7u8; self.bytes])?)
    }

    fn restart(&mut self) -> bool {
        true
    }
}

/// Every test, one after the other: they count processes.
fn tests(wanted: &str) {
    let all = [reaching::TESTS, speaking::TESTS, dying::TESTS, compiling::TESTS, leaving::TESTS].concat();
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
        let workers = Workers::start(settings, INTERFACES, Launch::this(["worker"]), recycling).await.unwrap();
        Self { workers, _folder: folder }
    }

    fn is_full(&self) -> bool {
        self.workers.processes().len() == std::thread::available_parallelism().unwrap().get()
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

/// The processes that this one started, by what is in `/proc`.
fn children() -> Vec<u32> {
    let parent = format!("PPid:\t{}\n", std::process::id());
    let all = fs::read_dir("/proc").unwrap().flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    let status = |process: &u32| fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    all.filter(|process| status(process).contains(&parent)).collect()
}

fn exists(process: u32) -> bool {
    std::path::Path::new(&format!("/proc/{process}")).exists()
}
