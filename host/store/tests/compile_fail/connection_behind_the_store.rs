//! The connections are not to be had, from the store or from a transaction.

fn main() {}

fn pool(store: &fanlight_store::Store) {
    let _ = &store.inner;
}

fn statement(read: &fanlight_store::Read) {
    let _ = read.sql("SELECT 1");
}
