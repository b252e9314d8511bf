//! Every hostile guest in `tests/hostile`, run by the released `fanlight`: kind and exit status have to be exactly those that its
//! `case.toml` expects. No folder can be forgotten: the loop takes them all.

use std::{
    fs,
    path::Path,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    thread,
    time::Instant,
};

use anyhow::{Context as _, Result, bail, ensure};
use fanlight_tests::{
    hostile::{self, Attack, Case},
    program,
};

/// Wall-clock limit of a call in microseconds.
const WALL_US: u64 = 1_000_000;

#[test]
fn every_attack_ends_as_it_should() -> Result<()> {
    let packages = tempfile::tempdir()?;
    let attacks = hostile::attacks()?;
    let (next, wrong) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let work = || {
        while let Some(attack) = attacks.get(next.fetch_add(1, Relaxed)) {
            let started = Instant::now();
            match run(attack, packages.path()) {
                Ok(ended) => println!("{:<32} {ended:<18} {:>5} ms", attack.name, started.elapsed().as_millis()),
                Err(error) => wrong.lock().unwrap_or_else(PoisonError::into_inner).push(format!("{}: {error:#}", attack.name)),
            }
        }
    };
    thread::scope(|scope| (0..2).for_each(|_| drop(scope.spawn(work))));
    let wrong = wrong.into_inner().unwrap_or_else(PoisonError::into_inner);
    ensure!(wrong.is_empty(), "{} of {} attacks did not end as they should:\n{}", wrong.len(), attacks.len(), wrong.join("\n"));
    Ok(())
}

/// Runs one case; says how it ended if that is as expected.
fn run(Attack { name, case, bytes }: &Attack, packages: &Path) -> Result<String> {
    let file = packages.join(format!("{name}.wasm"));
    fs::write(&file, bytes)?;

    let said = program::fanlight(&case.command, &file, &case.args())?;
    let kind = said.kind().unwrap_or("none");
    let message = said.json.pointer("/error/message").and_then(|message| message.as_str()).unwrap_or_default();
    if (kind, said.status) != (case.kind.as_str(), case.exit) {
        bail!("expected {} and exit status {}, got {kind} and {}: {message}", case.kind, case.exit, said.status);
    }
    ensure!(case.is_harmless() || !message.is_empty(), "{kind} comes without a message");
    for text in &case.never {
        ensure!(!said.text.contains(text), "{text:?} is in what was said: {:.2000}", said.text);
    }
    ensure!(case.most.is_none_or(|most| said.text.len() <= most), "{} bytes were said", said.text.len());
    if let Some(wall) = said.json.pointer("/usage/wall_us").and_then(serde_json::Value::as_u64) {
        ensure!(wall <= WALL_US, "it took {wall} µs");
    }
    if case.command == "run" && case.exit != 3 {
        replays(&file, case, said.json["usage"]["fuel"].as_u64().unwrap_or_default()).context("recorded and replayed")?;
    }
    Ok(kind.to_owned())
}

/// An attack that is recorded ends the same way when it is played again, without what was behind its gate: same kind, same fuel.
/// One that used no `fuel` did not even load, and is no recording.
fn replays(file: &Path, case: &Case, fuel: u64) -> Result<()> {
    let trace = file.with_extension("trace").to_string_lossy().into_owned();
    let recorded = program::fanlight("record", file, &[case.args(), vec!["-o".into(), trace.clone()]].concat())?;
    ensure!(recorded.kind().unwrap_or("none") == case.kind, "recorded as {}", recorded.json);
    if !Path::new(&trace).exists() {
        ensure!(fuel == 0, "it ran, and there is no recording: {}", recorded.json);
        return Ok(());
    }
    let package = file.to_string_lossy().into_owned();
    let replayed = program::fanlight("replay", Path::new(&trace), &["--package".into(), package])?;
    ensure!(replayed.status == 0, "it differs: {}", replayed.json["calls"]);
    Ok(())
}
