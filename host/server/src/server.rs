//! From options to a server that answers, and to its end.

use std::{
    io::Write as _,
    net::{Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
};

use fanlight_registry::Capabilities;
use fanlight_runtime::{ArtifactKey, Limits, Runtime, Settings};
use fanlight_store::{Config, Secret, Steward, Store, TenantScope};
use tokio::{
    net::TcpListener,
    sync::watch,
    task::{JoinHandle, JoinSet},
};

use crate::{
    app::App,
    clock, connections,
    error::ServeError,
    front::{Contact, Front, PublicUrl},
    packages, service,
    session::Cookie,
    sweeping, workspace,
    workspace::Workspace,
};

/// What whoever runs the server decides.
#[derive(Clone, Debug)]
pub struct Options {
    /// The data folder; made if it is not there.
    pub data: PathBuf,
    /// Where to listen. Port 0 takes a free one.
    pub listen: SocketAddr,
    /// The documents of the workspace; a folder in the data folder if none is named.
    pub documents: Option<PathBuf>,
    /// Upper bounds of every call of a guest.
    pub limits: Limits,
    /// Where people reach it, when that is not where it listens. With `https`, browsers are told to come in no other way.
    pub public_url: Option<PublicUrl>,
    /// Whom to tell of a hole in security: `/.well-known/security.txt` names it.
    pub security_contact: Option<Contact>,
}

impl Options {
    /// A data folder, the usual address 127.0.0.1:4280 and the usual limits.
    pub fn new(data: impl Into<PathBuf>) -> Self {
        Self {
            data: data.into(),
            listen: (Ipv4Addr::LOCALHOST, 4280).into(),
            documents: None,
            limits: Limits::default(),
            public_url: None,
            security_contact: None,
        }
    }
}

/// A server that answers until it is stopped.
#[derive(Debug)]
pub struct Server {
    front: Front,
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
    tracing::info!(address = %server.address(), ms = began.elapsed().as_millis(), "ready");
    let link = server.sign_in_link();
    // The one line that a person needs, plain on standard output. Whoever closed that does not want it.
    let _ = writeln!(
        std::io::stdout(),
        "Fanlight is ready.\n  Open {link}\n  The link works once, within 15 minutes. Press Ctrl+C to stop."
    );
    told_to_stop().await;
    tracing::info!("stopping: requests under way have 30 s; press Ctrl+C again to stop now");
    tokio::select! {
        () = server.stop() => {}
        // Whatever was acknowledged is on the disk already.
        () = told_to_stop() => tracing::warn!("stopped at once"),
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
        let listener = TcpListener::bind(options.listen).await.map_err(|source| match source.kind() {
            std::io::ErrorKind::AddrInUse => ServeError::AddressInUse(options.listen),
            _ => ServeError::Listen { address: options.listen, source },
        })?;
        let address = listener.local_addr().map_err(|source| ServeError::Listen { address: options.listen, source })?;
        let runtime = runtime(&options.data, options.limits)?;
        let workspace = Workspace::open(options.documents, &options.data)?;
        let capabilities = Capabilities::fanlight().map_err(|e| ServeError::Ours(e.to_string()))?;
        let cookie = Cookie::named_after(steward.scope().tenant());
        let front = Front { listening: address, public: options.public_url, contact: options.security_contact };
        let app = App::new(cookie, store.clone(), runtime, capabilities, workspace, front.clone());
        packages::seed(&app, &steward.scope()).await.map_err(|problem| ServeError::Ours(format!("{problem:?}")))?;
        let sign_in = steward.issue_sign_in(clock::now_ms()).await?;

        let closing = watch::Sender::new(false);
        let serving = tokio::spawn(run(app, steward.scope(), listener, closing.subscribe()));
        Ok(Self { front, sign_in, closing, serving, store, steward })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.front.listening
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
async fn run(app: App, scope: TenantScope, listener: TcpListener, closing: watch::Receiver<bool>) {
    let mut beside = JoinSet::new();
    beside.spawn(workspace::watch(app.clone(), scope.clone()));
    beside.spawn(sweeping::sweep(app.clone(), scope));
    let warming = app.clone();
    beside.spawn(async move { warming.warm_samples().await });
    let (streams, mut end) = (app.clone(), closing.clone());
    // Streams have no end of their own, and the drain would wait for them.
    beside.spawn(async move {
        connections::told(&mut end).await;
        streams.live.close();
        std::future::pending::<()>().await;
    });
    connections::serve(listener, service::build(&app), closing).await;
    beside.shutdown().await;
}

fn runtime(data: &Path, limits: Limits) -> Result<Runtime, ServeError> {
    let keys = data.join("keys");
    make_private(&keys).map_err(|source| ServeError::Data { path: keys.clone(), source })?;
    let file = keys.join("artifacts.key");
    let key = ArtifactKey::open(&file).map_err(|source| ServeError::Data { path: file, source })?;
    let mut settings = Settings::default();
    (settings.limits, settings.artifacts) = (limits, Some((data.join("artifacts"), key)));
    fanlight_bridge::runtime(settings).map_err(ServeError::Runtime)
}

fn make_private(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

async fn told_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        let _ = tokio::signal::ctrl_c().await;
        return;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}
