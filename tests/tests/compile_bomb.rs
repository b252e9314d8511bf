//! Small, valid packages that take more time and memory to compile than any may.
#![allow(clippy::disallowed_methods, reason = "a test may wait for a server")]

use std::{fs, path::Path, thread, time::Duration};

use anyhow::{Context as _, Result, ensure};
use fanlight_tests::{Server, board, checkout, program};
use serde_json::json;
use wasm_encoder::{ComponentSection as _, ComponentSectionId, RawSection};

/// Many loops over many locals.
fn loops() -> String {
    let mut body = String::new();
    for i in 0..40_000 {
        let (a, b) = (i % 1_000, (i * 7 + 1) % 1_000);
        body += &format!("(loop (br_if 0 (i32.lt_u (local.tee {a} (i32.mul (local.get {a}) (local.get {b}))) (local.get {b}))))");
    }
    format!("(func (local {}) {body})", "i32 ".repeat(1_000))
}

/// Branches with as many targets as there may be, all to one place where many locals meet that each way there has set otherwise.
fn tables() -> String {
    let set = |value: u32| (0..2_000).map(|i| format!("(local.set {i} (i32.const {}))", i + value)).collect::<String>();
    let sum = (0..2_000).map(|i| format!("(i32.add (local.get {i}))")).collect::<String>();
    let targets = "0 ".repeat(65_000);
    let block = format!("(block {} (br_if 0 (local.get 0)) {} (br_table {targets} (local.get 1)))", set(1), set(2));
    format!("(func (result i32) (local {}) {} (i32.const 0) {sum})", "i32 ".repeat(2_000), block.repeat(4))
}

/// A package with a second module in it that nothing uses.
fn bomb(function: &str) -> Result<Vec<u8>> {
    let mut package = fs::read(checkout().join("host/assets/guests/counter.wasm"))?;
    let module = wat::parse_str(format!("(module {function})"))?;
    RawSection { id: ComponentSectionId::CoreModule.into(), data: &module }.append_to_component(&mut package);
    Ok(package)
}

fn refusals(data: &Path) -> Result<usize> {
    let names = fs::read_dir(data.join("artifacts"))?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    Ok(names.collect::<Result<Vec<_>>>()?.iter().filter(|name| name.ends_with(".refused")).count())
}

#[test]
fn they_are_refused_with_the_limit_that_they_broke() -> Result<()> {
    let folder = tempfile::tempdir()?;
    for (name, function) in [("loops", loops()), ("tables", tables())] {
        let (file, package) = (folder.path().join(name), bomb(&function)?);
        ensure!(package.len() < 4 << 20, "{name}: {} bytes are not small", package.len());
        fs::write(&file, package)?;
        let said = program::fanlight("run", &file, &[])?;
        ensure!((said.kind(), said.status) == (Some("invalid.package"), 3), "{name}: {} {}", said.status, said.json);
        // They break both limits; which one comes first depends on the machine.
        let message = said.json["error"]["message"].as_str().unwrap_or_default();
        let limits = ["more than 5 s of CPU time", "more than 1024 MiB of memory"];
        ensure!(limits.iter().any(|limit| message.contains(limit)), "{name}: {message}");
    }
    Ok(())
}

#[test]
fn a_server_serves_on_and_does_not_try_it_again() -> Result<()> {
    let data = tempfile::tempdir()?;
    let arguments = ["--compile-seconds", "1"];
    let mut server = Server::start(data.path(), &arguments)?;
    server.sign_in()?;
    let uploaded = server.send("POST", "/api/v1/packages", "application/wasm", &bomb(&loops())?)?;
    ensure!(uploaded.status == 201, "{} {}", uploaded.status, uploaded.text);
    let widget = board::install_digest(&server, uploaded.json()["digest"].as_str().context("no digest")?, &json!({}))?;
    let mut frame = json!(null);
    for _ in 0..60 {
        frame = server.get(&format!("/api/v1/widgets/{widget}/frame")).map(|answer| answer.json()).unwrap_or_default();
        if frame["status"] == "failed" {
            break;
        }
        ensure!(server.get("/healthz")?.status == 200, "nobody else is served");
        thread::sleep(Duration::from_millis(250));
    }
    ensure!(frame["error"]["kind"] == "invalid.package", "{frame}");
    ensure!(frame["error"]["message"].as_str().is_some_and(|message| message.contains("1 s of CPU time")), "{frame}");
    ensure!(refusals(data.path())? == 1, "the refusal was not written down");

    let cookie = server.cookie().to_owned();
    server.stop()?;
    let mut server = Server::start(data.path(), &arguments)?;
    server.resume(cookie);
    let again = server.get(&format!("/api/v1/widgets/{widget}/frame"))?.json();
    ensure!(again["error"]["message"] == frame["error"]["message"], "{again}");
    Ok(())
}
