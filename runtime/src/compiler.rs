//! Compiling in a process of its own. A small, valid component can take minutes and gigabytes to compile, and a compiler is no security
//! boundary: so it gets the bytes, a bounded time and memory, and nothing else, and whatever becomes of it is a value here.

mod child;

use std::{
    os::unix::process::ExitStatusExt as _,
    process::{ExitStatus, Stdio},
    time::Duration,
};

use rustix::process::Signal;
use serde::{Deserialize, Serialize};
use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWriteExt as _},
    time::timeout,
};

use crate::{Failure, Kind, Launch, artifacts::Compiled, confine::comes_from_outside};

pub use child::{compile, compile_with};

/// The largest artifact, in bytes: an artifact is three to five times its component, and a component has at most 16 MiB.
const MOST: u64 = 256 << 20;
/// What is read of what it has to say to people, in bytes.
const MOST_SAID: u64 = 4 << 10;
/// How much longer than its CPU time a compile may take by the clock: others need the machine, too.
const PATIENCE: u32 = 20;

/// What one compile may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompileLimits {
    /// Seconds of CPU time.
    pub cpu_seconds: u64,
    /// Bytes of address space, above what the process begins with.
    pub memory_bytes: u64,
}

impl Default for CompileLimits {
    /// 5 s and 1 GiB.
    fn default() -> Self {
        Self { cpu_seconds: 5, memory_bytes: 1 << 30 }
    }
}

/// Compiles each component in a short-lived process.
#[derive(Clone, Debug)]
pub struct Compiler {
    launch: Launch,
    limits: CompileLimits,
    wants_walls: bool,
}

impl Compiler {
    /// `launch` has to end in [`compile`].
    pub fn new(launch: Launch, limits: CompileLimits) -> Self {
        Self { launch, limits, wants_walls: true }
    }

    /// Compile even where the walls around the process cannot all be put up: whatever of them there is has to do. Without this, nothing
    /// is compiled there.
    #[must_use]
    pub fn without_all_walls(mut self) -> Self {
        self.wants_walls = false;
        self
    }

    /// What one compile may use.
    pub fn limits(&self) -> CompileLimits {
        self.limits
    }

    pub(crate) async fn compile(&self, bytes: &[u8]) -> Result<Compiled, Failure> {
        let patience = Duration::from_secs(self.limits.cpu_seconds.max(1)).saturating_mul(PATIENCE);
        // Whoever does not wait any longer ends the process, too.
        match timeout(patience, self.ask(bytes)).await {
            Ok(answer) => answer,
            Err(_) => Err(Failure::internal(format!("the compiler did not end within {} s", patience.as_secs()))),
        }
    }

    async fn ask(&self, bytes: &[u8]) -> Result<Compiled, Failure> {
        let started = |e: std::io::Error| Failure::internal(format!("the compiler did not start: {e}"));
        let mut command = self.launch.command();
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(started)?;
        let (Some(mut stdin), Some(stdout), Some(stderr)) = (child.stdin.take(), child.stdout.take(), child.stderr.take()) else {
            return Err(Failure::internal("the compiler has no pipes"));
        };
        let given = async move {
            let CompileLimits { cpu_seconds, memory_bytes } = self.limits;
            let header = [cpu_seconds, memory_bytes, self.wants_walls.into()].map(u64::to_le_bytes);
            // One that ended early has said why.
            let _ = stdin.write_all(header.as_flattened()).await;
            let _ = stdin.write_all(bytes).await;
        };
        let ((), answer, said) = tokio::join!(given, read(stdout, MOST), read(stderr, MOST_SAID));
        let status = child.wait().await.map_err(Failure::internal)?;
        match answer.split_first() {
            Some((&child::COMPILED, code)) if status.success() => Ok(Compiled::now(code.to_vec())),
            Some((&child::REFUSED, refusal)) if status.success() => Err(understood(refusal)),
            _ => Err(self.ended(status, &String::from_utf8_lossy(&said))),
        }
    }

    /// Why it ended without an answer.
    fn ended(&self, status: ExitStatus, said: &str) -> Failure {
        let signal = status.signal();
        let is = |one: Signal| signal == Some(one.as_raw());
        let raise = "Make the component smaller, or ask whoever runs the server to allow more.";
        if is(Signal::XCPU) {
            let message = format!("compiling it takes more than {} s of CPU time", self.limits.cpu_seconds);
            return Failure::new(Kind::InvalidPackage, message).hint(raise);
        }
        // How the standard library ends a process that gets no memory.
        if is(Signal::ABORT) && said.contains("memory allocation of") {
            let message = format!("compiling it takes more than {} MiB of memory", self.limits.memory_bytes >> 20);
            return Failure::new(Kind::InvalidPackage, message).hint(raise);
        }
        match signal {
            // The system takes memory back this way, and a server is stopped so with all its processes: no fault of the component's alone.
            Some(signal) if comes_from_outside(signal) => Failure::internal("the compiler was ended from outside"),
            Some(signal) => Failure::new(Kind::InvalidPackage, format!("the compiler crashed on it (signal {signal})")),
            None => Failure::internal(format!("the compiler ended with {status}: {}", said.lines().next().unwrap_or_default())),
        }
    }
}

/// At most so much; the rest is left unread, and who writes it is told by the end of the pipe.
async fn read(from: impl AsyncRead + Unpin, most: u64) -> Vec<u8> {
    let mut all = Vec::new();
    // What came until an error is not a whole answer, and is treated so.
    let _ = from.take(most).read_to_end(&mut all).await;
    all
}

/// A refusal in the compiler's own words. It may blame the component and nobody else.
fn understood(refusal: &[u8]) -> Failure {
    match postcard::from_bytes::<Failure>(refusal) {
        Ok(failure) if matches!(failure.kind, Kind::InvalidPackage | Kind::Memory | Kind::Table) => failure,
        _ => Failure::new(Kind::InvalidPackage, "it does not compile"),
    }
}
