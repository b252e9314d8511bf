//! What handlers share. There is deliberately no [`fanlight_store::TenantScope`] in it: data is a session's.

use std::{
    ops::Deref,
    sync::{Arc, OnceLock},
    time::{Duration, Instant},
};

use fanlight_registry::Capabilities;
use fanlight_runtime::Sandbox;
use fanlight_store::{PrincipalId, Store, WidgetId};

use crate::{
    access,
    breaker::Breaker,
    front::Front,
    knocks::Knocks,
    live::Live,
    load::Places,
    looks::Looks,
    manifests::Manifests,
    metrics::Metrics,
    packed::Packed,
    programs::Programs,
    session::Cookie,
    shares::Shares,
    throttle::Throttle,
    viewers::Viewers,
    widgets::{Journal, Late, Setbacks},
    workspace::Workspace,
};

/// The server's shared parts. Cheap to clone.
#[derive(Clone)]
pub(crate) struct App(Arc<Parts>);

/// See the fields.
pub(crate) struct Parts {
    /// The name of this server's cookie.
    pub(crate) cookie: Cookie,
    /// Rows and package bytes, behind sessions.
    pub(crate) store: Store,
    /// Where guests run.
    pub(crate) sandbox: Sandbox,
    /// Compiled packages.
    pub(crate) programs: Programs,
    /// What they say about themselves.
    pub(crate) manifests: Manifests,
    /// What themes made of this hour.
    pub(crate) looks: Looks,
    /// What packages are checked against.
    pub(crate) capabilities: Arc<Capabilities>,
    /// The workspace's notes and tables.
    pub(crate) workspace: Workspace,
    /// How much of the sandbox each widget, theme and tenant may have at once.
    pub(crate) shares: Shares,
    /// What fails again and again is left alone for a while.
    pub(crate) breaker: Breaker,
    /// First calls that failed a moment ago.
    pub(crate) setbacks: Setbacks,
    /// What busy widgets have not been told yet.
    pub(crate) late: Late,
    /// What is counted.
    pub(crate) metrics: Metrics,
    /// What widgets logged.
    pub(crate) journal: Journal,
    /// What browsers said about themselves.
    pub(crate) viewers: Viewers,
    /// Who follows which board.
    pub(crate) live: Live,
    /// How many requests are under way.
    pub(crate) places: Places,
    /// Sign-ins that failed, per address.
    pub(crate) knocks: Knocks,
    /// Audit entries that a guest can cause, per widget and kind: it must not fill the trail.
    pub(crate) incidents: Throttle<(WidgetId, &'static str)>,
    /// Changes that one person asked for: each leaves an entry in the audit trail, and that has no end.
    pub(crate) changes: Throttle<PrincipalId>,
    /// When people were noted to be here.
    pub(crate) seen: Throttle<PrincipalId>,
    /// When the readiness probe last wrote to the disk.
    pub(crate) wrote_at: tokio::sync::Mutex<Option<Instant>>,
    /// How people reach this server.
    pub(crate) front: Front,
    /// The API, described; made when somebody asks.
    pub(crate) document: OnceLock<Arc<Packed>>,
}

impl App {
    /// Put the parts together.
    pub(crate) fn new(
        cookie: Cookie,
        store: Store,
        sandbox: Sandbox,
        capabilities: Capabilities,
        workspace: Workspace,
        front: Front,
    ) -> Self {
        Self(Arc::new(Parts {
            cookie,
            store,
            programs: Programs::new(sandbox.clone()),
            manifests: Manifests::default(),
            sandbox,
            looks: Looks::default(),
            capabilities: Arc::new(capabilities),
            workspace,
            shares: Shares::default(),
            breaker: Breaker::default(),
            setbacks: Setbacks::default(),
            late: Late::default(),
            metrics: Metrics::default(),
            journal: Journal::default(),
            viewers: Viewers::default(),
            live: Live::default(),
            places: Places::default(),
            knocks: Knocks::default(),
            incidents: Throttle::new(1, Duration::from_secs(60)),
            changes: Throttle::new(access::CHANGES, access::CHANGES_WINDOW),
            seen: Throttle::new(1, Duration::from_secs(300)),
            wrote_at: tokio::sync::Mutex::default(),
            front,
            document: OnceLock::new(),
        }))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test ends at the first surprise")]
impl App {
    /// With a data folder and nobody in front of it, and its one workspace.
    pub(crate) async fn in_folder(data: &std::path::Path) -> (Self, fanlight_store::TenantScope) {
        let (store, steward) = Store::open(fanlight_store::Config::new(data), crate::clock::now_ms()).await.unwrap();
        let scope = steward.scope();
        let mut settings = fanlight_runtime::Settings::default();
        settings.concurrency = 1;
        let sandbox = Sandbox::Here(fanlight_bridge::runtime(settings).unwrap());
        let front = Front { listening: ([127, 0, 0, 1], 0).into(), public: None, contact: None };
        let workspace = Workspace::open(None, data).unwrap();
        let cookie = Cookie::named_after(scope.tenant(), false);
        (Self::new(cookie, store, sandbox, Capabilities::fanlight().unwrap(), workspace, front), scope)
    }
}

impl Deref for App {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}
