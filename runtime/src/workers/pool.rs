//! Who runs the next call. The least busy worker does; one that has worked enough is replaced before it goes; one that died is replaced
//! after, and its calls are run once more, each alone.

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError, Weak},
    time::Duration,
};

use futures_util::future::try_join_all;
use tokio::sync::{Notify, Semaphore, broadcast};
use wasmtime::{Engine, InstanceAllocationStrategy};

use super::{
    call::{Ended, Remote, attempt},
    death::{Death, Trouble},
    nursery::Nursery,
    process::{Common, Process},
    suspects::Suspects,
    traffic::Traffic,
};
use crate::{
    Compiler, Failure, Gate, Interface, Launch, Limits, Settings, Walls,
    artifacts::{Artifacts, EngineHash},
    engine::engine_config,
    program::{apart, blocking},
};

/// How often workers are looked at.
const ROUND: Duration = Duration::from_secs(5);
/// Troubles that are kept for who does not listen at once; the oldest goes first.
const TROUBLES: usize = 256;

/// When a worker is replaced: what may have gone wrong in it unseen ends there.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Recycling {
    /// Calls.
    pub calls: u64,
    /// Since it was started.
    pub age: Duration,
    /// Bytes of memory that it holds. One that holds more than these, or 256 MiB, and what its calls may take besides is ended within a
    /// second.
    pub memory_bytes: u64,
}

impl Default for Recycling {
    /// A million calls, an hour, or 512 MiB.
    fn default() -> Self {
        Self { calls: 1_000_000, age: Duration::from_secs(3600), memory_bytes: 512 << 20 }
    }
}

/// Worker processes that run guests. Cheap to clone; they end with the last clone.
#[derive(Clone)]
pub struct Workers(Arc<Pool>);

struct Pool {
    common: Arc<Common>,
    interfaces: Vec<Interface>,
    compiler: Compiler,
    artifacts: Arc<Artifacts>,
    count: usize,
    recycling: Recycling,
    places: Semaphore,
    /// Calls that are run once more at a time. Each takes a process of its own, and those who lost a worker are many at once.
    again: Semaphore,
    processes: Mutex<Vec<Arc<Process>>>,
    /// One replacement at a time.
    starting: tokio::sync::Mutex<()>,
    suspects: Suspects,
}

impl Workers {
    /// Start one worker for each processor, and wait until all are ready. `settings` needs artifacts and a compiler; `launch` has to end
    /// in [`super::serve()`], with the same interfaces.
    ///
    /// # Errors
    /// When a worker does not start, with why.
    pub async fn start(
        settings: Settings,
        interfaces: &[Interface],
        launch: Launch,
        recycling: Recycling,
    ) -> Result<Self, Failure> {
        let (Some(compiler), Some((folder, key))) = (settings.compiler.clone(), settings.artifacts.clone()) else {
            return Err(Failure::internal("workers need `Settings::artifacts` and `Settings::compiler`"));
        };
        let engine = Engine::new(engine_config(&settings).allocation_strategy(InstanceAllocationStrategy::OnDemand));
        let engine = EngineHash::of(&engine.map_err(Failure::internal)?);
        let count = std::thread::available_parallelism().map_or(1, usize::from);
        let pool = Arc::new(Pool {
            places: Semaphore::new(settings.concurrency as usize),
            again: Semaphore::new(count),
            common: Arc::new(Common {
                settings,
                launch,
                nursery: Nursery::open().map_err(Failure::internal)?,
                memory_bytes: recycling.memory_bytes,
                traffic: Traffic::default(),
                gone: Notify::new(),
                troubles: broadcast::Sender::new(TROUBLES),
            }),
            interfaces: interfaces.to_vec(),
            compiler,
            artifacts: Arc::new(Artifacts::open(folder, key, engine)?),
            count,
            recycling,
            processes: Mutex::default(),
            starting: tokio::sync::Mutex::default(),
            suspects: Suspects::default(),
        });
        let first = try_join_all((0..count).map(|_| pool.start())).await?;
        pool.with(|processes| processes.extend(first));
        tokio::spawn(tend(Arc::downgrade(&pool)));
        Ok(Self(pool))
    }

    /// The program of a component, compiled now unless it was before.
    ///
    /// # Errors
    /// `invalid.package` when it does not compile within its bounds. What else is wrong with it is said by its first call.
    pub async fn program(&self, bytes: &[u8]) -> Result<Remote, Failure> {
        let digest = blake3::hash(bytes);
        let artifacts = Arc::clone(&self.0.artifacts);
        if !blocking(move || Ok(artifacts.find(&digest).is_some())).await? {
            let compiled = apart(&self.0.compiler, Some(&self.0.artifacts), &digest, bytes).await?;
            let artifacts = Arc::clone(&self.0.artifacts);
            let kept = blocking(move || Ok(artifacts.keep(&digest, &compiled).map(|_| ()))).await?;
            kept.map_err(|e| {
                let failure = Failure::internal(format!("what was compiled cannot be kept: {e}"));
                failure.hint("Make room in the data folder, and let the user that runs Fanlight write there.")
            })?;
        }
        Ok(Remote { workers: self.clone(), digest })
    }

    /// Run a program again that is suspended because it ended workers. Whether it was.
    pub fn retry(&self, digest: &blake3::Hash) -> bool {
        self.0.suspects.clear(digest)
    }

    pub(crate) fn artifacts(&self) -> Arc<Artifacts> {
        Arc::clone(&self.0.artifacts)
    }

    /// The upper bounds of every call.
    pub fn limits(&self) -> Limits {
        self.0.common.settings.limits
    }

    /// The walls around the workers.
    pub fn walls(&self) -> Walls {
        self.0.with(|processes| processes.first().map(|process| process.walls().clone()).unwrap_or_default())
    }

    /// What goes wrong with workers from now on, and may be an attack. Who does not listen for long misses the oldest.
    pub fn troubles(&self) -> broadcast::Receiver<Trouble> {
        self.0.common.troubles.subscribe()
    }

    /// The ids of the processes.
    pub fn processes(&self) -> Vec<u32> {
        self.0.with(|processes| processes.iter().map(|process| process.id()).collect())
    }

    /// `Err` is the host's fault, or says that the program is suspended.
    pub(super) async fn run<A>(
        &self,
        digest: &blake3::Hash,
        gate: &mut Gate,
        limits: &Limits,
        question: &[u8],
        read: impl Fn(&[u8]) -> Result<A, Failure>,
    ) -> Result<Ended<A>, Failure> {
        let pool = &self.0;
        if let Some(refusal) = pool.suspects.refusal(digest) {
            return Err(refusal);
        }
        let _place = pool.places.acquire().await.map_err(Failure::internal)?;
        let process = pool.least_busy().await?;
        let first = match attempt(&process, &pool.interfaces, digest, gate, limits, question, &read).await {
            Ok(ended) => return Ok(ended),
            Err(death) => death,
        };
        drop(process);
        if !gate.restart() {
            return Err(Failure::internal(format!(
                "the process that ran it {first}, and what it had done cannot be begun again"
            )));
        }
        let _turn = pool.again.acquire().await.map_err(Failure::internal)?;
        // Another of its calls may have been in turn before.
        if let Some(refusal) = pool.suspects.refusal(digest) {
            return Err(refusal);
        }
        let alone = pool.start().await?;
        let death = match attempt(&alone, &pool.interfaces, digest, gate, limits, question, &read).await {
            Ok(ended) => {
                pool.suspects.served(digest);
                pool.adopt(alone);
                return Ok(ended);
            }
            Err(death) => death,
        };
        match pool.suspects.ended(digest, &death) {
            Some(failure) => {
                pool.tell(Trouble::Suspended { digest: *digest, failure: failure.clone() });
                Err(failure)
            }
            None => Err(Failure::internal(format!("the process that ran it {death}"))),
        }
    }
}

impl fmt::Debug for Workers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Workers").field("processes", &self.processes()).finish_non_exhaustive()
    }
}

impl Pool {
    async fn start(&self) -> Result<Arc<Process>, Failure> {
        Process::start(&self.common, self.artifacts.folder()).await
    }

    /// The same for a worker that no call waits for, so that somebody hears why there is none.
    async fn start_quietly(&self) -> Option<Arc<Process>> {
        self.start().await.map_err(|failure| self.tell(Trouble::NotStarted(failure))).ok()
    }

    fn tell(&self, trouble: Trouble) {
        // Nobody need listen.
        let _ = self.common.troubles.send(trouble);
    }

    fn with<T>(&self, work: impl FnOnce(&mut Vec<Arc<Process>>) -> T) -> T {
        work(&mut self.processes.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The living worker with the fewest calls; a new one when all have died.
    async fn least_busy(&self) -> Result<Arc<Process>, Failure> {
        let idlest =
            || self.with(|all| all.iter().filter(|process| process.alive()).min_by_key(|process| process.busy()).map(Arc::clone));
        if let Some(process) = idlest() {
            return Ok(process);
        }
        let _starting = self.starting.lock().await;
        if let Some(process) = idlest() {
            return Ok(process);
        }
        let process = self.start().await?;
        self.adopt(Arc::clone(&process));
        Ok(process)
    }

    /// Keep a worker that is not in the pool yet, if there is room for it.
    fn adopt(&self, process: Arc<Process>) {
        self.with(|all| {
            all.retain(|process| process.alive());
            if all.len() < self.count { all.push(process) } else { process.retire() }
        });
    }

    /// Replace those that died, and those that have worked enough.
    async fn tend(&self) {
        let _starting = self.starting.lock().await;
        self.with(|all| all.retain(|process| process.alive()));
        while self.with(|all| all.len()) < self.count {
            // What keeps it from starting may pass; the next call or round tries again.
            let Some(process) = self.start_quietly().await else { return };
            self.adopt(process);
        }
        let old =
            self.with(|all| all.iter().filter(|process| self.has_worked_enough(process)).map(Arc::clone).collect::<Vec<_>>());
        for process in old {
            // The new one first, so that there is always somebody.
            let Some(new) = self.start_quietly().await else { return };
            self.with(|all| {
                all.retain(|other| !Arc::ptr_eq(other, &process));
                all.push(new);
            });
            process.retire();
        }
    }

    fn has_worked_enough(&self, process: &Process) -> bool {
        process.given() >= self.recycling.calls
            || process.age() >= self.recycling.age
            || process.memory() >= self.recycling.memory_bytes
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.with(|all| all.iter().for_each(|process| process.end(Death::Retired)));
    }
}

async fn tend(pool: Weak<Pool>) {
    loop {
        let Some(common) = pool.upgrade().map(|pool| Arc::clone(&pool.common)) else { return };
        // Either is a reason to look.
        let _ = tokio::time::timeout(ROUND, common.gone.notified()).await;
        drop(common);
        let Some(pool) = pool.upgrade() else { return };
        pool.tend().await;
    }
}
