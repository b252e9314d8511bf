//! From options to a server that answers, and to its end.

use std::{
    io::Write as _,
    net::{Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
};

use fanlight_registry::Capabilities;
use fanlight_runtime::{ArtifactKey, Compiler, Launch, Limits, Sandbox, Settings};
use fanlight_store::{Config, Secret, Steward, Store, TenantScope};
use tokio::{
    net::{TcpListener, TcpSocket},
    signal::unix::{Signal, SignalKind, signal},
    sync::watch,
    task::{JoinHandle, JoinSet},
};

use crate::{
    admin,
    app::App,
    clock, connections,
    error::ServeError,
    front::{Contact, Front, PublicUrl},
    knocks, losses, packages, service,
    session::Cookie,
    shares, sweeping, workspace,
    workspace::Workspace,
};

/// What whoever runs the server decides.
#[derive(Clone, Debug)]
pub struct Options {
    /// The data folder; made if it is not there.
    pub data: PathBuf,
    /// Where to listen. Port 0 takes a free one.
    pub listen: SocketAddr,
    /// Where the operator's own listener is, if there is to be one.
    pub admin_listen: Option<SocketAddr>,
    /// The documents of the workspace; a folder in the data folder if none is named.
    pub documents: Option<PathBuf>,
    /// Upper bounds of every call of a guest.
    pub limits: Limits,
    /// Starts a process that compiles (`fanlight_runtime::compile`); `None` compiles in this process, for as long as it takes.
    pub compiler: Option<Compiler>,
    /// Starts a process that runs guests (`fanlight_bridge::work`), which needs a compiler, too; `None` runs them in this process.
    pub workers: Option<Launch>,
    /// Where people reach it, when that is not where it listens. With `https`, browsers are told to come in no other way.
    pub public_url: Option<PublicUrl>,
    /// Whom to tell of a hole in security: `/.well-known/security.txt` names it.
    pub security_contact: Option<Contact>,
}

impl Options {
    /// A data folder, the usual address 127.0.0.1:4280, the usual limits, and everything in this one process.
    pub fn new(data: impl Into<PathBuf>) -> Self {
        let listen = (Ipv4Addr::LOCALHOST, 4280).into();
        Self {
            data: data.into(),
            listen,
            admin_listen: None,
            documents: None,
            limits: Limits::default(),
            compiler: None,
            workers: None,
            public_url: None,
            security_contact: None,
        }
    }
}

/// A server that answers until it is stopped.
#[derive(Debug)]
pub struct Server {
    front: Front,
    admin_address: Option<SocketAddr>,
    sign_in: Secret,
    closing: watch::Sender<bool>,
    serving: JoinHandle<()>,
    store: Store,
    steward: Steward,
}

/// Serve until the process is told to stop (SIGINT, SIGTERM): print the sign-in link, then log.
///
/// # Errors
/// When the server cannot start; see [`ServeError`].
pub async fn serve(options: Options) -> Result<(), ServeError> {
    let began = clock::instant();
    let server = Server::start(options).await?;
    // Before anybody hears that it is ready: they may stop it at once, and what is stopped well is left well.
    let mut stop_signals = StopSignals::listen()?;
    tracing::info!(address = %server.address(), ms = began.elapsed().as_millis(), "ready");
    if let Some(address) = server.admin_address {
        tracing::info!(%address, "figures at /metrics, for whoever reaches this address");
    }
    let link = server.sign_in_link();
    // The one line that a person needs, plain on standard output. Whoever closed that does not want it.
    let _ = writeln!(
        std::io::stdout(),
        "Fanlight is ready.\n  Open {link}\n  The link works once, within 15 minutes. Press Ctrl+C to stop."
    );
    stop_signals.told().await;
    tracing::info!("stopping: requests under way have 30 s; press Ctrl+C again to stop now");
    tokio::select! {
        () = server.stop() => {}
        // Whatever was acknowledged is on the disk already.
        () = stop_signals.told() => tracing::warn!("stopped at once"),
    }
    Ok(())
}

impl Server {
    /// Open everything and begin to answer.
    ///
    /// # Errors
    /// See [`ServeError`].
    pub async fn start(options: Options) -> Result<Self, ServeError> {
        connections::raise_descriptor_limit();
        let (store, steward) = Store::open(Config::new(&options.data), clock::now_ms()).await?;
        let (listener, address) = listen(options.listen).map_err(|source| match source.kind() {
            std::io::ErrorKind::AddrInUse => ServeError::AddressInUse(options.listen),
            _ => ServeError::Listen { address: options.listen, source },
        })?;
        let (admin, admin_address) = match options.admin_listen {
            Some(at) if at == address => return Err(ServeError::SameAddress(at)),
            Some(at) => {
                let (listener, address) = listen(at).map_err(|source| ServeError::AdminListen { address: at, source })?;
                (Some(listener), Some(address))
            }
            None => (None, None),
        };
        let sandbox = sandbox(&options).await?;
        let workspace = Workspace::open(options.documents, &options.data)?;
        let capabilities = Capabilities::fanlight().map_err(|e| ServeError::Ours(e.to_string()))?;
        let front = Front { listening: address, public: options.public_url, contact: options.security_contact };
        let cookie = Cookie::named_after(steward.scope().tenant(), front.https());
        let app = App::new(cookie, store.clone(), sandbox, capabilities, workspace, front.clone());
        packages::seed(&app, &steward.scope()).await.map_err(|problem| ServeError::Ours(format!("{problem:?}")))?;
        let sign_in = steward.issue_sign_in(clock::now_ms()).await?;

        let closing = watch::Sender::new(false);
        let serving = tokio::spawn(run(app, steward.scope(), listener, admin, closing.subscribe()));
        Ok(Self { front, admin_address, sign_in, closing, serving, store, steward })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.front.listening
    }

    /// Where the operator's own listener is, if there is one.
    pub fn admin_address(&self) -> Option<SocketAddr> {
        self.admin_address
    }

    /// The link that signs the owner in, once. Whoever has it is the owner: it belongs on a terminal and into no log.
    pub fn sign_in_link(&self) -> String {
        format!("{}/sign-in#{}", self.front.origin(), self.sign_in.expose())
    }

    /// A further link of that kind.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn another_sign_in_link(&self) -> Result<String, ServeError> {
        let secret = self.steward.issue_sign_in(clock::now_ms()).await?;
        Ok(format!("{}/sign-in#{}", self.front.origin(), secret.expose()))
    }

    /// Take no more requests, let those under way end (30 s at most), close the store.
    pub async fn stop(self) {
        self.closing.send_replace(true);
        if self.serving.await.is_err() {
            tracing::error!("the server ended in a panic");
        }
        self.store.close().await;
    }
}

/// The server's tasks: sockets, and what goes on beside them.
async fn run(app: App, scope: TenantScope, listener: TcpListener, admin: Option<TcpListener>, closing: watch::Receiver<bool>) {
    let mut beside = JoinSet::new();
    beside.spawn(workspace::watch(app.clone(), scope.clone()));
    beside.spawn(knocks::watch(app.clone(), scope.clone()));
    beside.spawn(losses::watch(app.clone(), scope.clone()));
    beside.spawn(sweeping::sweep(app.clone(), scope.clone()));
    let warming = app.clone();
    beside.spawn(async move {
        if let Err(problem) = warming.warm_samples(&scope).await {
            tracing::warn!(?problem, "the samples are compiled when they are used");
        }
    });
    let (streams, mut end) = (app.clone(), closing.clone());
    // Streams have no end of their own, and the drain would wait for them.
    beside.spawn(async move {
        connections::told(&mut end).await;
        streams.live.close();
        std::future::pending::<()>().await;
    });
    if let Some(admin) = admin {
        // Of no use to anybody when the other one is gone, so nobody waits for it.
        beside.spawn(connections::serve(admin, admin::routes(&app), closing.clone()));
    }
    connections::serve(listener, service::build(&app), closing).await;
    beside.shutdown().await;
}

fn listen(at: SocketAddr) -> std::io::Result<(TcpListener, SocketAddr)> {
    let socket = if at.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // As the usual one does: who starts again does not wait until the sockets of before are forgotten.
    socket.set_reuseaddr(true)?;
    socket.bind(at)?;
    let listener = socket.listen(connections::BACKLOG)?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}

async fn sandbox(options: &Options) -> Result<Sandbox, ServeError> {
    let keys = options.data.join("keys");
    make_private(&keys).map_err(|source| ServeError::Data { path: keys.clone(), source })?;
    let file = keys.join("artifacts.key");
    let key = ArtifactKey::open(&file).map_err(|source| ServeError::Data { path: file, source })?;
    let mut settings = Settings::default();
    settings.concurrency = u32::try_from(shares::PLACES).unwrap_or(u32::MAX);
    (settings.limits, settings.artifacts) = (options.limits, Some((options.data.join("artifacts"), key)));
    settings.compiler = options.compiler.clone();
    let Some(launch) = options.workers.clone() else {
        tracing::warn!("guests run in the server's own process: WebAssembly alone stands between them and its keys and data");
        return fanlight_bridge::runtime(settings).map(Sandbox::Here).map_err(ServeError::Runtime);
    };
    let workers = fanlight_bridge::workers(settings, &[], launch).await.map_err(ServeError::Workers)?;
    for missing in workers.walls().missing() {
        tracing::warn!("a wall around guests is not whole: {missing}");
    }
    tracing::info!(processes = ?workers.processes(), "guests run in workers");
    Ok(Sandbox::Apart(workers))
}

fn make_private(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// What tells the program to stop, from the moment that this is made.
struct StopSignals {
    terminate: Signal,
    interrupt: Signal,
}

impl StopSignals {
    fn listen() -> Result<Self, ServeError> {
        let listen = |kind| signal(kind).map_err(|e| ServeError::Ours(format!("signals cannot be heard: {e}")));
        Ok(Self { terminate: listen(SignalKind::terminate())?, interrupt: listen(SignalKind::interrupt())? })
    }

    /// Until it is told, or told again.
    async fn told(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}
