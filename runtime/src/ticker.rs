//! The thread that moves the epoch forward every millisecond while a call is under way, and sleeps while none is.

use std::{
    sync::{
        Arc, Weak,
        atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use wasmtime::{Engine, EngineWeak};

/// A shorter tick is inaccurate on Linux, a longer one lets a guest hold a thread for longer.
const TICK: Duration = Duration::from_millis(1);

/// An OS thread of its own: a tick on the async runtime would be late exactly when guests keep that runtime busy.
#[derive(Debug)]
pub(crate) struct Ticker {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Shared {
    calls: AtomicUsize,
    stop: AtomicBool,
}

/// Keeps the ticker awake for as long as it lives.
#[derive(Debug)]
pub(crate) struct Awake(Weak<Shared>);

impl Ticker {
    pub(crate) fn start(engine: &Engine) -> std::io::Result<Self> {
        let shared = Arc::new(Shared::default());
        let thread = thread::Builder::new().name("fanlight-epoch".into()).spawn({
            let (shared, engine) = (Arc::clone(&shared), engine.weak());
            move || run(&shared, &engine)
        })?;
        Ok(Self { shared, thread: Some(thread) })
    }

    pub(crate) fn awake(&self) -> Awake {
        if self.shared.calls.fetch_add(1, SeqCst) == 0
            && let Some(thread) = &self.thread
        {
            thread.thread().unpark();
        }
        Awake(Arc::downgrade(&self.shared))
    }
}

impl Drop for Awake {
    fn drop(&mut self) {
        if let Some(shared) = self.0.upgrade() {
            shared.calls.fetch_sub(1, SeqCst);
        }
    }
}

impl Drop for Ticker {
    fn drop(&mut self) {
        self.shared.stop.store(true, SeqCst);
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            // The thread cannot panic, and nothing is lost if it did.
            let _ = thread.join();
        }
    }
}

#[allow(clippy::disallowed_methods, reason = "the one thread that may sleep: it is nobody else's")]
fn run(shared: &Shared, engine: &EngineWeak) {
    while !shared.stop.load(SeqCst) {
        if shared.calls.load(SeqCst) == 0 {
            // `awake` unparks after it has counted, so no wake-up is missed: the token is kept.
            thread::park();
            continue;
        }
        thread::sleep(TICK);
        match engine.upgrade() {
            Some(engine) => engine.increment_epoch(),
            None => return,
        }
    }
}
