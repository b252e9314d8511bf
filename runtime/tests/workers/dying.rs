//! Workers die in every way, and nobody else notices.

use std::time::{Duration, Instant};

use fanlight_runtime::{Kind, workers::Recycling};
use futures_util::future::join_all;
use rustix::process::{Pid, Signal, kill_process};

use crate::{House, ask, exists, prober::Probe, soon};

tests!(
    whoever_ends_two_workers_is_suspended,
    neighbours_of_a_crash_are_served,
    a_worker_that_is_killed_costs_no_call,
    what_breaks_the_protocol_is_suspended,
    what_never_answers_is_ended,
    workers_are_replaced_and_no_call_is_lost,
    nothing_is_left_behind,
);

async fn whoever_ends_two_workers_is_suspended() {
    let house = House::open().await;
    let (good, bad) = (house.program(1).await, house.program(2).await);
    let failure = ask::<()>(&bad, Probe::Abort).await.result.unwrap_err();
    assert_eq!(failure.kind, Kind::Trap, "{failure}");
    assert!(failure.message.contains("two processes ended") && failure.message.contains("signal 6"), "{failure}");
    assert_eq!(ask::<u32>(&good, Probe::Answer).await.result.unwrap(), 1);

    // It is not run, whatever it would do now, and no process is spent on it.
    soon("a full pool", || house.workers.processes().len() == std::thread::available_parallelism().unwrap().get()).await;
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
