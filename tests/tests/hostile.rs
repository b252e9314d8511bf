//! Every folder in `tests/hostile` holds a guest that attacks, and says in its `case.toml` how that has to end. No folder can be
//! forgotten: the loop takes them all, and fails on one that has no `case.toml`.
//!
//! A package is made of each: of the crate in the folder, with instances of the module in `graft.wat` added for shapes that Rust does
//! not produce. The released `fanlight` then runs it; kind and exit status have to be exactly those that are expected.

mod hostile_case;

use std::{fs, path::Path, time::Instant};

use anyhow::{Context as _, Result, bail, ensure};
use fanlight_tests::{checkout, guests, program};
use hostile_case::Case;

/// Wall-clock limit of a call in microseconds.
const WALL_US: u64 = 1_000_000;

#[test]
fn every_attack_ends_as_it_should() -> Result<()> {
    let modules = guests::build("tests/hostile")?;
    let packages = modules.join("../packages");
    fs::create_dir_all(&packages)?;
    let mut folders = Vec::new();
    for entry in fs::read_dir(checkout().join("tests/hostile"))? {
        let entry = entry?;
        if entry.file_type()?.is_dir() && entry.file_name() != "target" {
            folders.push(entry.file_name().into_string().map_err(|name| anyhow::anyhow!("{name:?} is no UTF-8"))?);
        }
    }
    folders.sort();
    ensure!(!folders.is_empty(), "there are no cases");
    let mut wrong = Vec::new();
    for name in &folders {
        let started = Instant::now();
        match attack(name, &modules, &packages) {
            Ok(ended) => println!("{name:<24} {ended:<18} {:>5} ms", started.elapsed().as_millis()),
            Err(error) => wrong.push(format!("{name}: {error:#}")),
        }
    }
    ensure!(wrong.is_empty(), "{} of {} attacks did not end as they should:\n{}", wrong.len(), folders.len(), wrong.join("\n"));
    Ok(())
}

/// Packs and runs one case; says how it ended if that is as expected.
fn attack(name: &str, modules: &Path, packages: &Path) -> Result<String> {
    let folder = checkout().join("tests/hostile").join(name);
    let case = Case::read(&folder)?;
    let file = packages.join(format!("{name}.wasm"));
    fs::write(&file, case.file(guests::core(modules, name)?, &folder)?)?;

    let said = program::fanlight(&case.command, &file, &case.args())?;
    let kind = said.kind().context("it went well, and should not")?;
    let message = said.json.pointer("/error/message").and_then(|message| message.as_str()).unwrap_or_default();
    if (kind, said.status) != (case.kind.as_str(), case.exit) {
        bail!("expected {} and exit status {}, got {kind} and {}: {message}", case.kind, case.exit, said.status);
    }
    ensure!(!message.is_empty(), "{kind} comes without a message");
    if let Some(wall) = said.json.pointer("/usage/wall_us").and_then(serde_json::Value::as_u64) {
        ensure!(wall <= WALL_US, "it took {wall} µs");
    }
    Ok(kind.to_owned())
}
