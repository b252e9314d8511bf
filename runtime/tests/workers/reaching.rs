//! From inside a worker, nothing can be reached.

use std::{fs, net::TcpListener, os::fd::AsRawFd as _};

use fanlight_runtime::{CompileLimits, Compiler, Gate, Kind, Launch, Program, Runtime, Settings, encode, workers::Workers};

use crate::{
    House, INTERFACES, ask, component,
    prober::{Attempt, Probe, Targets},
    settings,
};

tests!(
    a_guest_answers_as_in_one_process,
    nothing_is_in_reach,
    all_walls_hold_here,
    without_the_filter_of_system_calls_nothing_runs,
    the_system_takes_workers_first,
);

async fn a_guest_answers_as_in_one_process() {
    let house = House::open().await;
    let there = ask::<u32>(&house.program(42).await, Probe::Answer).await;
    assert_eq!(there.result.unwrap(), 42);

    let runtime = Runtime::new(Settings::default(), &[]).unwrap();
    let program = Program::load(&runtime, &component(42)).await.unwrap();
    let mut call = program.enter(Gate::shut(), runtime.limits()).await.unwrap();
    let answer = call
        .metered(async |store| {
            let guest = program.pre().instantiate_async(&mut *store).await?;
            let answer = guest.get_typed_func::<(), (u32,)>(&mut *store, "answer")?;
            Ok(answer.call_async(&mut *store, ()).await?.0)
        })
        .await;
    let here = call.finish(answer);
    assert_eq!((here.usage.fuel, here.usage.memory_peak_bytes), (there.usage.fuel, there.usage.memory_peak_bytes));
}

async fn nothing_is_in_reach() {
    for worker in ["worker", "old-worker"] {
        nothing_is_in_reach_of(worker).await;
    }
}

async fn nothing_is_in_reach_of(worker: &str) {
    let folder = tempfile::tempdir().unwrap();
    let (key, listener) = (folder.path().join("key"), TcpListener::bind("127.0.0.1:0").unwrap());
    // As whoever started the server may have left something open.
    let secret = fs::File::create(folder.path().join("secret")).unwrap();
    let inherited = rustix::io::fcntl_dupfd_cloexec(&secret, 200).unwrap();
    rustix::io::fcntl_setfd(&inherited, rustix::io::FdFlags::empty()).unwrap();

    let mut settings = settings(folder.path(), CompileLimits::default());
    let workers = Workers::start(settings.clone(), INTERFACES, Launch::this([worker]), Default::default()).await.unwrap();
    let program = workers.program(&component(1)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let targets = Targets { supervisor: std::process::id(), key: key.clone(), port, descriptor: inherited.as_raw_fd() };
    // A compiler says it in a refusal, which is all that it can say.
    settings.compiler = Some(Compiler::new(Launch::this(["prying-compiler"]), CompileLimits::default()));
    let refusal = Program::load(&Runtime::new(settings, &[]).unwrap(), &encode(&targets).unwrap()).await.unwrap_err();
    let by_compiler: Vec<Attempt> = serde_json::from_str(&refusal.message).unwrap();
    let by_worker: Vec<Attempt> = ask(&program, Probe::Reach(targets)).await.result.unwrap();
    for (who, tried) in [("compiler", by_compiler), (worker, by_worker)] {
        assert!(tried.len() > 30, "{tried:?}");
        let refused = [Some(libc::EPERM), Some(libc::EACCES), Some(libc::EBADF), Some(-1)];
        let done: Vec<_> = tried.iter().filter(|(_, error)| !refused.contains(error)).collect();
        assert!(done.is_empty(), "a {who} can {done:?}");
    }
    assert!(key.exists());
    // And it is none the worse for having tried.
    assert_eq!(ask::<u32>(&program, Probe::Answer).await.result.unwrap(), 1);
}

/// On a kernel that lacks a layer, the pool says so; those of CI have all of them.
async fn all_walls_hold_here() {
    let house = House::open().await;
    assert_eq!(house.workers.walls().missing(), &[] as &[String]);
}

async fn without_the_filter_of_system_calls_nothing_runs() {
    let folder = tempfile::tempdir().unwrap();
    let mut settings = settings(folder.path(), CompileLimits::default());
    let without = Launch::this(["worker-without-seccomp"]);
    let failure = Workers::start(settings.clone(), INTERFACES, without, Default::default()).await.unwrap_err();
    assert!(failure.message.contains("seccomp") && failure.hint.contains("seccomp"), "{failure}");

    // Nor is anything compiled, unless somebody wants that.
    let compiler = Compiler::new(Launch::this(["compiler-without-seccomp"]), CompileLimits::default());
    settings.compiler = Some(compiler.clone());
    let failure = Program::load(&Runtime::new(settings.clone(), &[]).unwrap(), &component(1)).await.unwrap_err();
    assert!(failure.kind == Kind::Internal && failure.message.contains("seccomp"), "{failure}");
    settings.compiler = Some(compiler.without_all_walls());
    Program::load(&Runtime::new(settings, &[]).unwrap(), &component(1)).await.unwrap();
}

async fn the_system_takes_workers_first() {
    for worker in House::open().await.workers.processes() {
        assert_eq!(fs::read_to_string(format!("/proc/{worker}/oom_score_adj")).unwrap(), "1000\n");
    }
}
