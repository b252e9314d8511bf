//! One worker as the supervisor sees it: a process, a line to it, and the calls that it has.

use std::{
    collections::{HashMap, HashSet},
    os::{fd::OwnedFd, unix::net::UnixStream},
    path::Path,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering::SeqCst},
    },
    time::Duration,
};

use serde::Serialize;
use tokio::{
    process::Child,
    sync::{Notify, broadcast, mpsc, oneshot, watch},
    time::{Instant, sleep, timeout},
};

use super::{
    death::{Death, Trouble},
    line::Line,
    nursery::Nursery,
    traffic::Traffic,
    vitals,
    wire::{FromWorker, ToWorker, most_from_worker, most_unread},
};
use crate::{Failure, Launch, Settings, Usage, Walls};

/// How long a worker may take to be ready.
const START: Duration = Duration::from_secs(20);
/// How long a worker that closed its socket may take to end by itself.
const END: Duration = Duration::from_millis(500);
/// How often its memory is looked at.
const LOOK: Duration = Duration::from_secs(1);
/// Bytes of memory that are always granted besides the calls: executable, heap, and the code of many programs.
const LEAST: u64 = 256 << 20;

/// What comes back for one call.
#[derive(Debug)]
pub(super) enum Heard {
    Gate { capability: String, operation: String, payload: Vec<u8> },
    Done { result: Result<Vec<u8>, Failure>, usage: Usage },
}

/// A call asks the gate one thing at a time, and may have ended after that.
const WAITING: usize = 2;

/// What all processes of a pool have in common.
#[derive(Debug)]
pub(super) struct Common {
    /// What each runs with.
    pub(super) settings: Settings,
    /// How one is started, and the folder that it may read.
    pub(super) launch: Launch,
    pub(super) nursery: Nursery,
    /// Bytes of memory for what a worker holds besides its calls.
    pub(super) memory_bytes: u64,
    pub(super) traffic: Traffic,
    /// Told when one is no more.
    pub(super) gone: Notify,
    pub(super) troubles: broadcast::Sender<Trouble>,
}

/// A call as long as a worker has it.
struct Held {
    digest: blake3::Hash,
    told: mpsc::Sender<Heard>,
}

/// A worker.
pub(super) struct Process {
    common: Arc<Common>,
    id: u32,
    line: Line,
    walls: Walls,
    began: Instant,
    /// The calls that it has; `None` when it is no more.
    calls: Mutex<Option<HashMap<u64, Held>>>,
    /// Calls that it was given so far.
    given: AtomicU64,
    retired: AtomicBool,
    end: Mutex<Option<Death>>,
    ending: Notify,
    death: watch::Receiver<Option<Death>>,
}

impl Process {
    /// Start one in the folder that it may read, and wait until its walls are up.
    pub(super) async fn start(common: &Arc<Common>, folder: &Path) -> Result<Arc<Self>, Failure> {
        let Common { settings, launch, nursery, .. } = &**common;
        let limits = &settings.limits;
        let failed = |e: std::io::Error| Failure::internal(format!("a worker did not start: {e}"));
        let (ours, theirs) = UnixStream::pair().map_err(failed)?;
        let mut command = launch.command();
        command.current_dir(folder).stdin(OwnedFd::from(theirs));
        let child = nursery.start(command).await.map_err(failed)?;
        let (died, death) = watch::channel(None);
        let mut process = Self {
            common: Arc::clone(common),
            id: child.id().unwrap_or(0),
            line: Line::new(ours, most_from_worker(limits), most_unread(limits, settings.concurrency)).map_err(failed)?,
            walls: Walls::default(),
            began: Instant::now(),
            calls: Mutex::new(Some(HashMap::new())),
            given: AtomicU64::new(0),
            retired: AtomicBool::new(false),
            end: Mutex::default(),
            ending: Notify::new(),
            death,
        };
        let (concurrency, stack_bytes) = (settings.concurrency, settings.stack_bytes as u64);
        process.line.send(&ToWorker::Begin { limits: *limits, concurrency, stack_bytes })?;
        process.walls = timeout(START, process.ready())
            .await
            .map_err(|_| Failure::internal(format!("a worker was not ready within {} s", START.as_secs())))??;
        let process = Arc::new(process);
        tokio::spawn(Arc::clone(&process).keep(child, died));
        Ok(process)
    }

    /// The first thing that it says.
    async fn ready(&self) -> Result<Walls, Failure> {
        let mut ready = None;
        let (said, mut heard) = oneshot::channel::<()>();
        let mut said = Some(said);
        let listening = self.line.listen(|message| {
            let FromWorker::Ready(said_so) = postcard::from_bytes(message).map_err(Failure::internal)? else {
                return Err(Failure::internal("a worker began with something else"));
            };
            ready = Some(said_so);
            said.take();
            Ok(())
        });
        let ended = tokio::select! {
            ended = listening => ended,
            _ = &mut heard => Ok(()),
        };
        ended?;
        ready.ok_or_else(|| Failure::internal("a worker ended before it was ready; is `Launch` one that ends in `serve`?"))?
    }

    /// Listen until it ends, and see to it that it does.
    async fn keep(self: Arc<Self>, mut child: Child, died: watch::Sender<Option<Death>>) {
        let ended = tokio::select! {
            ended = self.line.listen(|message| self.heard(message)) => ended.err().map(|failure| Death::Breach(failure.message)),
            bytes = self.outgrows() => Some(Death::Large(bytes)),
            () = self.ending.notified() => None,
        };
        // It may have closed its socket at the same moment.
        let ended = ended.or_else(|| self.end.lock().unwrap_or_else(PoisonError::into_inner).take());
        let status = if ended.is_none() { timeout(END, child.wait()).await.ok().and_then(Result::ok) } else { None };
        // One that has ended is not killed, and to wait for it twice is to be told twice.
        let _ = child.start_kill();
        let _ = child.wait().await;
        let death = match (ended, status) {
            (Some(death), _) => death,
            (None, Some(status)) => Death::of(status),
            (None, None) => Death::Breach("it closed its socket and went on".to_owned()),
        };
        let calls = self.calls.lock().unwrap_or_else(PoisonError::into_inner).take();
        // In this order: whoever hears of a suspension has heard of the death before.
        if !matches!(death, Death::Retired) {
            let ran: HashSet<_> = calls.iter().flat_map(HashMap::values).map(|call| call.digest).collect();
            let trouble = Trouble::Died { process: self.id, death: death.clone(), ran: ran.into_iter().collect() };
            // Nobody need listen.
            let _ = self.common.troubles.send(trouble);
        }
        died.send_replace(Some(death));
        // Who waits for an answer is told by the end of its channel, and asks for the death then.
        drop(calls);
        self.common.gone.notify_one();
    }

    /// How much memory it holds when that is more than its calls explain. Every call may take what its guest may, and no more.
    async fn outgrows(&self) -> u64 {
        let Common { memory_bytes, settings, .. } = &*self.common;
        loop {
            sleep(LOOK).await;
            let (held, calls) = (self.memory(), self.busy() as u64);
            if held > memory_bytes.max(&LEAST).saturating_add(settings.limits.memory_bytes.saturating_mul(calls)) {
                return held;
            }
        }
    }

    fn heard(&self, message: &[u8]) -> Result<(), Failure> {
        let (id, heard) = match postcard::from_bytes(message).map_err(Failure::internal)? {
            FromWorker::Ready(_) => return Err(Failure::internal("it was ready twice")),
            FromWorker::Gate { id, capability, operation, payload } => {
                (id, Heard::Gate { capability: capability.into(), operation: operation.into(), payload: payload.to_vec() })
            }
            FromWorker::Done { id, result, usage } => (id, Heard::Done { result: result.map(|answer| answer.to_vec()), usage }),
        };
        let calls = self.calls.lock().unwrap_or_else(PoisonError::into_inner);
        // One that was cancelled meanwhile is not there any more. A worker can say anything in the name of each call that it has, and of
        // no other.
        let Some(call) = calls.as_ref().and_then(|calls| calls.get(&id)) else { return Ok(()) };
        match call.told.try_send(heard) {
            Err(mpsc::error::TrySendError::Full(_)) => Err(Failure::internal("one call asked for two things at once")),
            _ => Ok(()),
        }
    }

    /// Give it a call.
    pub(super) fn give(
        self: &Arc<Self>,
        digest: &blake3::Hash,
        limits: crate::Limits,
        question: &[u8],
    ) -> Result<Given, Failure> {
        let (told, heard) = mpsc::channel(WAITING);
        let linger = self.common.traffic.begin();
        let id = self.given.fetch_add(1, SeqCst);
        if let Some(calls) = &mut *self.calls.lock().unwrap_or_else(PoisonError::into_inner) {
            calls.insert(id, Held { digest: *digest, told });
        }
        let given = Given { process: Arc::clone(self), id, heard, done: false };
        let question = serde_bytes::Bytes::new(question);
        self.line.send(&ToWorker::Call { id, digest: *digest.as_bytes(), limits, linger, question })?;
        Ok(given)
    }

    /// End it now.
    pub(super) fn end(&self, why: Death) {
        self.end.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(why);
        self.ending.notify_one();
    }

    /// Give it no more calls, and end it after those that it has.
    pub(super) fn retire(&self) {
        self.retired.store(true, SeqCst);
        self.end_if_idle();
    }

    fn end_if_idle(&self) {
        if self.retired.load(SeqCst) && self.busy() == 0 {
            self.end(Death::Retired);
        }
    }

    /// How many calls it has.
    pub(super) fn busy(&self) -> usize {
        self.calls.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map_or(0, HashMap::len)
    }

    pub(super) fn alive(&self) -> bool {
        self.calls.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    /// How it ended; waits until it has.
    pub(super) async fn death(&self) -> Death {
        let mut death = self.death.clone();
        match death.wait_for(Option::is_some).await {
            Ok(death) => death.clone().unwrap_or(Death::Retired),
            // The executor ends, and everything with it.
            Err(_) => Death::Retired,
        }
    }

    pub(super) fn walls(&self) -> &Walls {
        &self.walls
    }

    pub(super) fn id(&self) -> u32 {
        self.id
    }

    pub(super) fn age(&self) -> Duration {
        self.began.elapsed()
    }

    /// Calls that it was given so far.
    pub(super) fn given(&self) -> u64 {
        self.given.load(SeqCst)
    }

    /// Bytes of memory that it holds.
    pub(super) fn memory(&self) -> u64 {
        vitals::memory(self.id).unwrap_or(0)
    }

    /// CPU time that it has used.
    pub(super) fn cpu(&self) -> Duration {
        vitals::cpu(self.id).unwrap_or_default()
    }
}

/// A call that a worker has. Dropping it cancels the call.
pub(super) struct Given {
    process: Arc<Process>,
    id: u64,
    heard: mpsc::Receiver<Heard>,
    done: bool,
}

impl Given {
    /// What it says next; `None` when the worker is no more.
    pub(super) async fn next(&mut self) -> Option<Heard> {
        if self.process.common.traffic.is_quiet()
            && let Err(failure) = self.process.line.linger(&mut |message| self.process.heard(message))
        {
            self.process.end(Death::Breach(failure.message));
        }
        let heard = self.heard.recv().await;
        self.done = !matches!(heard, Some(Heard::Gate { .. }));
        heard
    }

    /// What the gate says.
    pub(super) fn answer(
        &self,
        answer: Result<Result<&serde_bytes::Bytes, crate::Refusal>, Failure>,
        worked: u64,
    ) -> Result<(), Failure> {
        self.say(&ToWorker::Answer { id: self.id, answer, worked })
    }

    fn say(&self, message: &impl Serialize) -> Result<(), Failure> {
        self.process.line.send(message)
    }
}

impl Drop for Given {
    fn drop(&mut self) {
        self.process.common.traffic.end();
        if let Some(calls) = &mut *self.process.calls.lock().unwrap_or_else(PoisonError::into_inner) {
            calls.remove(&self.id);
        }
        // A worker that is gone has cancelled everything.
        if !self.done
            && let Err(failure) = self.say(&ToWorker::Cancel { id: self.id })
        {
            self.process.end(Death::Breach(failure.message));
        }
        self.process.end_if_idle();
    }
}
