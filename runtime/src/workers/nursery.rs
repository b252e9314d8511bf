//! The thread that starts processes. A worker asks the system to end it with its parent, and by that the system means the very thread
//! that started it: this one lives as long as the pool, which no thread of an executor promises.

use std::{io, sync::mpsc, thread};

use tokio::{
    process::{Child, Command},
    runtime::Handle,
    sync::oneshot,
};

type Order = (Command, oneshot::Sender<io::Result<Child>>);

/// Starts processes until it is dropped; those that it started end with it.
#[derive(Debug)]
pub(super) struct Nursery(mpsc::Sender<Order>);

impl Nursery {
    pub(super) fn open() -> io::Result<Self> {
        let (orders, taken) = mpsc::channel::<Order>();
        let executor = Handle::try_current().map_err(io::Error::other)?;
        thread::Builder::new().name("fanlight-nursery".into()).spawn(move || {
            let _entered = executor.enter();
            while let Ok((mut command, started)) = taken.recv() {
                // A child that nobody waits for any more is killed where it is dropped.
                let _ = started.send(command.spawn());
            }
        })?;
        Ok(Self(orders))
    }

    pub(super) async fn start(&self, command: Command) -> io::Result<Child> {
        let (started, wait) = oneshot::channel();
        self.0.send((command, started)).map_err(io::Error::other)?;
        wait.await.map_err(io::Error::other)?
    }
}
