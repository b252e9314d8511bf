//! What a worker that was taken over can say, and how far it gets with it.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering::SeqCst},
};

use fanlight_runtime::{
    CompileLimits, Finished, Gate, Kind, Launch, Limits,
    workers::{Remote, Workers},
};
use futures_util::future::join_all;

use crate::{
    Desk, House, INTERFACES, ask, component,
    prober::{Nothing, Probe},
    settings,
};

tests!(
    a_worker_speaks_for_the_calls_that_it_has_and_for_no_other,
    a_short_answer_cannot_fill_the_memory_of_who_reads_it,
    nor_can_a_short_question,
    who_asks_and_never_listens_is_ended,
);

/// Its gate counts how often it is asked.
async fn ask_with_a_gate(program: &Remote, probe: Probe, bytes: usize) -> (Finished<()>, usize) {
    let asked = Arc::new(AtomicUsize::new(0));
    let mut gate = Gate::new();
    gate.open("desk", Desk { asked: Arc::clone(&asked), bytes });
    let mut limits = Limits::default();
    limits.wall_ms = 10_000;
    let finished = program.ask(gate, limits, &probe).await;
    (finished, asked.load(SeqCst))
}

/// All calls of a worker are in the hands of who takes it over: that is the price of sharing one. Those of another one are not, and no
/// call is once it has ended.
async fn a_worker_speaks_for_the_calls_that_it_has_and_for_no_other() {
    let house = House::open().await;
    let (good, bad) = (house.program(1).await, house.program(2).await);
    // One in each worker, so that the next call shares its worker with exactly one of them.
    let victims = join_all(house.workers.processes().iter().map(|_| ask_with_a_gate(&good, Probe::Wait(1_500), 1)));
    let attack = async {
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        ask_with_a_gate(&bad, Probe::AskAs(64), 1).await
    };
    let (victims, (attack, own)) = tokio::join!(victims, attack);
    attack.result.unwrap();
    assert_eq!(own, 1, "its own call is one of those that it has");
    assert_eq!(victims.iter().map(|(_, asked)| asked).sum::<usize>(), 1, "the one beside it, and no other");
    for (victim, asked) in victims {
        victim.result.unwrap();
        assert_eq!(victim.usage.gate_calls, asked as u64, "what was done in its name is in its account");
    }

    // They have ended, with the same numbers in the same workers.
    let (attack, own) = ask_with_a_gate(&bad, Probe::AskAs(64), 1).await;
    attack.result.unwrap();
    assert_eq!(own, 1);
}

async fn a_short_answer_cannot_fill_the_memory_of_who_reads_it() {
    let house = House::open().await;
    let few = ask::<Vec<Nothing>>(&house.program(1).await, Probe::Nothings(100)).await;
    assert_eq!(few.result.unwrap().len(), 100);
    let (program, sent) = (house.program(2).await, 1 << 20);
    let failure = ask::<Vec<Nothing>>(&program, Probe::Nothings(sent)).await.result.unwrap_err();
    assert!(failure.kind == Kind::Trap && failure.message.contains("bytes of memory"), "{failure}");
}

async fn nor_can_a_short_question() {
    let house = House::open().await;
    // More would be no guest's: it could not be taken out of one.
    let (finished, asked) = ask_with_a_gate(&house.program(1).await, Probe::Tell(100_000), 1).await;
    let failure = finished.result.unwrap_err();
    assert!(failure.kind == Kind::Trap && failure.message.contains("bytes of memory"), "{failure}");
    assert_eq!(asked, 0);
}

async fn who_asks_and_never_listens_is_ended() {
    let folder = tempfile::tempdir().unwrap();
    let mut settings = settings(folder.path(), CompileLimits::default());
    settings.concurrency = 1;
    let workers = Workers::start(settings, INTERFACES, Launch::this(["worker"]), Default::default()).await.unwrap();
    let program = workers.program(&component(1)).await.unwrap();
    let (finished, asked) = ask_with_a_gate(&program, Probe::AskDeaf, 256 << 10).await;
    let failure = finished.result.unwrap_err();
    assert!(failure.kind == Kind::Trap && failure.message.contains("does not read"), "{failure}");
    assert!(asked < 40, "in two workers it was answered {asked} times");
}
