//! Sign-ins that failed, per network. Guessing a token is hopeless by its length, and a guess costs no more than a made-up cookie does; who
//! goes on and on is told to wait all the same. A link that works is never counted and never kept waiting: nobody who shares an address
//! with somebody else, as all do behind a proxy, can shut the other one out.

use std::{
    net::IpAddr,
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use fanlight_store::TenantScope;
use serde_json::json;

use crate::{app::App, clock, network::network, problem::Problem, throttle::Throttle};

/// Failures of one network in a minute before it is told to wait.
const MOST: u32 = 10;
const WINDOW: Duration = Duration::from_secs(60);

/// Failed sign-ins.
#[derive(Debug)]
pub(crate) struct Knocks {
    networks: Throttle<IpAddr>,
    /// How many failed since that was written down.
    untold: AtomicU64,
}

impl Default for Knocks {
    fn default() -> Self {
        Self { networks: Throttle::new(MOST, WINDOW), untold: AtomicU64::new(0) }
    }
}

/// Write down every minute how many failed, if any did: one entry, however many there were. It has no end of its own.
pub(crate) async fn watch(app: App, scope: TenantScope) {
    loop {
        tokio::time::sleep(WINDOW).await;
        if let Err(problem) = app.knocks.write_down(&app, &scope).await {
            tracing::warn!(?problem, "the trail does not say that sign-ins failed");
        }
    }
}

impl Knocks {
    /// One more failed; false when these are too many.
    pub(crate) fn failed(&self, address: IpAddr) -> bool {
        self.untold.fetch_add(1, Ordering::Relaxed);
        self.networks.allows(network(address))
    }

    async fn write_down(&self, app: &App, scope: &TenantScope) -> Result<(), Problem> {
        let count = self.untold.swap(0, Ordering::Relaxed);
        if count > 0 {
            let mut write = app.store.write(scope).await?;
            write.audit(clock::now_ms(), "sign-in.failed", scope.tenant().as_ref(), &json!({ "count": count })).await?;
            write.commit().await?;
        }
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test ends at the first surprise")]
mod tests {
    use super::*;

    #[test]
    fn a_network_is_slowed_as_one() {
        let knocks = Knocks::default();
        let ip = |text: String| text.parse().unwrap_or_else(|e| unreachable!("{e}"));
        for n in 0..MOST {
            assert!(knocks.failed(ip(format!("2001:db8:1:2:{n:x}::1"))));
        }
        assert!(!knocks.failed(ip("2001:db8:1:2:ffff::9".to_owned())), "another address of the same network");
        assert!(knocks.failed(ip("2001:db8:1:3::1".to_owned())), "the neighbour");
    }

    #[tokio::test]
    async fn however_many_fail_the_trail_says_it_once() {
        let data = tempfile::tempdir().unwrap();
        let (app, scope) = App::in_folder(data.path()).await;
        for _ in 0..30 {
            app.knocks.failed(IpAddr::from([127, 0, 0, 1]));
        }
        for _ in 0..2 {
            app.knocks.write_down(&app, &scope).await.unwrap();
        }
        let trail = app.store.read(&scope).await.unwrap().audit_log(2).await.unwrap();
        assert_eq!((trail[0].action.as_str(), &trail[0].detail), ("sign-in.failed", &json!({ "count": 30 })));
        assert_ne!(trail[1].action, "sign-in.failed");
    }
}
