//! The wall behind the wall: what a process that touches guests gives up before it sees the first byte of one. wasmtime holds a guest;
//! should it fail some day, the guest finds a process with no key, no file, no network and no way to start anything.
//!
//! The order matters. [`begin`] comes before anything is opened. [`enclose`] comes before any thread is started, since Landlock and
//! capabilities are a thread's own and inherited; and after whatever has to be opened was opened. [`Enclosed::seal`] comes last, and
//! covers all threads.

mod calls;
mod descriptors;
mod files;

use std::{fs, path::Path};

use rustix::{
    process::{Resource, Rlimit, Signal, setrlimit},
    thread::{CapabilitySet, CapabilitySets},
};
use serde::{Deserialize, Serialize};

use crate::Failure;

/// Descriptors that a worker needs: its socket, the poller, and one for each program that it keeps.
const DESCRIPTORS: u64 = 512;

/// What a process may still read.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Reads<'a> {
    Nothing,
    Folder(&'a Path),
}

/// Which layers hold around a process.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Walls {
    missing: Vec<String>,
}

impl Walls {
    /// One sentence for each layer that this kernel does not give, or not whole. Empty when all of them hold.
    pub fn missing(&self) -> &[String] {
        &self.missing
    }

    fn note(&mut self, layer: Result<(), String>) {
        self.missing.extend(layer.err());
    }
}

/// Close what was inherited, and end when the process that started this one ends.
pub(crate) fn begin() -> Result<(), Failure> {
    descriptors::close_inherited().map_err(|e| Failure::internal(format!("what was open cannot be closed: {e}")))?;
    rustix::process::set_parent_process_death_signal(Some(Signal::KILL)).map_err(Failure::internal)
}

/// A process that has no way back. Whatever threads it needs can be started now.
pub(crate) struct Enclosed {
    walls: Walls,
    files: bool,
}

/// Give up rights, room and files. Without Landlock it goes on and says so; everything else has to hold.
pub(crate) fn enclose(reads: Reads<'_>) -> Result<Enclosed, Failure> {
    let mut walls = Walls::default();
    // When memory is short the system takes this process first, and not the one that has the data.
    let first = fs::write("/proc/self/oom_score_adj", "1000");
    walls.note(first.map_err(|e| format!("when memory is short, the system may end the server before it ends this: {e}")));
    limit(Resource::Core, 0)?;
    limit(Resource::Fsize, 0)?;
    limit(Resource::Nofile, DESCRIPTORS)?;
    rustix::thread::set_no_new_privs(true).map_err(Failure::internal)?;
    let none = CapabilitySet::empty();
    let none = CapabilitySets { effective: none, permitted: none, inheritable: none };
    // Some containers forbid to drop what is not there.
    if rustix::thread::capabilities(None) != Ok(none) {
        rustix::thread::set_capabilities(None, none)
            .map_err(|e| Failure::internal(format!("its privileges could not be dropped: {e}")))?;
    }
    walls.note(files::restrict(reads));
    Ok(Enclosed { walls, files: matches!(reads, Reads::Folder(_)) })
}

impl Enclosed {
    /// Give up every system call that is not needed, in all threads. No more threads can be started.
    pub(crate) fn seal(self) -> Result<Walls, Failure> {
        limit(Resource::Nproc, 0)?;
        calls::restrict(self.files).map_err(|e| {
            Failure::internal(format!("the filter of system calls (seccomp) could not be used: {e}"))
                .hint("Run it where seccomp is allowed: Linux has it, and some containers and emulators forbid it.")
        })?;
        Ok(self.walls)
    }
}

/// Whether a signal that ended a process must have come from outside of its walls: code within can raise none of these, whatever became
/// of it. Service managers and terminals send them to all processes of a server at once.
pub(crate) fn comes_from_outside(signal: i32) -> bool {
    [Signal::KILL, Signal::TERM, Signal::INT, Signal::HUP, Signal::QUIT].iter().any(|one| one.as_raw() == signal)
}

/// Bytes of address space that this process has taken.
pub(crate) fn address_space() -> Result<u64, Failure> {
    let statm = std::fs::read_to_string("/proc/self/statm").map_err(Failure::internal)?;
    let pages: u64 = statm.split(' ').next().and_then(|pages| pages.parse().ok()).unwrap_or(0);
    Ok(pages.saturating_mul(rustix::param::page_size() as u64))
}

fn limit(resource: Resource, most: u64) -> Result<(), Failure> {
    let most = rustix::process::getrlimit(resource).maximum.map_or(most, |maximum| maximum.min(most));
    setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) }).map_err(Failure::internal)
}
