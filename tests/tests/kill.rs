//! kill -9 at random moments while people click, install, remove and upload, and start again: what was acknowledged is there, nothing
//! is there by halves, the database is sound, and the server is ready soon.
//!
//! `tests/chaos/run ROUNDS [SEED]` runs more rounds than the fifty of every run, or those of a seed again.
#![allow(clippy::disallowed_methods, reason = "a test is steered by the environment, and may wait for a process")]

use std::{
    env,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, anyhow, ensure};
use fanlight_tests::{
    Server, board,
    chance::Chance,
    checkout, database,
    load::{Clicker, Installer, Uploader, Worker, counter},
};
use rustix::process::{Signal, kill_process};

/// Rounds, unless CHAOS_ROUNDS says otherwise.
const ROUNDS: u64 = 50;
/// How long a server may take from its start until it takes a change.
const READY: Duration = Duration::from_secs(5);

#[test]
fn what_was_acknowledged_survives() -> Result<()> {
    let number =
        |name: &str| env::var(name).ok().map(|text| text.parse::<u64>().with_context(|| format!("{name}={text}"))).transpose();
    let rounds = number("CHAOS_ROUNDS")?.unwrap_or(ROUNDS);
    let seed = number("CHAOS_SEED")?.map_or_else(|| std::time::UNIX_EPOCH.elapsed().map(|since| since.as_secs()), Ok)?;
    println!("{rounds} rounds of seed {seed}");
    let mut chance = Chance::of(seed);

    let data = tempfile::tempdir()?;
    let mut server = Server::start(data.path(), &[])?;
    server.sign_in()?;
    let cookie = server.cookie().to_owned();
    let mut workers = workers(&server)?;
    let (mut slowest, mut killed, mut children) = (Duration::ZERO, 0, 0);
    for round in 0..rounds {
        let at = |what: &str| format!("round {round} of seed {seed}: {what}");
        let running = Arc::new(server);
        let at_work: Vec<_> = workers.into_iter().map(|worker| work(&running, worker, chance.split())).collect();
        // A part of it may go before the whole does: the server goes on without.
        if chance.once_in(2) {
            thread::sleep(chance.ms(5..200));
            children += u32::from(kill_a_child(&running, &mut chance)?);
        }
        thread::sleep(chance.ms(5..400));
        running.kill_now()?;
        killed += 1;
        workers =
            at_work.into_iter().map(|one| one.join().map_err(|_| anyhow!(at("a worker panicked")))).collect::<Result<_>>()?;
        drop(running);

        let began = Instant::now();
        server = Server::start(data.path(), &[]).with_context(|| at("it does not start again"))?;
        ensure!(server.get("/readyz")?.status == 200, at("it is not ready"));
        slowest = slowest.max(began.elapsed());
        // The session is one of the things that were acknowledged.
        server.resume(cookie.clone());
        for worker in &mut workers {
            worker.settle(&server).with_context(|| at("what was acknowledged"))?;
        }
        database::check(&data.path().join("fanlight.db")).with_context(|| at("the database"))?;
    }
    let acknowledged: usize = workers.iter().map(|worker| worker.acknowledged()).sum();
    println!(
        "{acknowledged} changes acknowledged, none lost; {killed} servers and {children} of their children killed; ready within {} ms at most",
        slowest.as_millis()
    );
    ensure!(acknowledged as u64 >= rounds, "the people did next to nothing");
    ensure!(slowest < READY, "a server took {slowest:?} to be ready");
    Ok(())
}

fn workers(server: &Server) -> Result<Vec<Box<dyn Worker>>> {
    let guest = std::fs::read(checkout().join("host/assets/guests/counter.wasm"))?;
    let clicked = board::upload(server, &counter(&guest, "clicked", "1.0.0")?)?;
    let mut workers: Vec<Box<dyn Worker>> = Vec::new();
    for _ in 0..3 {
        workers.push(Box::new(Clicker::new(server, &clicked)?));
    }
    workers.push(Box::new(Installer::new(board::digest(server, "tasks")?)));
    workers.push(Box::new(Uploader::new()?));
    Ok(workers)
}

/// Work until something is not acknowledged, which is when the server is gone.
fn work(server: &Arc<Server>, mut worker: Box<dyn Worker>, mut chance: Chance) -> thread::JoinHandle<Box<dyn Worker>> {
    let server = Arc::clone(server);
    thread::spawn(move || {
        while worker.work(&server, &mut chance).is_ok() {}
        worker
    })
}

/// Kill one of the server's own child processes. False when it has none.
fn kill_a_child(server: &Server, chance: &mut Chance) -> Result<bool> {
    let children = server.children()?;
    if children.is_empty() {
        return Ok(false);
    }
    let at = usize::try_from(chance.within(0..children.len() as u64))?;
    // It may have ended by itself meanwhile.
    Ok(children.get(at).is_some_and(|child| kill_process(*child, Signal::KILL).is_ok()))
}
