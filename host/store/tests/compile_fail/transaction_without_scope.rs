//! No transaction without saying whose data it is for.

fn main() {}

async fn read(store: fanlight_store::Store) {
    let _ = store.read().await;
}

async fn write(store: fanlight_store::Store, tenant: fanlight_store::TenantId) {
    let _ = store.write(&tenant).await;
}
