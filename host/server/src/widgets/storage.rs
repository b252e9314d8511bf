//! What stands behind the gate's storage: the rows of one widget, read under the scope of whoever's event it is.

use fanlight_bridge::capabilities::storage::{MAX_KEYS, Source};
use fanlight_runtime::Failure;
use fanlight_store::{Store, StoreError, TenantScope, WidgetId};

/// One widget's keys and values.
#[derive(Debug)]
pub(super) struct Stored {
    pub(super) store: Store,
    pub(super) scope: TenantScope,
    pub(super) widget: WidgetId,
}

#[async_trait::async_trait]
impl Source for Stored {
    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, Failure> {
        self.store.read(&self.scope).await.map_err(failed)?.storage_get(&self.widget, key).await.map_err(failed)
    }

    async fn keys(&self, prefix: &str) -> Result<Vec<String>, Failure> {
        let most = u32::try_from(MAX_KEYS).unwrap_or(u32::MAX);
        self.store.read(&self.scope).await.map_err(failed)?.storage_keys(&self.widget, prefix, most).await.map_err(failed)
    }

    async fn used(&self) -> Result<(u64, u64), Failure> {
        let usage = self.store.read(&self.scope).await.map_err(failed)?.storage_usage(&self.widget).await.map_err(failed)?;
        Ok((usage.keys, usage.bytes))
    }
}

/// The store's messages name folders of the server: they are for its log, not for a widget's author.
fn failed(error: StoreError) -> Failure {
    tracing::error!(%error, "storage could not be read");
    Failure::internal("the widget's storage cannot be read now")
}
