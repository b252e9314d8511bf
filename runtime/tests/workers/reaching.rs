//! From inside a worker, nothing can be reached.

use std::{fs, net::TcpListener, os::fd::AsRawFd as _};

use fanlight_runtime::{CompileLimits, Gate, Launch, Program, Runtime, Settings, workers::Workers};

use crate::{
    House, ask, component,
    prober::{Attempt, Probe, Targets},
    settings,
};

tests!(a_guest_answers_as_in_one_process, nothing_is_in_reach, all_walls_hold_here);

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
    let folder = tempfile::tempdir().unwrap();
    let (key, listener) = (folder.path().join("key"), TcpListener::bind("127.0.0.1:0").unwrap());
    // As whoever started the server may have left something open.
    let secret = fs::File::create(folder.path().join("secret")).unwrap();
    let inherited = rustix::io::fcntl_dupfd_cloexec(&secret, 200).unwrap();
    rustix::io::fcntl_setfd(&inherited, rustix::io::FdFlags::empty()).unwrap();

    let settings = settings(folder.path(), CompileLimits::default());
    let workers = Workers::start(settings, &[], Launch::this(["worker"]), Default::default()).await.unwrap();
    let program = workers.program(&component(1)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let targets = Targets { supervisor: std::process::id(), key: key.clone(), port, descriptor: inherited.as_raw_fd() };
    let tried: Vec<Attempt> = ask(&program, Probe::Reach(targets)).await.result.unwrap();
    assert!(tried.len() > 30, "{tried:?}");
    let refused = [Some(libc::EPERM), Some(libc::EACCES), Some(libc::EBADF), Some(-1)];
    let done: Vec<_> = tried.iter().filter(|(_, error)| !refused.contains(error)).collect();
    assert!(done.is_empty(), "a worker can {done:?}");
    assert!(key.exists());
    // And it is none the worse for having tried.
    assert_eq!(ask::<u32>(&program, Probe::Answer).await.result.unwrap(), 1);
}

/// On a kernel that lacks a layer, the pool says so; those of CI have all of them.
async fn all_walls_hold_here() {
    let house = House::open().await;
    assert_eq!(house.workers.walls().missing(), &[] as &[String]);
}
