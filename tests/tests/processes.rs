//! The processes of a running server: what is around the workers, who ends when, and what people notice of it. What can be reached from
//! within a worker is in `runtime/tests/workers/`.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may wait, and look at processes")]

use std::{
    collections::HashMap,
    fs,
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    sync::atomic::{AtomicBool, Ordering::Relaxed},
    thread,
    time::Duration,
};

use anyhow::{Context as _, Result, ensure};
use fanlight_tests::{Server, board, toiler};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};

/// The processes that a process started, by what is in `/proc`.
fn children(parent: u32) -> Vec<u32> {
    let all = fs::read_dir("/proc").unwrap().flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    let is_child = |process: &u32| field(*process, "PPid").is_some_and(|found| found == parent.to_string());
    all.filter(is_child).collect()
}

/// Those that run guests. Samples are still being compiled in others.
fn workers(server: &Server) -> Vec<u32> {
    let line = |process: &u32| fs::read(format!("/proc/{process}/cmdline")).unwrap_or_default();
    children(server.id()).into_iter().filter(|process| line(process).ends_with(b"\0worker\0")).collect()
}

/// A line of `/proc/ID/status`.
fn field(process: u32, name: &str) -> Option<String> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    status.lines().find_map(|line| Some(line.strip_prefix(name)?.strip_prefix(':')?.trim().to_owned()))
}

fn running(process: u32) -> bool {
    field(process, "State").is_some_and(|state| !state.starts_with('Z'))
}

fn soon(what: &str, is: impl Fn() -> bool) -> Result<()> {
    for _ in 0..500 {
        if is() {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(20));
    }
    anyhow::bail!("{what} does not come")
}

fn start(data: &tempfile::TempDir) -> Result<(Server, Vec<u32>)> {
    let mut server = Server::start(data.path(), &[])?;
    server.sign_in()?;
    let workers = workers(&server);
    ensure!(!workers.is_empty(), "there are no workers");
    Ok((server, workers))
}

/// Each would hold some 2 MiB for every few kilobytes that it uses; together they held twice as much.
#[test]
fn none_of_them_takes_memory_in_large_pages() -> Result<()> {
    let data = tempfile::tempdir()?;
    let (server, workers) = start(&data)?;
    for process in workers.into_iter().chain([server.id()]) {
        let large = field(process, "THP_enabled").context("a kernel that does not say")?;
        ensure!(large == "0", "the process {process} takes large pages");
    }
    Ok(())
}

#[test]
fn workers_have_nothing() -> Result<()> {
    let data = tempfile::tempdir()?;
    let (_server, workers) = start(&data)?;
    for worker in workers {
        for thread in fs::read_dir(format!("/proc/{worker}/task"))? {
            let status = fs::read_to_string(thread?.path().join("status"))?;
            let is = |name: &str| status.lines().find_map(|line| line.strip_prefix(name)).map(str::trim).unwrap_or_default();
            // 2 is a filter of system calls.
            ensure!((is("Seccomp:"), is("NoNewPrivs:")) == ("2", "1"), "{status}");
            ensure!(is("CapEff:").trim_matches('0').is_empty() && is("CapPrm:").trim_matches('0').is_empty(), "{status}");
        }
        ensure!(fs::read(format!("/proc/{worker}/environ"))?.is_empty(), "it has an environment");
        let open = fs::read_dir(format!("/proc/{worker}/fd"))?.map(|entry| fs::read_link(entry?.path()));
        for file in open {
            let file = file?.to_string_lossy().into_owned();
            // What a worker needs: its socket (twice), the poller, nothing, and which pages a guest wrote.
            let may = file.starts_with("socket:")
                || file.starts_with("anon_inode:")
                || file == "/dev/null"
                || file.ends_with("/pagemap");
            ensure!(may, "it has {file} open");
        }
    }
    Ok(())
}

#[test]
fn nothing_outlives_the_server() -> Result<()> {
    let data = tempfile::tempdir()?;
    let (server, workers) = start(&data)?;
    server.kill_now()?;
    soon("the end of the workers after kill -9", || !workers.iter().any(|worker| running(*worker)))?;
    let (server, workers) = start(&data)?;
    server.stop()?;
    soon("the end of the workers after a stop", || !workers.iter().any(|worker| running(*worker)))
}

#[test]
fn people_do_not_notice_that_workers_are_killed() -> Result<()> {
    let data = tempfile::tempdir()?;
    let figures = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let mut server = Server::start(data.path(), &["--admin-listen", &figures.to_string()])?;
    server.sign_in()?;
    let workers = workers(&server);
    let widget = board::install(&server, "tasks", &json!({ "storage": {} }))?;
    for round in 0..6 {
        for worker in self::workers(&server) {
            // It may be gone already, by the round before.
            let _ = kill_process(Pid::from_raw(worker.try_into()?).context("no process")?, Signal::KILL);
        }
        let frame = board::send(&server, &widget, &json!({ "type": "refresh" }))?;
        ensure!(frame["status"] == "live", "round {round}: {frame}");
    }
    soon("a full house", || self::workers(&server).len() == workers.len())?;
    ensure!(children(server.id()).iter().all(|child| running(*child)), "there are zombies");
    // Whoever runs the server does notice.
    let mut answer = String::new();
    let mut connection = TcpStream::connect(figures)?;
    connection.write_all(b"GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    connection.read_to_string(&mut answer)?;
    let died = |how: &str| {
        let name = format!("fanlight_worker_deaths_total{{how=\"{how}\"}} ");
        answer.lines().find_map(|line| line.strip_prefix(&name)?.parse().ok()).unwrap_or(0)
    };
    ensure!(died("killed") >= 6 && died("breach") == 0, "{answer}");
    Ok(())
}

#[test]
fn a_package_that_ended_its_workers_is_run_again_when_somebody_asks() -> Result<()> {
    let data = tempfile::tempdir()?;
    let (server, _) = start(&data)?;
    let widget = board::install_digest(&server, &board::upload(&server, &toiler::package("ender", 6_000_000, 1)?)?, &json!({}))?;
    let refresh = || board::send(&server, &widget, &json!({ "type": "refresh" }));
    let suspended = |frame: &Value| frame["error"]["message"].as_str().is_some_and(|why| why.contains("two processes ended"));
    // As if it crashed whatever runs it.
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut before = HashMap::new();
            while !done.load(Relaxed) {
                for worker in
                    self::workers(&server).into_iter().filter(|worker| field(*worker, "Seccomp").as_deref() == Some("2"))
                {
                    let Some(now) = worked(worker) else { continue };
                    if before.insert(worker, now).is_some_and(|before| now > before + 1_000_000) {
                        // It may be gone already.
                        let _ = kill_process(Pid::from_raw(i32::try_from(worker).unwrap()).unwrap(), Signal::SEGV);
                    }
                }
            }
        });
        let ended = (0..100).any(|_| refresh().is_ok_and(|frame| suspended(&frame)));
        done.store(true, Relaxed);
        ensure!(ended, "it is never suspended");
        Ok(())
    })?;
    let still = refresh()?;
    ensure!(suspended(&still), "{still}");
    let again = server.json("POST", &format!("/api/v1/widgets/{widget}/retry"), &json!({}))?.json();
    ensure!(again["status"] == "live", "{again}");
    Ok(())
}

/// Nanoseconds that all threads of a process have run.
fn worked(process: u32) -> Option<u64> {
    let threads = fs::read_dir(format!("/proc/{process}/task")).ok()?;
    let each = threads.map(|thread| {
        let stat = fs::read_to_string(thread.ok()?.path().join("schedstat")).ok()?;
        stat.split_whitespace().next()?.parse::<u64>().ok()
    });
    each.sum()
}

#[test]
fn a_server_can_do_without() -> Result<()> {
    let data = tempfile::tempdir()?;
    let mut server = Server::start(data.path(), &["--in-process"])?;
    server.sign_in()?;
    board::install(&server, "tasks", &json!({ "storage": {} }))?;
    soon("the end of compiling", || children(server.id()).is_empty())
}
