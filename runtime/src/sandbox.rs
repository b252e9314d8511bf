//! Where guests run.

use crate::{Limits, Runtime, workers::Workers};

/// Either this process or workers. Cheap to clone.
#[derive(Clone, Debug)]
pub enum Sandbox {
    /// In this process: nothing to start, and nothing between guests and the host but WebAssembly.
    Here(Runtime),
    /// In processes of their own.
    Apart(Workers),
}

impl Sandbox {
    /// The upper bounds of every call.
    pub fn limits(&self) -> Limits {
        match self {
            Self::Here(runtime) => runtime.limits(),
            Self::Apart(workers) => workers.limits(),
        }
    }

    /// Remove what was compiled of a component that nobody has any more. What is running goes on; to load the same bytes again is to
    /// compile them again.
    pub async fn forget(&self, digest: blake3::Hash) {
        let artifacts = match self {
            Self::Here(runtime) => runtime.0.artifacts.clone(),
            Self::Apart(workers) => Some(workers.artifacts()),
        };
        if let Some(artifacts) = artifacts {
            // It fails when it panics, which it does not, or when everything ends.
            let _ = tokio::task::spawn_blocking(move || artifacts.forget(&digest)).await;
        }
    }
}

impl From<Runtime> for Sandbox {
    fn from(runtime: Runtime) -> Self {
        Self::Here(runtime)
    }
}

impl From<&Runtime> for Sandbox {
    fn from(runtime: &Runtime) -> Self {
        Self::Here(runtime.clone())
    }
}

impl From<Workers> for Sandbox {
    fn from(workers: Workers) -> Self {
        Self::Apart(workers)
    }
}

impl From<&Sandbox> for Sandbox {
    fn from(sandbox: &Sandbox) -> Self {
        sandbox.clone()
    }
}
