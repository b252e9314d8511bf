//! The disk fills up while people work, and there is space again: nothing that was acknowledged is lost, nothing is half there, and nobody
//! has to restart anything.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a test may say what it measured, wait, and look into folders"
)]

use std::{
    fs,
    path::Path,
    process::Command,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, anyhow, ensure};
use fanlight_bridge::manifest::Manifest;
use fanlight_tests::{Answer, Server, board, checkout, program, small_disk::SmallDisk};
use serde_json::{Value, json};

/// Events that a full disk takes at most before it refuses one: the log of the database has room of its own.
const PATIENCE: usize = 4_000;
/// Widgets that are used at the same moment, so that their events share syncs.
const CROWD: usize = 16;

#[test]
fn a_full_disk_is_said_so_and_passes() -> Result<()> {
    match SmallDisk::mount(96 << 10) {
        Ok(disk) => {
            let mut command = Command::new(program::binary()?);
            let data = disk.path().join("data");
            command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(&data);
            work_on_a_full_disk(command, &data, &mut || disk.fill(), &mut || disk.free(), 507)?;
            println!("tested on a file system of 96 MiB that was full");
            Ok(())
        }
        Err(error) => {
            eprintln!(
                "THIS USER MAY NOT MOUNT ({error:#}): a disk that is full is tested with a limit on the size of files ALONE"
            );
            Ok(())
        }
    }
}

/// Without a right to mount anything: the system refuses every byte that the process would write to a file.
#[test]
fn a_process_that_may_write_no_byte_says_so_and_goes_on() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("data");
    // Ignored, the signal of the limit becomes an error of the call.
    let mut command = Command::new("sh");
    command.args(["-c", "trap '' XFSZ; exec \"$@\"", "sh"]).arg(program::binary()?);
    command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(&data);
    let process = std::cell::Cell::new(0);
    let limit = |bytes: &str| -> Result<()> {
        let output =
            Command::new("prlimit").args(["--pid", &process.get().to_string(), &format!("--fsize={bytes}:")]).output()?;
        ensure!(output.status.success(), "prlimit: {}", String::from_utf8_lossy(&output.stderr));
        Ok(())
    };
    let mut server = Server::launch(command)?;
    process.set(server.id());
    work(&mut server, &data, &mut || limit("1"), &mut || limit("unlimited"), 503)
}

fn work_on_a_full_disk(
    command: Command,
    data: &Path,
    fill: &mut dyn FnMut() -> Result<()>,
    free: &mut dyn FnMut() -> Result<()>,
    status: u16,
) -> Result<()> {
    let mut server = Server::launch(command)?;
    work(&mut server, data, fill, free, status)
}

fn work(
    server: &mut Server,
    data: &Path,
    fill: &mut dyn FnMut() -> Result<()>,
    free: &mut dyn FnMut() -> Result<()>,
    status: u16,
) -> Result<()> {
    server.sign_in()?;
    let widget = board::install(server, "clock", &json!({}))?;
    let home = server.get("/api/v1/account")?.json()["home_board"].as_str().context("no board")?.to_owned();
    let clock = board::digest(server, "clock")?;
    let mut acknowledged = version(server, &widget)?;
    let mut crowd = Vec::new();
    for _ in 0..CROWD {
        let id = board::install(server, "clock", &json!({}))?;
        crowd.push((id, 0));
    }
    let mut installed = 1 + CROWD;

    fill()?;
    let refused = (0..PATIENCE).find_map(|n| match event(server, &widget, acknowledged, n) {
        Ok(answer) if answer.status == 200 => {
            acknowledged += 1;
            None
        }
        other => Some(other),
    });
    let refused = refused.with_context(|| format!("{PATIENCE} events found room on a full disk"))??;
    says_so(&refused, status, "an event")?;
    for (id, kept) in &mut crowd {
        *kept = version(server, id)?;
    }
    let said = at_once(server, &crowd)?;
    ensure!(said.iter().any(|answer| answer.status != 200), "events that share a sync found room on a full disk");
    for ((_, kept), answer) in crowd.iter_mut().zip(&said) {
        match answer.status {
            200 => *kept += 1,
            _ => says_so(answer, status, "an event among others")?,
        }
    }
    let refused = (0..PATIENCE).find_map(|_| {
        let grants = json!({ "package": clock, "grants": {} });
        match server.json("POST", &format!("/api/v1/boards/{home}/widgets"), &grants) {
            Ok(answer) if answer.status == 201 => {
                installed += 1;
                None
            }
            other => Some(other),
        }
    });
    says_so(&refused.context("installing always found room")??, status, "installing")?;
    let uploaded = server.send("POST", "/api/v1/packages", "application/wasm", &package()?)?;
    says_so(&uploaded, status, "an upload")?;
    let left = fs::read_dir(data.join("packages"))?.filter_map(Result::ok).map(|entry| entry.file_name());
    let left: Vec<_> = left.filter(|name| name.to_string_lossy().ends_with(".tmp")).collect();
    ensure!(left.is_empty(), "half written: {left:?}");
    let ready = until(Duration::from_secs(5), || Ok(server.get("/readyz")?.status != 200));
    ensure!(ready?, "a server whose disk is full calls itself ready");
    ensure!(server.get("/healthz")?.status == 200, "looking needs no disk");
    ensure!(version(server, &widget)? == acknowledged, "what was refused is there");

    free()?;
    ensure!(until(Duration::from_secs(5), || Ok(server.get("/readyz")?.status == 200))?, "{}", server.get("/readyz")?.text);
    ensure!(version(server, &widget)? == acknowledged, "what was acknowledged is not there");
    let answer = event(server, &widget, acknowledged, PATIENCE)?;
    ensure!(answer.status == 200, "{} {}", answer.status, answer.text);
    let widgets = server.get(&format!("/api/v1/boards/{home}/widgets"))?.json();
    let here = widgets["widgets"].as_array().context("no widgets")?.len();
    ensure!(here == installed, "{here} widgets of {installed}");

    // And it is on the disk.
    server.kill_now()?;
    let cookie = server.cookie().to_owned();
    let mut again = Server::start(data, &[])?;
    again.resume(cookie);
    ensure!(version(&again, &widget)? == acknowledged + 1, "what was acknowledged did not survive");
    for (id, kept) in &crowd {
        ensure!(
            version(&again, id)? == *kept,
            "of events that came together, some were kept that were refused, or the other way round"
        );
    }
    Ok(())
}

/// An event for each of the widgets, all at the same time.
fn at_once(server: &Server, crowd: &[(String, u64)]) -> Result<Vec<Answer>> {
    thread::scope(|scope| {
        let sending: Vec<_> = crowd.iter().map(|(id, seen)| scope.spawn(|| event(server, id, *seen, PATIENCE + 1))).collect();
        sending.into_iter().map(|one| one.join().map_err(|_| anyhow!("a client gave up"))?).collect()
    })
}

fn version(server: &Server, widget: &str) -> Result<u64> {
    let frame = server.get(&format!("/api/v1/widgets/{widget}/frame"))?;
    ensure!(frame.status == 200, "{} {}", frame.status, frame.text);
    frame.json()["version"].as_u64().context("no version")
}

fn event(server: &Server, widget: &str, seen: u64, n: usize) -> Result<Answer> {
    let event = json!({ "id": format!("{n:032x}"), "seen": seen, "event": { "type": "refresh" }, "context": {} });
    server.json("POST", &format!("/api/v1/widgets/{widget}/events"), &event)
}

/// What, where, and how to mend it.
fn says_so(answer: &Answer, status: u16, what: &str) -> Result<()> {
    let problem = answer.json();
    let text = |name: &str| problem[name].as_str().unwrap_or_default().to_owned();
    // Of a log that cannot grow, the database sometimes only says that it failed.
    ensure!(answer.status == status || answer.status == 503, "{what}: {} {}", answer.status, answer.text);
    ensure!(problem["type"] == "urn:fanlight:problem:store", "{what}: {}", answer.text);
    ensure!(text("detail").contains("data folder") && text("detail").contains("nothing was changed"), "{what}: {}", answer.text);
    ensure!(!text("hint").is_empty() && !answer.text.contains("/tmp"), "{what}: {}", answer.text);
    ensure!(
        problem["hint"] != Value::Null && answer.head.to_ascii_lowercase().contains("retry-after"),
        "{what}: {}",
        answer.head
    );
    Ok(())
}

/// One that is not in the gallery.
fn package() -> Result<Vec<u8>> {
    let manifest = json!({
        "name": "counter", "version": "1.0.0", "kind": "widget", "api": "0.1.0", "publisher": "Tests", "title": "Counter",
        "description": "For the tests.", "state": "board",
    });
    let manifest = Manifest::from_json(manifest.to_string().as_bytes())?;
    Ok(fanlight_registry::build(&fs::read(checkout().join("host/assets/guests/counter.wasm"))?, &manifest, None)?)
}

fn until(patience: Duration, mut done: impl FnMut() -> Result<bool>) -> Result<bool> {
    let end = Instant::now() + patience;
    while !done()? {
        if Instant::now() > end {
            return Ok(false);
        }
        thread::sleep(Duration::from_millis(100));
    }
    Ok(true)
}
