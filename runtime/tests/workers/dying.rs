//! Workers die in every way, and nobody else notices.

use std::time::{Duration, Instant};

use fanlight_runtime::{
    CompileLimits, Kind, Launch,
    workers::{Death, Recycling, Trouble, Workers},
};
use futures_util::future::join_all;
use rustix::process::{Pid, Signal, kill_process};

use crate::{House, INTERFACES, ask, children, exists, prober::Probe, settings, soon};

tests!(
    whoever_ends_two_workers_is_suspended,
    neighbours_of_a_crash_are_served,
    a_worker_that_is_killed_costs_no_call,
    what_breaks_the_protocol_is_suspended,
    what_never_answers_is_ended,
    workers_are_replaced_and_no_call_is_lost,
    nothing_is_left_behind,
    whoever_runs_workers_hears_of_it,
    many_that_lost_a_worker_do_not_start_as_many,
    being_killed_again_and_again_is_no_way_out,
    who_takes_too_much_memory_is_ended,
);

async fn whoever_ends_two_workers_is_suspended() {
    let house = House::open().await;
    let (good, bad) = (house.program(1).await, house.program(2).await);
    let failure = ask::<()>(&bad, Probe::Abort).await.result.unwrap_err();
    assert_eq!(failure.kind, Kind::Trap, "{failure}");
    assert!(failure.message.contains("two processes ended") && failure.message.contains("signal 6"), "{failure}");
    assert_eq!(ask::<u32>(&good, Probe::Answer).await.result.unwrap(), 1);

    // It is not run, whatever it would do now, and no process is spent on it.
    soon("a full pool", || house.is_full()).await;
    let before = house.workers.processes();
    assert_eq!(ask::<u32>(&bad, Probe::Answer).await.result.unwrap_err(), failure);
    assert_eq!(house.workers.processes(), before);

    assert!(house.workers.retry(&bad.digest()) && !house.workers.retry(&good.digest()));
    assert_eq!(ask::<u32>(&bad, Probe::Answer).await.result.unwrap(), 2);
}

async fn neighbours_of_a_crash_are_served() {
    let house = House::open().await;
    let (good, bad) = (house.program(1).await, house.program(2).await);
    let waiting = join_all((0..20).map(|_| ask::<()>(&good, Probe::Wait(300))));
    let crash = async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        ask::<()>(&bad, Probe::Abort).await.result.unwrap_err()
    };
    let (served, failure) = tokio::join!(waiting, crash);
    assert_eq!(failure.kind, Kind::Trap);
    for one in served {
        one.result.unwrap();
    }
    assert_eq!(ask::<u32>(&good, Probe::Answer).await.result.unwrap(), 1, "none of them is to blame");
}

async fn a_worker_that_is_killed_costs_no_call() {
    let house = House::open().await;
    let good = house.program(1).await;
    let killing = async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        for process in house.workers.processes() {
            kill_process(Pid::from_raw(process as i32).unwrap(), Signal::KILL).unwrap();
        }
    };
    let (served, ()) = tokio::join!(join_all((0..8).map(|_| ask::<()>(&good, Probe::Wait(300)))), killing);
    for one in served {
        one.result.unwrap();
    }
}

async fn what_breaks_the_protocol_is_suspended() {
    let house = House::open().await;
    for (number, probe) in [(2, (|| Probe::Garbage) as fn() -> Probe), (3, || Probe::Nonsense)] {
        let bad = house.program(number).await;
        let failure = ask::<String>(&bad, probe()).await.result.unwrap_err();
        assert!(failure.kind == Kind::Trap && failure.message.contains("broke the protocol"), "{failure}");
    }
    let failure = ask::<()>(&house.program(4).await, Probe::Blame).await.result.unwrap_err();
    assert_eq!(failure.kind, Kind::Internal, "a worker does not say who was denied: {failure}");
    let failure = ask::<Vec<u8>>(&house.program(5).await, Probe::Bytes(8 << 20)).await.result.unwrap_err();
    assert_eq!(failure.kind, Kind::Output, "{failure}");
}

async fn what_never_answers_is_ended() {
    let house = House::open().await;
    let (good, bad) = (house.program(1).await, house.program(2).await);
    let failure = ask::<()>(&bad, Probe::Hang).await.result.unwrap_err();
    assert_eq!(failure.kind, Kind::Deadline, "{failure}");
    assert_eq!(ask::<u32>(&good, Probe::Answer).await.result.unwrap(), 1);
}

async fn workers_are_replaced_and_no_call_is_lost() {
    let mut recycling = Recycling::default();
    recycling.calls = 50;
    let house = House::recycling(recycling).await;
    let first = house.workers.processes();
    let good = house.program(1).await;
    let began = Instant::now();
    while house.workers.processes().iter().any(|process| first.contains(process)) {
        assert!(began.elapsed() < Duration::from_secs(60), "they are never replaced");
        for one in join_all((0..40).map(|_| ask::<()>(&good, Probe::Wait(5)))).await {
            one.result.unwrap();
        }
    }
    soon("the end of those that were replaced", || !first.iter().any(|process| exists(*process))).await;
}

async fn nothing_is_left_behind() {
    let house = House::open().await;
    let processes = house.workers.processes();
    assert!(!processes.is_empty() && processes.iter().all(|process| exists(*process)));
    drop(house);
    soon("the end of the workers", || !processes.iter().any(|process| exists(*process))).await;
}

async fn whoever_runs_workers_hears_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let this = folder.path().join("this");
    std::os::unix::fs::symlink(std::env::current_exe().unwrap(), &this).unwrap();
    let settings = settings(folder.path(), CompileLimits::default());
    let launch = Launch::new(&this, ["worker"]);
    let workers = Workers::start(settings, INTERFACES, launch, Recycling::default()).await.unwrap();
    let house = House { workers, _folder: folder };
    let mut troubles = house.workers.troubles();
    let (good, bad) = (house.program(1).await, house.program(2).await);

    // In the first worker it had company, and its neighbour does not hear of it.
    let neighbours = join_all(house.workers.processes().iter().map(|_| ask::<()>(&good, Probe::Wait(300))));
    let crash = async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        ask::<()>(&bad, Probe::Garbage).await
    };
    let (served, _) = tokio::join!(neighbours, crash);
    assert!(served.into_iter().all(|one| one.result.is_ok()));
    let Trouble::Died { death: Death::Breach(_), mut ran, .. } = troubles.recv().await.unwrap() else { panic!("no breach") };
    let mut both = [good.digest(), bad.digest()];
    for digests in [&mut ran[..], &mut both] {
        digests.sort_by_key(|digest| *digest.as_bytes());
    }
    assert_eq!(ran, both);
    let second = troubles.recv().await.unwrap();
    let Trouble::Died { death: Death::Breach(_), ran, .. } = second else { panic!("no second breach: {second:?}") };
    assert_eq!(ran, [bad.digest()]);
    let Trouble::Suspended { digest, .. } = troubles.recv().await.unwrap() else { panic!("not suspended") };
    assert_eq!(digest, bad.digest());

    // And what keeps the pool from being full is no secret.
    soon("a full pool", || house.is_full()).await;
    std::fs::remove_file(this).unwrap();
    let killed = house.workers.processes()[0];
    kill_process(Pid::from_raw(killed as i32).unwrap(), Signal::KILL).unwrap();
    let Trouble::Died { death: Death::Killed, process, .. } = troubles.recv().await.unwrap() else { panic!("not killed") };
    assert_eq!(process, killed);
    let Trouble::NotStarted(failure) = troubles.recv().await.unwrap() else { panic!("it was started") };
    assert!(failure.message.contains("did not start"), "{failure}");
}

async fn many_that_lost_a_worker_do_not_start_as_many() {
    let house = House::open().await;
    let good = house.program(1).await;
    let (count, mut most) = (house.workers.processes().len(), 0);
    let calls = join_all((0..64).map(|_| ask::<()>(&good, Probe::Wait(100))));
    let killing = async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        for process in house.workers.processes() {
            kill_process(Pid::from_raw(process as i32).unwrap(), Signal::KILL).unwrap();
        }
    };
    let counting = async {
        loop {
            most = most.max(children().len());
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let served = tokio::select! {
        (served, ()) = async { tokio::join!(calls, killing) } => served,
        () = counting => Vec::new(),
    };
    assert_eq!(served.into_iter().map(|one| one.result.unwrap()).count(), 64);
    // The pool, as many that run one call alone, and as many that have just ended.
    assert!(most > count && most <= 3 * count, "{most} processes at once");
}

async fn being_killed_again_and_again_is_no_way_out() {
    let house = House::open().await;
    let bad = house.program(2).await;
    let kill = |process: u32| kill_process(Pid::from_raw(process as i32).unwrap(), Signal::KILL).unwrap();
    for round in 1..=5 {
        let killing = async {
            soon("a full pool", || house.is_full() && children().len() == house.workers.processes().len()).await;
            tokio::time::sleep(Duration::from_millis(100)).await;
            let before = house.workers.processes();
            before.iter().copied().for_each(kill);
            // Those are replaced, and one is there that is none of the pool's: it runs the call alone.
            let others = || children().into_iter().filter(|one| !house.workers.processes().contains(one)).collect::<Vec<_>>();
            soon("the second one", || house.is_full() && !house.workers.processes().contains(&before[0]) && others().len() == 1)
                .await;
            others().into_iter().for_each(kill);
        };
        let (lost, ()) = tokio::join!(ask::<()>(&bad, Probe::Wait(30_000)), killing);
        let failure = lost.result.unwrap_err();
        let suspended = failure.message.contains("5 processes in a row ended");
        assert_eq!((failure.kind, suspended), if round < 5 { (Kind::Internal, false) } else { (Kind::Trap, true) }, "{failure}");
    }
    assert_eq!(ask::<u32>(&bad, Probe::Answer).await.result.unwrap_err().kind, Kind::Trap);
}

async fn who_takes_too_much_memory_is_ended() {
    let house = House::open().await;
    let failure = ask::<Vec<u8>>(&house.program(2).await, Probe::Fill(700 << 20)).await.result.unwrap_err();
    assert!(failure.kind == Kind::Trap && failure.message.contains("MiB of memory"), "{failure}");
}
