//! One visit to a program: a fresh store and instance, one call, a result, gone.

use tokio::{sync::OwnedSemaphorePermit, time::Instant};
use wasmtime::{Store, Trap, UpdateDeadline};

use crate::{
    Failure, Frozen, Gate, Kind, Limits, Runtime,
    frozen::{self, System},
    meter::CpuClock,
    sums::Sums,
    ticker::Awake,
};

/// What the host knows about the call while it runs: the data of its wasmtime store. It has no use but as the `T` of `Store<T>`.
pub struct CallState {
    pub(crate) limits: Limits,
    pub(crate) gate: Gate,
    pub(crate) deadline: Instant,
    sums: Sums,
    frozen: Frozen,
    system: Option<Box<System>>,
}

impl CallState {
    /// What a guest of another toolchain takes for the system.
    pub(crate) fn system(&mut self) -> &mut System {
        let frozen = self.frozen;
        self.system.get_or_insert_with(|| Box::new(System::new(frozen)))
    }

    pub(crate) fn frozen(&self) -> Frozen {
        self.frozen
    }
}

impl std::fmt::Debug for CallState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CallState").field("limits", &self.limits).field("gate", &self.gate).finish_non_exhaustive()
    }
}

/// A call that has a place in the pool and has not ended. Instantiate and call the program within [`Call::run`], or in several steps
/// of [`Call::metered`] and then [`Call::finish`].
pub struct Call {
    store: Store<CallState>,
    clock: CpuClock,
    started: Instant,
    limits: Limits,
    _awake: Awake,
    _place: OwnedSemaphorePermit,
}

/// What a call used, failed or not: add them up per person, widget or tenant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub struct Usage {
    /// Fuel, work of the host included.
    pub fuel: u64,
    /// Bytes of all linear memories together at their largest.
    pub memory_peak_bytes: u64,
    /// Calls through the gate, refused ones included.
    pub gate_calls: u64,
    /// Microseconds from the place in the pool to the end.
    pub wall_us: u64,
}

impl std::ops::AddAssign for Usage {
    /// Sums; the memory peak is the larger one.
    fn add_assign(&mut self, other: Self) {
        self.fuel += other.fuel;
        self.memory_peak_bytes = self.memory_peak_bytes.max(other.memory_peak_bytes);
        self.gate_calls += other.gate_calls;
        self.wall_us += other.wall_us;
    }
}

/// A call that has ended. Its instance is gone; the gate is handed back with what its sessions buffered.
#[derive(Debug)]
#[non_exhaustive]
pub struct Finished<T> {
    /// What the guest answered, or how the call failed.
    pub result: Result<T, Failure>,
    /// What it used, failed or not.
    pub usage: Usage,
    /// The gate, for its sessions and refusals.
    pub gate: Gate,
}

impl<T> Finished<T> {
    /// A call that never began: nothing was used, and nothing is behind its gate.
    pub fn failed(failure: Failure) -> Self {
        Self { result: Err(failure), usage: Usage::default(), gate: Gate::new() }
    }

    /// An answer that needed no call.
    pub fn unused(answer: T) -> Self {
        Self { result: Ok(answer), usage: Usage::default(), gate: Gate::new() }
    }

    /// Go on with the answer; a failure stays.
    pub fn and_then<U>(self, next: impl FnOnce(T) -> Result<U, Failure>) -> Finished<U> {
        Finished { result: self.result.and_then(next), usage: self.usage, gate: self.gate }
    }

    /// The same where it takes a while.
    pub async fn and_then_async<U>(self, next: impl AsyncFnOnce(T) -> Result<U, Failure>) -> Finished<U> {
        let result = match self.result {
            Ok(answer) => next(answer).await,
            Err(failure) => Err(failure),
        };
        Finished { result, usage: self.usage, gate: self.gate }
    }
}

/// Handles of resources that are alive at once, the guest's own included: they are in the host's memory, where no other limit counts them.
const MAX_HANDLES: usize = 10_000;

impl Call {
    /// Wait for a place and make an empty store under `limits`.
    pub(crate) async fn begin(runtime: &Runtime, gate: Gate, limits: Limits) -> Result<Self, Failure> {
        let shared = &runtime.0;
        let place = shared.places.clone().acquire_owned().await.map_err(Failure::internal)?;
        let started = Instant::now();
        let clock = CpuClock::default();
        let state = CallState {
            limits,
            gate,
            deadline: started + limits.wall(),
            sums: Sums::new(&limits),
            frozen: Frozen::default(),
            system: None,
        };
        let mut store = Store::new(&shared.engine, state);
        store.limiter(|state| &mut state.sums);
        store.set_hostcall_fuel(limits.hostcall_fuel());
        store.set_max_component_handles(MAX_HANDLES);
        store.set_fuel(limits.fuel).map_err(Failure::internal)?;
        // Before instantiation: a guest's start function runs under the same clock.
        store.set_epoch_deadline(1);
        store.epoch_deadline_callback({
            let clock = clock.clone();
            move |_| tick(&clock, &limits)
        });
        Ok(Self { store, clock, started, limits, _awake: shared.ticker.awake(), _place: place })
    }

    /// What the guest's clocks and randomness answer, if it imports any.
    pub fn freeze(&mut self, frozen: Frozen) {
        self.store.data_mut().frozen = frozen;
    }

    pub(crate) fn charge_system(&mut self) {
        frozen::charge(&mut self.store);
    }

    /// Run `work` on the store and count its CPU time: instantiate [`crate::Program::pre`] there, and call what it exports.
    ///
    /// # Errors
    /// Those of `work`, as they are: hand them to [`Call::finish`], which knows what they mean.
    pub async fn metered<T>(
        &mut self,
        work: impl AsyncFnOnce(&mut Store<CallState>) -> wasmtime::Result<T>,
    ) -> wasmtime::Result<T> {
        let clock = self.clock.clone();
        clock.meter(work(&mut self.store)).await
    }

    /// [`Call::metered`] and [`Call::finish`] in one, for a call that does nothing else.
    pub async fn run<T>(mut self, work: impl AsyncFnOnce(&mut Store<CallState>) -> wasmtime::Result<T>) -> Finished<T> {
        let clock = self.clock.clone();
        let result = clock.meter_last(work(&mut self.store)).await;
        self.finish(result)
    }

    /// End the call: the instance is dropped, and an error gets its [`Kind`]. Nothing of the guest is left after this.
    pub fn finish<T>(self, result: wasmtime::Result<T>) -> Finished<T> {
        let fuel_left = self.store.get_fuel().unwrap_or(0);
        let memory_peak_bytes = self.store.data().sums.memory() as u64;
        let gate = self.store.into_data().gate;
        let usage = Usage {
            fuel: self.limits.fuel.saturating_sub(fuel_left),
            memory_peak_bytes,
            gate_calls: gate.passed(),
            wall_us: u64::try_from(self.started.elapsed().as_micros()).unwrap_or(u64::MAX),
        };
        Finished { result: result.map_err(|e| classify(&e, &self.limits)), usage, gate }
    }
}

impl std::fmt::Debug for Call {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Call").field("limits", &self.limits).finish_non_exhaustive()
    }
}

/// Once a millisecond while a guest runs: let others have the thread, and end a call that fuel should have ended long ago. Only this
/// call's CPU time counts, so a busy neighbour never gets an innocent one ended; the wall clock is kept where a call waits, in the gate.
fn tick(clock: &CpuClock, limits: &Limits) -> wasmtime::Result<UpdateDeadline> {
    if clock.now() > limits.cpu() {
        return Err(Failure::new(Kind::Deadline, format!("the call used more than {} ms of CPU time", limits.cpu_ms)).into());
    }
    Ok(UpdateDeadline::YieldCustom(1, Box::pin(tokio::task::yield_now())))
}

/// What kind of failure a wasmtime error is. Our own failures travel inside of it; the rest are traps and broken rules of the component model.
fn classify(error: &wasmtime::Error, limits: &Limits) -> Failure {
    if let Some(failure) = error.downcast_ref::<Failure>() {
        return failure.clone();
    }
    match error.downcast_ref::<Trap>() {
        Some(Trap::OutOfFuel) => {
            return Failure::new(Kind::Fuel, format!("the call used all of its {} units of fuel", limits.fuel));
        }
        Some(Trap::StackOverflow) => return Failure::new(Kind::Stack, "the guest's stack overflowed"),
        Some(Trap::Interrupt) => return Failure::new(Kind::Deadline, "the call was interrupted"),
        _ => {}
    }
    let message = format!("{:#}", error.root_cause());
    // wasmtime keeps this error's type private; `tests` pin the sentence, and the version is pinned too.
    if message.contains("fuel allocated for hostcalls has been exhausted") {
        return Failure::new(Kind::Output, format!("the guest handed over more than {} bytes at once", limits.hostcall_fuel()));
    }
    // The same holds for this one.
    if message.contains("store handle limit exceeded") {
        return Failure::new(Kind::Table, format!("the guest holds more than {MAX_HANDLES} handles"));
    }
    if error.downcast_ref::<wasmtime::PoolConcurrencyLimitError>().is_some() {
        return Failure::internal(message).hint("Too many instances at once: try again, or raise `concurrency`.");
    }
    Failure::new(Kind::Trap, message)
}
