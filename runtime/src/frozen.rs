//! The frozen profile of WASI 0.2: what the standard libraries of other toolchains import, whether a guest uses it or not.
//!
//! Every function is there and none reaches anything: the clocks stand still at the call's own time, randomness follows from its seed,
//! and there is no file, folder, socket, argument or variable. What is printed goes nowhere. Nothing ever waits, so that no guest can
//! hold its place by sleeping. What a guest asks of it is the same in every run, and is charged to its fuel.
//!
//! Deliberately not here: `wasi:sockets`, `wasi:http`, and everything of WASI 0.3. A component that imports them is refused.

use std::time::Duration;

use rand::{SeedableRng as _, rngs::StdRng};
use wasmtime::{
    CallHook, Store,
    component::{HasData, Linker, Resource, ResourceTable},
};
use wasmtime_wasi::{
    HostMonotonicClock, HostWallClock, WasiCtx, WasiCtxView, WasiView,
    cli::{WasiCli, WasiCliView as _},
    clocks::{WasiClocks, WasiClocksView as _},
    filesystem::{WasiFilesystem, WasiFilesystemView as _},
    p2::{
        DynPollable, Pollable,
        bindings::{cli, clocks, clocks::monotonic_clock, filesystem, random},
        subscribe,
    },
    random::{WasiRandom, WasiRandomView as _},
};
use wasmtime_wasi_io::bindings::wasi::io;

use crate::{CallState, operation};

/// Interfaces of WASI 0.2 that a component may import. None of them is a right: they answer from [`Frozen`] alone.
pub const FROZEN_INTERFACES: [&str; 20] = [
    "wasi:cli/environment",
    "wasi:cli/exit",
    "wasi:cli/stderr",
    "wasi:cli/stdin",
    "wasi:cli/stdout",
    "wasi:cli/terminal-input",
    "wasi:cli/terminal-output",
    "wasi:cli/terminal-stderr",
    "wasi:cli/terminal-stdin",
    "wasi:cli/terminal-stdout",
    "wasi:clocks/monotonic-clock",
    "wasi:clocks/wall-clock",
    "wasi:filesystem/preopens",
    "wasi:filesystem/types",
    "wasi:io/error",
    "wasi:io/poll",
    "wasi:io/streams",
    "wasi:random/insecure",
    "wasi:random/insecure-seed",
    "wasi:random/random",
];

/// Fuel for one call, about its time in nanoseconds when it asks for all it can get.
pub(crate) const PRICE: u64 = 1_000;
/// Bytes of randomness for one call; a standard library asks for 16 or 32 to seed its maps.
const MAX_RANDOM_BYTES: u64 = 1 << 10;
/// Streams, pollables and errors that a guest can hold at once.
const MAX_HANDLES: usize = 256;

/// All that a call's system knows. By default it is 1970, and the seed is 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frozen {
    /// The time, in milliseconds since 1970; it does not pass during the call.
    pub now_ms: u64,
    /// What all randomness follows from.
    pub seed: u64,
}

/// What stands behind the interfaces, made when a guest first asks: few do.
pub(crate) struct System {
    context: WasiCtx,
    table: ResourceTable,
}

impl System {
    pub(crate) fn new(frozen: Frozen) -> Self {
        let random = || StdRng::seed_from_u64(frozen.seed);
        // No argument, variable, folder or input; what is printed is dropped: these are the builder's defaults, and tests pin them.
        let context = WasiCtx::builder()
            .wall_clock(frozen)
            .monotonic_clock(frozen)
            .secure_random(random())
            .insecure_random(random())
            .insecure_random_seed(frozen.seed.into())
            .max_random_size(MAX_RANDOM_BYTES)
            .allow_tcp(false)
            .allow_udp(false)
            .build();
        let mut table = ResourceTable::new();
        table.set_max_capacity(MAX_HANDLES);
        Self { context, table }
    }
}

impl WasiView for CallState {
    fn ctx(&mut self) -> WasiCtxView<'_> {
        let System { context, table } = self.system();
        WasiCtxView { ctx: context, table }
    }
}

impl HostWallClock for Frozen {
    fn resolution(&self) -> Duration {
        Duration::from_millis(1)
    }

    fn now(&self) -> Duration {
        Duration::from_millis(self.now_ms)
    }
}

impl HostMonotonicClock for Frozen {
    fn resolution(&self) -> u64 {
        1_000_000
    }

    fn now(&self) -> u64 {
        self.now_ms.saturating_mul(1_000_000)
    }
}

/// Offer the profile to components that import it.
pub(crate) fn link(linker: &mut Linker<CallState>) -> wasmtime::Result<()> {
    type S = CallState;
    let table: fn(&mut S) -> &mut ResourceTable = |state| &mut state.system().table;
    io::error::add_to_linker::<S, Handles>(linker, table)?;
    io::poll::add_to_linker::<S, Handles>(linker, table)?;
    io::streams::add_to_linker::<S, Handles>(linker, table)?;
    monotonic_clock::add_to_linker::<S, Standstill>(linker, |state| {
        let frozen = state.frozen();
        Standing { table: &mut state.system().table, now: HostMonotonicClock::now(&frozen) }
    })?;
    clocks::wall_clock::add_to_linker::<S, WasiClocks>(linker, S::clocks)?;
    random::random::add_to_linker::<S, WasiRandom>(linker, S::random)?;
    random::insecure::add_to_linker::<S, WasiRandom>(linker, S::random)?;
    random::insecure_seed::add_to_linker::<S, WasiRandom>(linker, S::random)?;
    filesystem::preopens::add_to_linker::<S, WasiFilesystem>(linker, S::filesystem)?;
    filesystem::types::add_to_linker::<S, WasiFilesystem>(linker, S::filesystem)?;
    cli::environment::add_to_linker::<S, WasiCli>(linker, S::cli)?;
    cli::exit::add_to_linker::<S, WasiCli>(linker, S::cli)?;
    cli::stdin::add_to_linker::<S, WasiCli>(linker, S::cli)?;
    cli::stdout::add_to_linker::<S, WasiCli>(linker, S::cli)?;
    cli::stderr::add_to_linker::<S, WasiCli>(linker, S::cli)?;
    cli::terminal_input::add_to_linker::<S, WasiCli>(linker, S::cli)?;
    cli::terminal_output::add_to_linker::<S, WasiCli>(linker, S::cli)?;
    cli::terminal_stdin::add_to_linker::<S, WasiCli>(linker, S::cli)?;
    cli::terminal_stdout::add_to_linker::<S, WasiCli>(linker, S::cli)?;
    cli::terminal_stderr::add_to_linker::<S, WasiCli>(linker, S::cli)
}

/// Charge every call that leaves the guest of a program which imports the profile.
pub(crate) fn charge(store: &mut Store<CallState>) {
    store.call_hook(|mut store, hook| match hook {
        CallHook::CallingHost => operation::charge(&mut store, PRICE),
        _ => Ok(()),
    });
}

/// wasmtime's own clock sleeps when it is subscribed to; this one has always arrived.
struct Standing<'a> {
    table: &'a mut ResourceTable,
    now: u64,
}

struct Standstill;

impl HasData for Standstill {
    type Data<'a> = Standing<'a>;
}

struct Handles;

impl HasData for Handles {
    type Data<'a> = &'a mut ResourceTable;
}

struct Arrived;

#[wasmtime_wasi::async_trait]
impl Pollable for Arrived {
    async fn ready(&mut self) {}
}

impl monotonic_clock::Host for Standing<'_> {
    fn now(&mut self) -> wasmtime::Result<u64> {
        Ok(self.now)
    }

    fn resolution(&mut self) -> wasmtime::Result<u64> {
        Ok(1_000_000)
    }

    fn subscribe_instant(&mut self, _when: u64) -> wasmtime::Result<Resource<DynPollable>> {
        let arrived = self.table.push(Arrived)?;
        subscribe(self.table, arrived)
    }

    fn subscribe_duration(&mut self, _wait: u64) -> wasmtime::Result<Resource<DynPollable>> {
        self.subscribe_instant(0)
    }
}
