//! What was removed and can no longer be put back is erased: once at the start, and then every few seconds.

use std::time::Duration;

use fanlight_store::TenantScope;

use crate::{app::App, clock, problem::Problem};

/// Between two looks. What is due a little earlier cannot be put back either: the store compares times itself.
const EVERY: Duration = Duration::from_secs(5);

/// Sweep again and again; it has no end of its own.
pub(crate) async fn sweep(app: App, scope: TenantScope) {
    loop {
        if let Err(problem) = once(&app, &scope).await {
            tracing::warn!(?problem, "what was removed is not erased yet");
        }
        tokio::time::sleep(EVERY).await;
    }
}

async fn once(app: &App, scope: &TenantScope) -> Result<(), Problem> {
    // Looking first: a write each time would be one to the disk, and would hold up others.
    if !app.store.read(scope).await?.sweep_is_due(clock::now_ms()).await? {
        return Ok(());
    }
    let mut write = app.store.write(scope).await?;
    let swept = write.sweep(clock::now_ms()).await?;
    write.commit().await?;
    for widget in &swept.widgets {
        app.journal.forget(widget);
    }
    tracing::debug!(boards = swept.boards.len(), widgets = swept.widgets.len(), "erased what was removed");
    Ok(())
}
