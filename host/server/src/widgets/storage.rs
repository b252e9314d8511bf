//! What stands behind the gate's storage: the rows of one widget, read under the scope of whoever's event it is.

use fanlight_bridge::capabilities::storage::{MAX_KEYS, Source};
use fanlight_runtime::{Failure, Halt, Refusal};
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
    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, Halt> {
        self.store.read_once(&self.scope).await.map_err(failed)?.storage_get(&self.widget, key).await.map_err(failed)
    }

    async fn size(&self, key: &str) -> Result<Option<u64>, Halt> {
        self.store.read_once(&self.scope).await.map_err(failed)?.storage_size(&self.widget, key).await.map_err(failed)
    }

    async fn keys(&self, prefix: &str) -> Result<Vec<String>, Halt> {
        let most = u32::try_from(MAX_KEYS).unwrap_or(u32::MAX);
        self.store.read_once(&self.scope).await.map_err(failed)?.storage_keys(&self.widget, prefix, most).await.map_err(failed)
    }

    async fn used(&self) -> Result<(u64, u64), Halt> {
        let usage = self.store.read_once(&self.scope).await.map_err(failed)?.storage_usage(&self.widget).await.map_err(failed)?;
        Ok((usage.keys, usage.bytes))
    }
}

/// A store that is merely busy is an answer the guest can live with. Its other messages name folders of the server: they are for its log,
/// not for a widget's author.
fn failed(error: StoreError) -> Halt {
    if matches!(error, StoreError::Busy) {
        return Refusal::Unavailable("the storage is busy; the same call may work in a moment".into()).into();
    }
    tracing::error!(%error, "storage could not be read");
    Failure::internal("the widget's storage cannot be read now").into()
}
