//! What goes wrong with the processes that run guests, told to whoever runs the server: no call may have failed of it, and it may be an
//! attack. All of it is in the log, deaths are in the figures, and a package that is not run again is in the trail.

use fanlight_runtime::{
    Sandbox,
    workers::{Death, Trouble},
};
use fanlight_store::{Digest, TenantScope};
use serde_json::json;
use tokio::sync::broadcast::error::RecvError;

use crate::{app::App, clock, problem::Problem};

/// Listen for as long as there are workers; from the moment that this is called.
pub(crate) fn watch(app: App, scope: TenantScope) -> impl Future<Output = ()> + Send {
    let troubles = match &app.sandbox {
        Sandbox::Apart(workers) => Some(workers.troubles()),
        Sandbox::Here(_) => None,
    };
    async move {
        let Some(mut troubles) = troubles else { return };
        loop {
            match troubles.recv().await {
                Ok(trouble) => tell(&app, &scope, trouble).await,
                Err(RecvError::Lagged(missed)) => tracing::error!(missed, "more goes wrong with workers than can be told"),
                Err(RecvError::Closed) => return,
            }
        }
    }
}

async fn tell(app: &App, scope: &TenantScope, trouble: Trouble) {
    match trouble {
        Trouble::Died { process, death, ran } => {
            app.metrics.worker_died(death.as_str());
            let ran: Vec<_> = ran.iter().map(|digest| digest.to_hex().to_string()).collect();
            match death {
                // By an administrator, or because memory is short.
                Death::Killed => tracing::warn!(process, packages = ?ran, "a worker {death}"),
                _ => {
                    tracing::error!(process, packages = ?ran, "a worker {death}; one of these packages may have got out of WebAssembly")
                }
            }
        }
        Trouble::NotStarted(failure) => tracing::error!(%failure, "a worker that is wanted does not start"),
        Trouble::Suspended { digest, failure } => {
            tracing::error!(package = %digest.to_hex(), why = ?failure.message, "a package is not run again");
            if let Err(problem) = write_down(app, scope, digest, &failure.message).await {
                tracing::warn!(?problem, "the trail does not say that a package is not run again");
            }
        }
        other => tracing::error!(?other, "something went wrong with workers"),
    }
}

async fn write_down(app: &App, scope: &TenantScope, digest: blake3::Hash, why: &str) -> Result<(), Problem> {
    let digest: Digest = digest.to_hex().parse().map_err(|e| Problem::ours(&e))?;
    let mut write = app.store.write(scope).await?;
    // It may have been deleted meanwhile.
    let package = write.package(&digest).await?;
    let (name, version) = package.map(|package| (package.name, package.version)).unwrap_or_default();
    let detail = json!({ "name": name, "version": version, "why": why });
    write.audit(clock::now_ms(), "package.suspended", digest.as_str(), &detail).await?;
    Ok(write.commit().await?)
}

#[cfg(test)]
mod tests {
    use fanlight_runtime::{Failure, Kind};

    use super::*;

    #[tokio::test]
    async fn a_package_that_is_not_run_again_is_in_the_trail() {
        let data = tempfile::tempdir().unwrap();
        let (app, scope) = App::in_folder(data.path()).await;
        let digest = blake3::hash(b"a package");
        tell(&app, &scope, Trouble::Suspended { digest, failure: Failure::new(Kind::Trap, "two processes ended") }).await;
        let trail = app.store.read(&scope).await.unwrap().audit_log(1).await.unwrap();
        assert_eq!((trail[0].action.as_str(), trail[0].subject.as_str()), ("package.suspended", digest.to_hex().as_str()));
        assert_eq!(trail[0].detail["why"], "two processes ended");
    }
}
