//! A compiled component, linked and ready to be entered many times.

use std::sync::Arc;

use wasmtime::component::{Component, InstancePre};

use crate::{
    Call, CallState, Failure, Gate, Kind, Limits, Runtime,
    artifacts::{Artifacts, Compiled, Verified},
    compiler::Compiler,
};

/// A compiled component. Cheap to clone.
#[derive(Clone)]
pub struct Program {
    runtime: Runtime,
    pre: Arc<InstancePre<CallState>>,
    digest: blake3::Hash,
    /// It imports the frozen profile.
    wants_system: bool,
}

impl Program {
    /// Compile `bytes`, or load what was compiled before, and check that every import is one of the runtime's interfaces with the
    /// right type. Compiling takes about a millisecond for each 2 KB, and happens on a thread for blocking work, or in a process of its
    /// own with [`crate::Settings::compiler`].
    ///
    /// # Errors
    /// `invalid.package` when the bytes are no component that this runtime can run, `limit.memory` or `limit.table` when it declares
    /// more than could ever be given.
    pub async fn load(runtime: &Runtime, bytes: &[u8]) -> Result<Self, Failure> {
        let digest = blake3::hash(bytes);
        if let Some(found) = found(runtime, digest).await? {
            return Ok(found);
        }
        let compiled = match &runtime.0.compiler {
            Some(compiler) => apart(compiler, runtime.0.artifacts.as_deref(), &digest, bytes).await?,
            None => here(runtime, bytes.to_vec()).await?,
        };
        let runtime = runtime.clone();
        blocking(move || {
            let engine = &runtime.0.engine;
            // A cache that cannot be written costs time and nothing else.
            let kept = runtime.0.artifacts.as_ref().and_then(|artifacts| artifacts.keep(&digest, &compiled).ok());
            // What the pool has no room for is found here, not while compiling.
            let component = match kept {
                Some(kept) => kept.component(engine),
                None => compiled.component(engine),
            };
            Self::link(&runtime, component.map_err(|e| refuse(&e))?, digest)
        })
        .await
    }

    /// The program of an artifact. It takes less than a millisecond.
    pub(crate) fn map(runtime: &Runtime, artifact: &Verified, digest: blake3::Hash) -> Result<Self, Failure> {
        Self::link(runtime, artifact.component(&runtime.0.engine).map_err(|e| refuse(&e))?, digest)
    }

    fn link(runtime: &Runtime, component: Component, digest: blake3::Hash) -> Result<Self, Failure> {
        let pre = runtime
            .0
            .linker
            .instantiate_pre(&component)
            .map_err(|e| Failure::new(Kind::InvalidManifest, format!("an import or its type is not known here: {e:#}")))?;
        let imports = component.component_type();
        let wants_system = imports.imports(&runtime.0.engine).any(|(name, _)| name.starts_with("wasi:"));
        Ok(Self { pre: Arc::new(pre), runtime: runtime.clone(), digest, wants_system })
    }

    /// The linked component, for the typed bindings of a world.
    pub fn pre(&self) -> &InstancePre<CallState> {
        &self.pre
    }

    /// BLAKE3 of the component's bytes.
    pub fn digest(&self) -> blake3::Hash {
        self.digest
    }

    /// The runtime that this program belongs to.
    pub fn runtime(&self) -> &Runtime {
        &self.runtime
    }

    /// Begin a call; waits for a place when all are taken.
    ///
    /// # Errors
    /// Only faults of the host.
    pub async fn enter(&self, gate: Gate, limits: Limits) -> Result<Call, Failure> {
        let mut call = Call::begin(&self.runtime, gate, limits).await?;
        if self.wants_system {
            call.charge_system();
        }
        Ok(call)
    }
}

impl std::fmt::Debug for Program {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Program").field("digest", &self.digest.to_hex()).finish_non_exhaustive()
    }
}

async fn found(runtime: &Runtime, digest: blake3::Hash) -> Result<Option<Program>, Failure> {
    let Some(artifacts) = runtime.0.artifacts.clone() else { return Ok(None) };
    let runtime = runtime.clone();
    // One that does not load, though it is ours, is compiled again; what that says is what counts.
    blocking(move || {
        let component = artifacts.find(&digest).and_then(|artifact| artifact.component(&runtime.0.engine).ok());
        component.map(|component| Program::link(&runtime, component, digest)).transpose()
    })
    .await
}

async fn here(runtime: &Runtime, bytes: Vec<u8>) -> Result<Compiled, Failure> {
    let runtime = runtime.clone();
    blocking(move || runtime.0.engine.precompile_component(&bytes).map(Compiled::now).map_err(|e| refuse(&e))).await
}

/// Compile in a process of its own, unless that was tried before in vain.
pub(crate) async fn apart(
    compiler: &Compiler,
    artifacts: Option<&Artifacts>,
    digest: &blake3::Hash,
    bytes: &[u8],
) -> Result<Compiled, Failure> {
    if let Some(refusal) = artifacts.and_then(|artifacts| artifacts.refusal(digest, compiler.limits())) {
        return Err(refusal);
    }
    let compiled = compiler.compile(bytes).await;
    // Whatever is our own fault may pass.
    if let (Err(failure), Some(artifacts)) = (&compiled, artifacts)
        && failure.kind != Kind::Internal
    {
        artifacts.refuse(digest, compiler.limits(), failure);
    }
    compiled
}

pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    tokio::task::spawn_blocking(work).await.map_err(Failure::internal)?
}

/// Why a component did not compile. What it declares beyond the pool's bounds is a limit; the rest is not a package.
pub(crate) fn refuse(error: &wasmtime::Error) -> Failure {
    let message = format!("{error:#}");
    // wasmtime has no type for these errors; `tests/hostile` pins the sentences, and the version is pinned too.
    let beyond = |what: &str| {
        (message.contains("exceeds the limit") || message.contains("in the pooling allocator")) && message.contains(what)
    };
    let kind = if beyond("memor") || beyond("core module instances") {
        Kind::Memory
    } else if beyond("table") {
        Kind::Table
    } else {
        Kind::InvalidPackage
    };
    Failure::new(kind, message)
}
