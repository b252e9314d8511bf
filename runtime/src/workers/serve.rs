//! The worker itself: one thread that runs guests and takes turns among them, and the one that keeps their time.

use std::{
    collections::HashMap,
    os::{fd::AsFd as _, unix::net::UnixStream},
    path::Path,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
};

use serde_bytes::Bytes;
use tokio::{sync::oneshot, task::AbortHandle};

use super::{
    line::Line,
    relay::Window,
    wire::{FromWorker, MOST_TO_WORKER, ToWorker, most_from_worker},
};
use crate::{
    Failure, Finished, Gate, Interface, Kind, Limits, Program, Refusal, Runtime, Settings,
    artifacts::{EngineHash, Verified},
    confine::{self, Reads, Walls},
    gate::Relayed,
};

/// Programs that stay mapped.
const KEPT: usize = 64;

/// A program in a worker, and how to ask it something: what an embedder's worlds have in common.
pub trait Guest: Clone + Send + Sync + 'static {
    /// Find what the program exports. It is asked for once, and kept with the program.
    fn bind(program: Program) -> Self;

    /// Decode the question, call the program, encode the answer.
    fn ask(&self, gate: Gate, limits: Limits, question: &[u8]) -> impl Future<Output = Finished<Vec<u8>>> + Send;
}

/// Be a worker: run what the supervisor sends over standard input, until it closes that. `interfaces` has to be what the supervisor
/// gave to [`super::Workers::start`]. Call it first thing in `main`, before any thread is started.
///
/// # Errors
/// When it cannot begin; the supervisor is told, too.
pub fn serve<G: Guest>(interfaces: &[Interface]) -> Result<(), Failure> {
    confine::begin()?;
    let socket = std::io::stdin().as_fd().try_clone_to_owned().map(UnixStream::from).map_err(Failure::internal)?;
    let executor = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Failure::internal)?;
    let _entered = executor.enter();
    let desk = Arc::new(Desk {
        line: Line::new(socket, MOST_TO_WORKER, usize::MAX).map_err(Failure::internal)?,
        expected: Mutex::default(),
        running: Mutex::default(),
        lingers: AtomicBool::default(),
    });
    let mut shelf: Option<Shelf<G>> = None;
    executor.block_on(desk.line.listen(|message| {
        let message = postcard::from_bytes(message).map_err(Failure::internal)?;
        match (&mut shelf, message) {
            (None, ToWorker::Begin { limits, concurrency, stack_bytes }) => {
                let mut settings = Settings::default();
                (settings.limits, settings.concurrency) = (limits, concurrency);
                settings.stack_bytes = usize::try_from(stack_bytes).unwrap_or(settings.stack_bytes);
                let begun = begin(settings, interfaces);
                let ready = begun.as_ref().map(|(_, walls)| walls.clone()).map_err(Clone::clone);
                desk.line.send(&FromWorker::Ready(ready))?;
                shelf = Some(Shelf::new(begun?.0));
            }
            (Some(shelf), ToWorker::Call { id, digest, limits, linger, question }) => {
                desk.lingers.store(linger, Relaxed);
                desk.run(id, shelf.take(blake3::Hash::from_bytes(digest)), limits, question);
            }
            (_, ToWorker::Answer { id, answer, worked }) => desk.answered(id, answer, worked),
            (_, ToWorker::Cancel { id }) => desk.cancel(id),
            _ => return Err(Failure::internal("a message came out of turn")),
        }
        Ok(())
    }))
}

/// Whatever is opened is opened here, and then the walls go up.
fn begin(settings: Settings, interfaces: &[Interface]) -> Result<(Runtime, Walls), Failure> {
    let (runtime, enclosed) = Runtime::confined(settings, interfaces, || confine::enclose(Reads::Folder(Path::new("."))))?;
    Ok((runtime, enclosed.seal()?))
}

/// Calls that are under way.
pub(super) struct Desk {
    pub(super) line: Line,
    expected: Mutex<HashMap<u64, oneshot::Sender<Result<Relayed, Failure>>>>,
    running: Mutex<HashMap<u64, AbortHandle>>,
    /// What the supervisor said with the latest call.
    lingers: AtomicBool,
}

impl Desk {
    fn run<G: Guest>(self: &Arc<Self>, id: u64, guest: Result<G, Failure>, limits: Limits, question: &Bytes) {
        let (desk, question) = (Arc::clone(self), question.to_vec());
        let task = tokio::spawn(async move {
            let finished = match guest {
                Ok(guest) => guest.ask(Gate::relayed(Window { desk: Arc::clone(&desk), id }), limits, &question).await,
                Err(failure) => Finished::failed(failure),
            };
            desk.done(id, &limits, &finished);
        });
        self.running.lock().unwrap_or_else(PoisonError::into_inner).insert(id, task.abort_handle());
    }

    fn done(&self, id: u64, limits: &Limits, finished: &Finished<Vec<u8>>) {
        self.running.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
        let usage = finished.usage;
        let result = match &finished.result {
            // It would be taken for a breach.
            Ok(answer) if answer.len() > most_from_worker(limits) - 1024 => {
                Err(Failure::new(Kind::Output, format!("the answer takes {} bytes", answer.len())))
            }
            Ok(answer) => Ok(Bytes::new(answer)),
            Err(failure) => Err(failure.clone()),
        };
        // It fails only where a value cannot be encoded at all; the supervisor will miss the answer then.
        let _ = self.line.send(&FromWorker::Done { id, result, usage });
        self.linger_beside(0);
    }

    /// Send what a call asks the gate; what comes back is its answer.
    pub(super) fn ask(&self, id: u64, question: &FromWorker<'_>) -> Result<oneshot::Receiver<Result<Relayed, Failure>>, Failure> {
        let (sender, receiver) = oneshot::channel();
        self.expected.lock().unwrap_or_else(PoisonError::into_inner).insert(id, sender);
        self.line.send(question)?;
        self.linger_beside(1);
        Ok(receiver)
    }

    /// Look out for the next message, unless there is more to do than so many calls that wait for one.
    fn linger_beside(&self, calls: usize) {
        if self.lingers.load(Relaxed) && self.running.lock().unwrap_or_else(PoisonError::into_inner).len() == calls {
            self.line.expect();
        }
    }

    fn answered(&self, id: u64, answer: Result<Result<&Bytes, Refusal>, Failure>, worked: u64) {
        let expected = self.expected.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
        if let Some(expected) = expected {
            // A call that was cancelled meanwhile does not listen.
            let _ = expected.send(answer.map(|answer| Relayed { answer: answer.map(|bytes| bytes.to_vec()), worked }));
        }
    }

    fn cancel(&self, id: u64) {
        self.expected.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
        if let Some(task) = self.running.lock().unwrap_or_else(PoisonError::into_inner).remove(&id) {
            task.abort();
        }
    }
}

/// The most recently used programs.
struct Shelf<G> {
    runtime: Runtime,
    engine: EngineHash,
    programs: HashMap<blake3::Hash, (G, u64)>,
    uses: u64,
}

impl<G: Guest> Shelf<G> {
    fn new(runtime: Runtime) -> Self {
        Self { engine: EngineHash::of(runtime.engine()), runtime, programs: HashMap::new(), uses: 0 }
    }

    fn take(&mut self, digest: blake3::Hash) -> Result<G, Failure> {
        self.uses += 1;
        if let Some((guest, used)) = self.programs.get_mut(&digest) {
            *used = self.uses;
            return Ok(guest.clone());
        }
        let program = Program::map(&self.runtime, &Verified::named(&digest, self.engine), digest)?;
        if self.programs.len() >= KEPT {
            let oldest = self.programs.iter().min_by_key(|(_, (_, used))| *used).map(|(digest, _)| *digest);
            oldest.and_then(|digest| self.programs.remove(&digest));
        }
        let guest = G::bind(program);
        self.programs.insert(digest, (guest.clone(), self.uses));
        Ok(guest)
    }
}
