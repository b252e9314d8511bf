//! The wasmtime engine: which features exist at all, how instances are pooled, and what is linked.

use std::{path::PathBuf, sync::Arc};

use tokio::sync::Semaphore;
use wasmparser::WasmFeatures;
use wasmtime::{Config, Enabled, Engine, InstanceAllocationStrategy, PoolingAllocationConfig, component::Linker};

use crate::{
    ArtifactKey, CallState, Compiler, Failure, Interface, Limits, Operation,
    artifacts::{Artifacts, EngineHash},
    frozen,
    recording::EngineId,
    ticker::Ticker,
};

/// The version of wasmtime that is linked.
const WASMTIME: &str = "48.0.8";

/// What an embedder decides once.
///
/// ```
/// let mut settings = fanlight_runtime::Settings::default();
/// settings.concurrency = 8;
/// settings.limits.fuel /= 2;
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Settings {
    /// Upper bounds of every call.
    pub limits: Limits,
    /// Calls in flight at once, 64 by default; more wait. Each reserves address space, none of it memory.
    pub concurrency: u32,
    /// Bytes of a guest's stack, 512 KiB by default. As much again is reserved for the host's part of a call.
    pub stack_bytes: usize,
    /// Where compiled programs are kept, and the key that authenticates them. `None` compiles at each start.
    pub artifacts: Option<(PathBuf, ArtifactKey)>,
    /// Compiles in a process of its own, within bounds. `None` compiles in this one, for as long as it takes.
    pub compiler: Option<Compiler>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { limits: Limits::default(), concurrency: 64, stack_bytes: 512 << 10, artifacts: None, compiler: None }
    }
}

/// Runs programs. Cheap to clone; clones share the engine.
#[derive(Clone)]
pub struct Runtime(pub(crate) Arc<Shared>);

pub(crate) struct Shared {
    pub(crate) engine: Engine,
    pub(crate) linker: Linker<CallState>,
    interfaces: Vec<Interface>,
    id: EngineId,
    pub(crate) limits: Limits,
    pub(crate) artifacts: Option<Arc<Artifacts>>,
    pub(crate) compiler: Option<Compiler>,
    pub(crate) places: Arc<Semaphore>,
    pub(crate) ticker: Ticker,
}

impl Runtime {
    /// An engine whose guests can import the functions of `interfaces` and nothing else.
    ///
    /// # Errors
    /// When the machine cannot give what the settings ask for, with what to lower.
    pub fn new(settings: Settings, interfaces: &[Interface]) -> Result<Self, Failure> {
        Ok(Self::confined(settings, interfaces, || Ok(()))?.0)
    }

    /// The same with something to do between the last thing that is opened and the first thread that is started.
    pub(crate) fn confined<T>(
        settings: Settings,
        interfaces: &[Interface],
        confine: impl FnOnce() -> Result<T, Failure>,
    ) -> Result<(Self, T), Failure> {
        let engine = Engine::new(&engine_config(&settings)).map_err(|e| {
            Failure::internal(format!("the sandbox did not start: {e:#}")).hint("Lower `concurrency`, or raise vm.max_map_count.")
        })?;
        let linker = linker(&engine, interfaces).map_err(Failure::internal)?;
        let open = |(dir, key)| Artifacts::open(dir, key, EngineHash::of(&engine)).map(Arc::new);
        let id = identity(&settings, interfaces);
        let artifacts = settings.artifacts.map(open).transpose()?;
        let confined = confine()?;
        let ticker = Ticker::start(&engine).map_err(Failure::internal)?;
        let shared = Shared {
            places: Arc::new(Semaphore::new(settings.concurrency as usize)),
            limits: settings.limits,
            compiler: settings.compiler,
            interfaces: interfaces.to_vec(),
            id,
            engine,
            linker,
            artifacts,
            ticker,
        };
        Ok((Self(Arc::new(shared)), confined))
    }

    pub(crate) fn engine(&self) -> &Engine {
        &self.0.engine
    }

    /// What the fuel of a call depends on besides the call itself.
    pub fn id(&self) -> &EngineId {
        &self.0.id
    }

    /// The operation of that name, if guests can import it.
    pub fn operation(&self, capability: &str, operation: &str) -> Option<Operation> {
        let interfaces = self.0.interfaces.iter().filter(|interface| interface.capability == capability);
        interfaces.flat_map(|interface| interface.operations).find(|known| known.name == operation).copied()
    }

    /// The upper bounds of every call.
    pub fn limits(&self) -> Limits {
        self.0.limits
    }
}

impl std::fmt::Debug for Runtime {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Runtime").field("limits", &self.0.limits).finish_non_exhaustive()
    }
}

/// The WebAssembly features of every guest. What is not here does not validate: threads and shared memory, 64-bit memories, several
/// memories in a module, GC, exceptions, tail calls, relaxed SIMD, and every asynchronous part of the component model.
pub fn wasm_features() -> WasmFeatures {
    WasmFeatures::MUTABLE_GLOBAL
        | WasmFeatures::SATURATING_FLOAT_TO_INT
        | WasmFeatures::SIGN_EXTENSION
        | WasmFeatures::REFERENCE_TYPES
        | WasmFeatures::MULTI_VALUE
        | WasmFeatures::BULK_MEMORY
        | WasmFeatures::SIMD
        | WasmFeatures::FLOATS
        | WasmFeatures::EXTENDED_CONST
        | WasmFeatures::COMPONENT_MODEL
        | WasmFeatures::BULK_MEMORY_OPT
        | WasmFeatures::CALL_INDIRECT_OVERLONG
}

/// The configuration behind a runtime with these settings, so that our benchmark can compare with wasmtime alone.
#[doc(hidden)]
pub fn engine_config(settings: &Settings) -> Config {
    let mut config = Config::new();
    config
        .wasm_features(wasm_features().complement(), false)
        .wasm_features(wasm_features(), true)
        .shared_memory(false)
        .concurrency_support(false)
        // Compiling takes one core and leaves the others to what runs.
        .parallel_compilation(false)
        // Determinism: the same call gives the same bytes and the same fuel.
        .cranelift_nan_canonicalization(true)
        // Fuel decides; the epoch yields to the executor and backs fuel up.
        .consume_fuel(true)
        .epoch_interruption(true)
        .max_wasm_stack(settings.stack_bytes)
        .async_stack_size(settings.stack_bytes + (512 << 10))
        .wasm_backtrace_max_frames(std::num::NonZeroUsize::new(8))
        .allocation_strategy(InstanceAllocationStrategy::Pooling(pool(settings)));
    config
}

/// Core instances, memories or tables that one component may hold, if its sums stay within the limits: other toolchains make 13 to 38.
const IN_ONE_COMPONENT: u32 = 40;

/// Room for every call in flight to hold the most that one may, so that no component takes another's place. It is address space.
fn pool(settings: &Settings) -> PoolingAllocationConfig {
    let mut pool = PoolingAllocationConfig::new();
    let calls = settings.concurrency;
    let parts = calls.saturating_mul(IN_ONE_COMPONENT);
    pool.total_component_instances(calls)
        .total_core_instances(parts)
        .total_memories(parts)
        .total_tables(parts)
        .total_stacks(calls)
        .max_core_instances_per_component(IN_ONE_COMPONENT)
        .max_memories_per_component(IN_ONE_COMPONENT)
        .max_tables_per_component(IN_ONE_COMPONENT)
        .table_elements(usize::try_from(settings.limits.table_elements).unwrap_or(usize::MAX))
        .linear_memory_keep_resident(256 << 10)
        .table_keep_resident(64 << 10)
        .pagemap_scan(Enabled::Auto);
    pool
}

/// See [`EngineId`]: whatever changes fuel or bytes of a call belongs into the hash.
fn identity(settings: &Settings, interfaces: &[Interface]) -> EngineId {
    let mut hasher = blake3::Hasher::new();
    let mut add = |text: &str| {
        hasher.update(text.as_bytes()).update(&[0]);
    };
    add(&format!("{:x} {} {}", wasm_features().bits(), settings.stack_bytes, frozen::PRICE));
    for interface in interfaces {
        add(interface.name);
        for operation in interface.operations {
            let price = operation.price();
            add(&format!("{} {} {}", operation.name, price.call, price.byte));
        }
    }
    let settings = hasher.finalize().to_hex()[..16].to_owned();
    EngineId { wasmtime: WASMTIME.into(), architecture: std::env::consts::ARCH.into(), settings }
}

fn linker(engine: &Engine, interfaces: &[Interface]) -> wasmtime::Result<Linker<CallState>> {
    let mut linker = Linker::new(engine);
    frozen::link(&mut linker)?;
    for interface in interfaces {
        let mut instance = linker.instance(interface.name)?;
        for operation in interface.operations {
            operation.link(&mut instance, interface.capability)?;
        }
    }
    Ok(linker)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_the_one_that_is_linked() {
        let locked = include_str!("../../Cargo.lock");
        assert!(locked.contains(&format!("name = \"wasmtime\"\nversion = \"{WASMTIME}\"")));
    }

    #[test]
    fn an_engine_with_another_stack_is_another_engine() {
        let id = |stack_bytes| identity(&Settings { stack_bytes, ..Settings::default() }, &[]);
        assert_ne!(id(512 << 10), id(256 << 10));
        assert_eq!(id(512 << 10), identity(&Settings { concurrency: 1, ..Settings::default() }, &[]));
    }
}
