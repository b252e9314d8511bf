//! The wall clock jumps by a day while the server runs, forwards and back: people stay signed in, boards and widgets live, and a sign-in
//! link never works longer than it says. libfaketime moves the clock of the real program.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a test may say what it measured, write files and run commands"
)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::LazyLock,
    thread,
    time::Duration,
};

use anyhow::{Context as _, Result, ensure};
use fanlight_tests::{Answer, Server, board, follower::Follower, program};
use serde_json::json;

/// A clock that a server looks at.
struct Clock {
    folder: tempfile::TempDir,
    library: PathBuf,
}

impl Clock {
    fn new() -> Result<Self> {
        let clock = Self { folder: tempfile::tempdir()?, library: library()? };
        clock.jump("+0d")?;
        Ok(clock)
    }

    /// So far from the real time, such as `-1d`, from now on.
    fn jump(&self, offset: &str) -> Result<()> {
        let unfinished = self.folder.path().join("unfinished");
        fs::write(&unfinished, format!("{offset}\n"))?;
        Ok(fs::rename(unfinished, self.folder.path().join("offset"))?)
    }

    fn server(&self, data: &Path) -> Result<Server> {
        let mut command = Command::new(program::binary()?);
        command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(data);
        command.env("LD_PRELOAD", &self.library).env("FAKETIME_TIMESTAMP_FILE", self.folder.path().join("offset"));
        // The clock that only counts is not moved: no system moves it.
        command.env("FAKETIME_NO_CACHE", "1").env("FAKETIME_DONT_FAKE_MONOTONIC", "1").env("DONT_FAKE_MONOTONIC", "1");
        Server::launch(command)
    }
}

/// libfaketime, from Debian's package `faketime`, which is installed when it is not there: once, by the first test that asks.
fn library() -> Result<PathBuf> {
    static LIBRARY: LazyLock<Option<PathBuf>> = LazyLock::new(|| installed().or_else(install));
    LIBRARY.clone().context("this test moves the clock: install Debian's package `faketime`")
}

fn installed() -> Option<PathBuf> {
    let folders = fs::read_dir("/usr/lib").into_iter().flatten().flatten().map(|entry| entry.path());
    folders.map(|folder| folder.join("faketime/libfaketimeMT.so.1")).find(|library| library.exists())
}

fn install() -> Option<PathBuf> {
    eprintln!("installing faketime from Debian…");
    for arguments in [&["update", "-qq"][..], &["install", "-y", "-qq", "--no-install-recommends", "faketime"]] {
        // What went wrong is told by whoever asked: it is not there.
        let _ = Command::new("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive").output();
    }
    installed()
}

#[test]
fn people_and_widgets_live_through_a_jump_of_a_day() -> Result<()> {
    let (clock, data) = (Clock::new()?, tempfile::tempdir()?);
    let mut server = clock.server(data.path())?;
    server.sign_in()?;
    let tasks = board::install(&server, "tasks", &json!({ "storage": {} }))?;
    let clock_widget = board::install(&server, "clock", &json!({}))?;
    let home = server.get("/api/v1/account")?.json()["home_board"].as_str().context("no board")?.to_owned();
    let follower = Follower::new(&server, &home)?;
    let mut undo: Option<String> = None;
    for offset in ["+1d", "-1d", "+0d"] {
        clock.jump(offset)?;
        if let Some(undo) = undo.take() {
            // Promised for a time that is a day later than now: the promise is kept.
            put_back(&server, offset, &undo)?;
        }
        // Looks before anything new happens: nothing is drawn later than was asked for.
        let frame = server.get(&format!("/api/v1/widgets/{clock_widget}/frame"))?.json();
        ensure!(frame["refresh_after"].as_i64().is_some_and(|ms| (0..=60_000).contains(&ms)), "{offset}: {frame}");
        for widget in [&tasks, &clock_widget] {
            let frame = board::send(&server, widget, &json!({ "type": "refresh" }))?;
            ensure!(frame["status"] == "live", "{offset}: {frame}");
            follower.hear("event: changed", Duration::from_secs(3)).with_context(|| offset.to_owned())?;
        }
        let removed = remove(&server, &clock_widget)?;
        if offset == "+1d" {
            undo = Some(removed);
            continue;
        }
        put_back(&server, offset, &removed)?;
        for _ in 0..3 {
            let wrong = sign_in(&server, &"0".repeat(64))?;
            ensure!(wrong.status == 403, "{offset}: {} {}", wrong.status, wrong.text);
        }
        ensure!(server.get("/readyz")?.status == 200, "{offset}");
    }
    let audit = server.get("/api/v1/audit")?;
    ensure!(audit.status == 200, "{}", audit.text);
    Ok(())
}

fn remove(server: &Server, widget: &str) -> Result<String> {
    let removed = server.json("DELETE", &format!("/api/v1/widgets/{widget}"), &json!({}))?;
    ensure!(removed.status == 200, "{} {}", removed.status, removed.text);
    Ok(removed.json()["id"].as_str().or(removed.json()["undo"].as_str()).with_context(|| removed.text.clone())?.to_owned())
}

fn put_back(server: &Server, offset: &str, undo: &str) -> Result<()> {
    let back = server.json("POST", &format!("/api/v1/undo/{undo}"), &json!({}))?;
    ensure!(back.status == 200, "{offset}: {} {}", back.status, back.text);
    Ok(())
}

fn sign_in(server: &Server, token: &str) -> Result<Answer> {
    server.json("POST", "/api/v1/session", &json!({ "token": token }))
}

#[test]
fn a_sign_in_link_never_works_longer_than_it_says() -> Result<()> {
    let (clock, data) = (Clock::new()?, tempfile::tempdir()?);
    let server = clock.server(data.path())?;
    for offset in ["+1d", "-1d", "+16m", "-16m"] {
        clock.jump(offset)?;
        thread::sleep(Duration::from_millis(50));
        let refused = sign_in(&server, server.token())?;
        ensure!(refused.status == 403 && refused.text.contains("too old"), "{offset}: {} {}", refused.status, refused.text);
    }
    clock.jump("+5m")?;
    let signed_in = sign_in(&server, server.token())?;
    ensure!(signed_in.status == 204, "within its time it works: {} {}", signed_in.status, signed_in.text);
    Ok(())
}
