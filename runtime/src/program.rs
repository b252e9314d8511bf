//! A compiled component, linked and ready to be entered many times.

use std::sync::Arc;

use wasmtime::component::{Component, InstancePre};

use crate::{Call, CallState, Failure, Gate, Kind, Limits, Runtime};

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
    /// right type. Compiling takes about a millisecond for each 2 KB and happens on a thread for blocking work.
    ///
    /// # Errors
    /// `invalid.package` when the bytes are no component that this runtime can run, `limit.memory` or `limit.table` when it declares
    /// more than could ever be given.
    pub async fn load(runtime: &Runtime, bytes: &[u8]) -> Result<Self, Failure> {
        let digest = blake3::hash(bytes);
        let (runtime, bytes) = (runtime.clone(), bytes.to_vec());
        tokio::task::spawn_blocking(move || {
            let component = match &runtime.0.artifacts {
                Some(artifacts) => artifacts.component(&runtime.0.engine, &digest, &bytes),
                None => Component::from_binary(&runtime.0.engine, &bytes).map_err(|e| refuse(&e)),
            }?;
            let pre =
                runtime.0.linker.instantiate_pre(&component).map_err(|e| {
                    Failure::new(Kind::InvalidManifest, format!("an import or its type is not known here: {e:#}"))
                })?;
            let imports = component.component_type();
            let wants_system = imports.imports(&runtime.0.engine).any(|(name, _)| name.starts_with("wasi:"));
            Ok(Self { pre: Arc::new(pre), runtime, digest, wants_system })
        })
        .await
        .map_err(Failure::internal)?
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
