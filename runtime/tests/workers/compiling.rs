//! Components that take more time or memory to compile than they may.

use std::{fmt::Write as _, fs, path::Path};

use fanlight_runtime::{CompileLimits, Failure, Kind, Program, Runtime};
use rustix::process::{Pid, Signal, kill_process};

use crate::{children, component, settings, soon};

tests!(
    what_compiles_is_kept,
    what_takes_too_long_is_refused_and_not_tried_again,
    what_takes_too_much_memory_is_refused,
    what_is_no_component_is_refused_with_the_reason,
    a_compile_that_is_stopped_from_outside_is_no_refusal,
);

async fn load(folder: &Path, limits: CompileLimits, component: &[u8]) -> Result<Program, Failure> {
    Program::load(&Runtime::new(settings(folder, limits), &[]).unwrap(), component).await
}

/// Valid, and much to compile: one function of so many loops over so many locals.
fn bomb(loops: usize) -> Vec<u8> {
    let mut body = String::new();
    for i in 0..loops {
        let (a, b) = (i % 1_000, (i * 7 + 1) % 1_000);
        write!(body, "(loop (br_if 0 (i32.lt_u (local.tee {a} (i32.mul (local.get {a}) (local.get {b}))) (local.get {b}))))")
            .unwrap();
    }
    let locals = "i32 ".repeat(1_000);
    wat::parse_str(format!("(component (core module (func (local {locals}) {body})))")).unwrap()
}

fn files(folder: &Path, extension: &str) -> usize {
    let entries = fs::read_dir(folder.join("artifacts")).unwrap().map(Result::unwrap);
    entries.filter(|entry| entry.path().extension().is_some_and(|found| found == extension)).count()
}

async fn what_compiles_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    load(folder.path(), CompileLimits::default(), &component(1)).await.unwrap();
    assert_eq!((files(folder.path(), "cwasm"), files(folder.path(), "refused")), (1, 0));
}

async fn what_takes_too_long_is_refused_and_not_tried_again() {
    let folder = tempfile::tempdir().unwrap();
    let (bomb, limits) = (bomb(10_000), CompileLimits { cpu_seconds: 1, ..CompileLimits::default() });
    let failure = load(folder.path(), limits, &bomb).await.unwrap_err();
    assert_eq!(failure.kind, Kind::InvalidPackage);
    assert!(failure.message.contains("more than 1 s of CPU time"), "{failure}");
    assert_eq!((files(folder.path(), "cwasm"), files(folder.path(), "refused")), (0, 1));

    // What is remembered was signed like an artifact, and holds under the same limits only.
    let began = std::time::Instant::now();
    assert_eq!(load(folder.path(), limits, &bomb).await.unwrap_err(), failure);
    let (again, less) = (began.elapsed(), CompileLimits { memory_bytes: 1 << 20, ..limits });
    assert!(again.as_millis() < 900, "{again:?}: was it tried again?");
    assert_ne!(load(folder.path(), less, &bomb).await.unwrap_err(), failure);
}

async fn what_takes_too_much_memory_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let limits = CompileLimits { memory_bytes: 24 << 20, ..CompileLimits::default() };
    let failure = load(folder.path(), limits, &bomb(20_000)).await.unwrap_err();
    assert!(failure.kind == Kind::InvalidPackage && failure.message.contains("more than 24 MiB of memory"), "{failure}");
}

async fn what_is_no_component_is_refused_with_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    let failure = load(folder.path(), CompileLimits::default(), b"\0asm nothing").await.unwrap_err();
    assert!(failure.kind == Kind::InvalidPackage && failure.message.contains("version"), "{failure}");
}

/// A service manager stops all processes of a server at once: what was being compiled then is sound all the same.
async fn a_compile_that_is_stopped_from_outside_is_no_refusal() {
    let (folder, bomb) = (tempfile::tempdir().unwrap(), bomb(10_000));
    // Others may be ignored, when a shell started this in the background.
    for signal in [Signal::TERM, Signal::KILL] {
        // The one before may still be waited for.
        let before = children();
        let compiler = || children().into_iter().find(|child| !before.contains(child));
        let stopping = async {
            soon("a compiler", || compiler().is_some()).await;
            kill_process(Pid::from_raw(compiler().unwrap() as i32).unwrap(), signal).unwrap();
        };
        let (loaded, ()) = tokio::join!(load(folder.path(), CompileLimits::default(), &bomb), stopping);
        let failure = loaded.unwrap_err();
        assert!(failure.kind == Kind::Internal && failure.message.contains("ended from outside"), "{failure}");
        assert_eq!(files(folder.path(), "refused"), 0);
    }
}
