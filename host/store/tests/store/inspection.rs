//! A look at a data folder: what it shows, and that it changes nothing.

use std::fs;

use fanlight_store::{Config, Store, StoreError, inspect};

use crate::fixture::{Fixture, Folder, NOW};

/// A folder that a store has used.
async fn used() -> Folder {
    let Fixture { store, steward, folder, .. } = Fixture::new().await;
    drop(steward);
    store.close().await;
    folder
}

#[tokio::test]
async fn where_nothing_is_nothing_is_made() {
    let folder = Folder::new();
    let found = inspect(&folder.data()).await.unwrap();
    assert!(!found.in_use);
    assert_eq!(found.database, None);
    assert!(!folder.data().exists());
}

#[tokio::test]
async fn a_store_is_seen_while_it_is_open_and_goes_on() {
    let f = Fixture::new().await;
    let found = inspect(&f.folder.data()).await.unwrap();
    let database = found.database.unwrap();
    assert!(found.in_use && database.damage.is_empty() && database.bytes > 0, "{database:?}");
    assert_eq!(database.schema, database.known);
    f.store.ready().await.unwrap();

    let folder = used().await;
    let found = inspect(&folder.data()).await.unwrap();
    assert!(!found.in_use);
    assert_eq!(found.database.unwrap().schema, database.known);
    Store::open(Config::new(folder.data()), NOW).await.unwrap();
}

#[tokio::test]
async fn an_earlier_schema_is_told_and_not_migrated() {
    let folder = used().await;
    let newest = inspect(&folder.data()).await.unwrap().database.unwrap().known;
    sqlx::query("DELETE FROM _sqlx_migrations WHERE version = $1").bind(newest).execute(&mut folder.raw().await).await.unwrap();
    for _ in 0..2 {
        let database = inspect(&folder.data()).await.unwrap().database.unwrap();
        assert!(database.schema < database.known, "{database:?}");
    }
}

#[tokio::test]
async fn a_later_schema_and_one_of_others_are_told_apart() {
    let folder = used().await;
    let later = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (9999, 'later', 1, x'00', 0)";
    sqlx::query(later).execute(&mut folder.raw().await).await.unwrap();
    assert!(matches!(inspect(&folder.data()).await, Err(StoreError::NewerDatabase { found: 9999, .. })));
    let other = "UPDATE _sqlx_migrations SET checksum = x'00' WHERE version = 1";
    sqlx::query(other).execute(&mut folder.raw().await).await.unwrap();
    assert!(matches!(inspect(&folder.data()).await, Err(StoreError::ForeignSchema { migration: 1, .. })));
}

#[tokio::test]
async fn damage_is_found_wherever_it_is() {
    let folder = used().await;
    let path = folder.data().join("fanlight.db");
    let whole = fs::read(&path).unwrap();
    let mut torn = whole.clone();
    torn[4096 * 2..whole.len() / 2].fill(0xa5);
    fs::write(&path, torn).unwrap();
    match inspect(&folder.data()).await {
        Ok(found) => assert!(!found.database.unwrap().damage.is_empty()),
        Err(error) => assert!(matches!(error, StoreError::Damaged { .. }), "{error}"),
    }
    fs::write(&path, "no database at all, however long it is ".repeat(100)).unwrap();
    assert!(matches!(inspect(&folder.data()).await, Err(StoreError::Damaged { .. })));
}
