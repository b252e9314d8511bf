//! The kernel, its limits, the clock, and the walls around guests.

use std::{
    fs,
    path::Path,
    time::{Duration, SystemTime},
};

use fanlight_runtime::{Settings, wasmtime::PoolingAllocationConfig};
use fanlight_server::CONNECTIONS;
use rustix::process::{Resource, getrlimit};

use super::check::Check;
use crate::{clock, processes};

/// Mappings of memory that one call of a guest may come to: 40 memories with contents, rest, guard and gap, 40 tables and one stack
/// with a guard each, rounded up.
const MAPPINGS_OF_A_CALL: u64 = 256;
/// 2026-01-01 UTC: before this version was made.
const MADE: Duration = Duration::from_secs(1_767_225_600);
/// 2100-01-01 UTC.
const FAR: Duration = Duration::from_secs(4_102_444_800);
/// How far ahead of the clock a file may be: file systems of other machines have clocks of their own.
const AHEAD: Duration = Duration::from_secs(24 * 3600);

/// Whether guests can run at all: the sandbox is started as the server would start it.
pub(super) fn sandbox() -> Check {
    match fanlight_bridge::runtime(Settings::default()) {
        Ok(_) => Check::ok("sandbox", "the sandbox starts"),
        Err(failure) => Check::problem("sandbox", failure.message, failure.hint),
    }
}

/// What makes cleaning up after a call cheap.
pub(super) fn kernel() -> Check {
    let version = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let version = version.trim();
    if PoolingAllocationConfig::is_pagemap_scan_available() {
        return Check::ok("kernel", format!("Linux {version} says which pages a guest wrote (PAGEMAP_SCAN)"));
    }
    Check::warning(
        "kernel",
        format!(
            "kernel {version} does not say which pages a guest wrote (PAGEMAP_SCAN), so cleaning up after each call takes longer"
        ),
        "Use Linux 6.7 or newer; some containers hide it, too. Everything works without.",
    )
}

/// Whether all calls in flight get the memory they may have.
pub(super) fn mappings() -> Check {
    let calls = Settings::default().concurrency;
    let wanted = u64::from(calls) * MAPPINGS_OF_A_CALL;
    let found = fs::read_to_string("/proc/sys/vm/max_map_count").ok().and_then(|text| text.trim().parse::<u64>().ok());
    match found {
        Some(found) if found >= wanted => {
            Check::ok("mappings", format!("vm.max_map_count is {found}, and {calls} calls at once need at most {wanted}"))
        }
        Some(found) => Check::warning(
            "mappings",
            format!("vm.max_map_count is {found}, but {calls} calls at once may need {wanted}: under load, some would fail"),
            "Raise it: sudo sysctl -w vm.max_map_count=65530",
        ),
        None => Check::warning(
            "mappings",
            "this system does not say how many mappings of memory a process may have (vm.max_map_count)",
            "On Linux, mount /proc. Elsewhere, nothing is to be done.",
        ),
    }
}

/// Whether there is a file descriptor for every connection. The server raises its own limit as far as it is allowed.
pub(super) fn files() -> Check {
    let most = getrlimit(Resource::Nofile).maximum;
    let wanted = CONNECTIONS as u64 * 2;
    match most {
        Some(most) if most < 256 => Check::problem(
            "files",
            format!("this user may have {most} files open: too few for a server"),
            format!("Raise the hard limit, for example in the service's unit: LimitNOFILE={wanted}"),
        ),
        Some(most) if most < wanted => Check::warning(
            "files",
            format!("this user may have {most} files open; a server with {CONNECTIONS} connections wants {wanted}"),
            format!("Raise the hard limit, for example in the service's unit: LimitNOFILE={wanted}"),
        ),
        Some(most) => Check::ok("files", format!("{most} files may be open, and the server wants {wanted}")),
        None => Check::ok("files", "any number of files may be open"),
    }
}

/// Whether the clock can be right: sessions, links and schedules go by it.
pub(super) fn clock(data: &Path) -> Check {
    const HINT: &str = "Set the clock, and let it follow the network's time: timedatectl set-ntp true";
    let now = Duration::from_millis(clock::now_ms());
    if now < MADE || now > FAR {
        return Check::problem(
            "time",
            format!("the clock says year {}, which cannot be", 1970 + now.as_secs() / 31_556_952),
            HINT,
        );
    }
    let written = fs::metadata(data.join("lock")).and_then(|file| file.modified()).ok();
    let written = written.and_then(|at| at.duration_since(SystemTime::UNIX_EPOCH).ok()).unwrap_or_default();
    if written > now + AHEAD {
        let days = (written - now).as_secs() / 86_400;
        return Check::problem("time", format!("the data folder was used {days} days after what the clock says now"), HINT);
    }
    Check::ok("time", "the clock says a time that can be")
}

/// What stands between guests and this machine: workers are started as the server would start them, and say which walls they got.
pub(super) async fn walls() -> Check {
    match processes::walls().await {
        Ok(walls) if walls.missing().is_empty() => Check::ok(
            "walls",
            "guests run in processes of their own, with no key, no network and no file but compiled code (Landlock, seccomp)",
        ),
        Ok(walls) => Check::warning(
            "walls",
            format!("not all walls around guests are whole: {}", walls.missing().join("; ")),
            "Use Linux 6.12 or newer with Landlock; some containers hide it, too. Without, give the server a user that has nothing else.",
        ),
        Err(error) => Check::problem(
            "walls",
            format!("processes for guests do not start: {error:#}"),
            "`fanlight serve` does not start like this. `fanlight serve --in-process` does without them, behind one wall less.",
        ),
    }
}
