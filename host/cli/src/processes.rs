//! The two smaller things that this executable can be, for a server that starts it again: a worker, and a compiler.

use std::{ffi::OsStr, process::ExitCode};

use fanlight_runtime::{ArtifactKey, CompileLimits, Compiler, Failure, Launch, Settings, Walls};

use crate::exit::Exit;

const WORKER: &str = "worker";
const COMPILER: &str = "compiler";

/// Starts a worker.
pub(crate) fn worker() -> Launch {
    Launch::this([WORKER])
}

/// Starts a compiler. The allocator takes its address space in small pieces there, since that is what is limited.
pub(crate) fn compiler() -> Launch {
    Launch::this([COMPILER]).variable("MIMALLOC_ARENA_RESERVE", "32768")
}

/// What compiling one package may take.
#[derive(Debug, clap::Args)]
pub(crate) struct CompileArgs {
    /// CPU time that compiling one package may take
    #[arg(long, value_name = "SECONDS", default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..=3600))]
    compile_seconds: u64,
    /// Memory that compiling one package may take
    #[arg(long, value_name = "MIB", default_value_t = 1024, value_parser = clap::value_parser!(u64).range(64..=65536))]
    compile_memory: u64,
}

impl CompileArgs {
    pub(crate) fn compiler(&self) -> Compiler {
        let limits = CompileLimits { cpu_seconds: self.compile_seconds, memory_bytes: self.compile_memory << 20 };
        Compiler::new(compiler(), limits)
    }
}

/// The walls around workers on this machine. They are started in a folder of their own, and gone afterwards.
pub(crate) async fn walls() -> anyhow::Result<Walls> {
    let folder = tempfile::tempdir()?;
    let key = ArtifactKey::open(&folder.path().join("key"))?;
    let mut settings = Settings::default();
    settings.artifacts = Some((folder.path().join("artifacts"), key));
    settings.compiler = Some(Compiler::new(compiler(), CompileLimits::default()));
    Ok(fanlight_bridge::workers(settings, &[], worker()).await?.walls())
}

/// Be one of them, if the command line says so and nothing else. Nobody types that, so no help tells of it; and nothing may happen
/// before it, such as starting a thread.
pub(crate) fn be() -> Option<ExitCode> {
    let mut arguments = std::env::args_os().skip(1);
    let (Some(what), None) = (arguments.next(), arguments.next()) else { return None };
    let done: Result<(), Failure> = if what == OsStr::new(WORKER) {
        fanlight_bridge::work(&[])
    } else if what == OsStr::new(COMPILER) {
        fanlight_runtime::compile()
    } else {
        return None;
    };
    Some(match done {
        Ok(()) => Exit::Done.into(),
        Err(failure) => {
            crate::output::note(&failure);
            Exit::of_kind(failure.kind).into()
        }
    })
}
