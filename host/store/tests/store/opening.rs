//! Opening a data folder, and every way in which that goes wrong.

use std::fs;

use fanlight_store::{Blame, Config, Store, StoreError};
use serde_json::json;

use crate::fixture::{Commit, Fixture, Folder, NOW};

#[tokio::test]
async fn a_new_folder_has_one_workspace_with_a_home_board() {
    let f = Fixture::new().await;
    let mut read = f.store.read(&f.scope).await.unwrap();
    assert_eq!(read.workspace().await.unwrap().name, "Workspace");
    let boards = read.boards().await.unwrap();
    assert_eq!(boards.len(), 1);
    assert_eq!(boards[0].name, "Home");
    assert_eq!(read.home_board().await.unwrap(), boards[0]);
    assert_eq!(read.board(&boards[0].id).await.unwrap(), Some(boards[0].clone()));
    f.store.ready().await.unwrap();
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_else_may_look_into_it() {
    use std::os::unix::fs::PermissionsExt;
    let f = Fixture::new().await;
    let widget = f.widget().await;
    Commit::new(&widget, 0).send(&f.store, &f.scope).await.unwrap();
    let mode = |path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(f.folder.data()), 0o700);
    assert_eq!(mode(f.folder.data().join("packages")), 0o700);
    for file in ["lock", "fanlight.db", "fanlight.db-wal", "fanlight.db-shm"] {
        assert_eq!(mode(f.folder.data().join(file)), 0o600, "{file}");
    }
}

#[tokio::test]
async fn what_was_committed_is_there_when_it_is_opened_again() {
    let f = Fixture::new().await;
    let widget = f.widget().await;
    Commit::new(&widget, 0).send(&f.store, &f.scope).await.unwrap();
    let Fixture { store, steward, scope, folder } = f;
    let home = store.read(&scope).await.unwrap().home_board().await.unwrap();
    drop((store, steward));

    let (store, steward) = Store::open(Config::new(folder.data()), NOW + 1).await.unwrap();
    assert_eq!(steward.scope().tenant(), scope.tenant());
    let mut read = store.read(&steward.scope()).await.unwrap();
    assert_eq!(read.home_board().await.unwrap(), home);
    assert_eq!(read.widgets(&home.id).await.unwrap()[0].id, widget);
    drop(read);
    drop(steward);
    store.close().await;
    Store::open(Config::new(folder.data()), NOW + 2).await.unwrap();
}

#[tokio::test]
async fn a_second_server_is_told_so_until_the_first_is_gone() {
    let f = Fixture::new().await;
    let error = Store::open(Config::new(f.folder.data()), NOW).await.unwrap_err();
    assert!(matches!(error, StoreError::Locked { .. }), "{error}");
    assert_eq!(error.blame(), Blame::Operator);

    // A transaction that outlives the store keeps the folder: it may still write.
    let Fixture { store, steward, scope, folder } = f;
    let write = store.write(&scope).await.unwrap();
    drop((store, steward));
    assert!(matches!(Store::open(Config::new(folder.data()), NOW).await, Err(StoreError::Locked { .. })));
    drop(write);
    Store::open(Config::new(folder.data()), NOW).await.unwrap();
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_left_alone() {
    let f = Fixture::new().await;
    let folder = close(f).await;
    sqlx::query(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (9999, 'later', 1, x'00', 0)",
    )
    .execute(&mut folder.raw().await)
    .await
    .unwrap();
    let error = Store::open(Config::new(folder.data()), NOW).await.unwrap_err();
    assert!(matches!(error, StoreError::NewerDatabase { found: 9999, .. }), "{error}");
    assert_eq!(error.blame(), Blame::Operator);
    assert!(error.to_string().contains("newer Fanlight"));
}

#[tokio::test]
async fn packages_of_an_earlier_version_know_their_publisher() {
    let f = Fixture::new().await;
    let digest = f.package("tasks", "0.1.0").await.digest;
    let folder = close(f).await;
    let mut raw = folder.raw().await;
    for earlier in [
        "DELETE FROM _sqlx_migrations WHERE version = 2",
        "ALTER TABLE packages DROP COLUMN publisher",
        r#"UPDATE packages SET manifest_json = '{"name":"tasks","publisher":"Tests"}'"#,
    ] {
        sqlx::query(earlier).execute(&mut raw).await.unwrap();
    }
    drop(raw);
    let (store, steward) = Store::open(Config::new(folder.data()), NOW).await.unwrap();
    let package = store.read(&steward.scope()).await.unwrap().package(&digest).await.unwrap().unwrap();
    assert_eq!(package.publisher, "Tests");
}

#[tokio::test]
async fn notices_of_an_earlier_version_say_the_same() {
    let f = Fixture::new().await;
    let folder = close(f).await;
    let mut raw = folder.raw().await;
    for earlier in [
        "DELETE FROM _sqlx_migrations WHERE version = 24",
        "ALTER TABLE notices DROP COLUMN detail_json",
        "ALTER TABLE notices ADD COLUMN title TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE notices ADD COLUMN text TEXT NOT NULL DEFAULT ''",
    ] {
        sqlx::query(earlier).execute(&mut raw).await.unwrap();
    }
    for (n, (kind, title, text)) in [
        ("widget-failed", "Täglich 🌱 has a problem", "Its last run failed: no more fuel"),
        ("theme-failed", "The theme Fog failed", "Everything is shown in the usual look meanwhile. Too pale."),
        ("member-joined", "Ada has joined", "Ada took up your invitation and sees the boards that are shared."),
        ("documents-gone", "The documents cannot be read", "The documents folder is gone."),
    ]
    .into_iter()
    .enumerate()
    {
        let insert = "INSERT INTO notices (tenant, id, principal, at, kind, subject, title, text)
             SELECT tenant, $1, id, $2, $3, '', $4, $5 FROM principals";
        let id = format!("01890a5d-ac96-774b-bcce-b302099a805{n}");
        sqlx::query(insert).bind(id).bind(NOW).bind(kind).bind(title).bind(text).execute(&mut raw).await.unwrap();
    }
    drop(raw);
    let (store, steward) = Store::open(Config::new(folder.data()), NOW).await.unwrap();
    let mut read = store.read(&steward.scope()).await.unwrap();
    let owner = read.members().await.unwrap()[0].id.clone();
    let details: Vec<_> = read.notices(&owner, None, 9).await.unwrap().into_iter().map(|notice| notice.detail).rev().collect();
    let expected = [
        json!({ "title": "Täglich 🌱", "why": "no more fuel" }),
        json!({ "title": "Fog", "why": "Too pale." }),
        json!({ "name": "Ada" }),
        json!({}),
    ];
    assert_eq!(details, expected);
}

#[tokio::test]
async fn a_changed_migration_is_not_run_over() {
    let f = Fixture::new().await;
    let folder = close(f).await;
    sqlx::query("UPDATE _sqlx_migrations SET checksum = x'00'").execute(&mut folder.raw().await).await.unwrap();
    let error = Store::open(Config::new(folder.data()), NOW).await.unwrap_err();
    assert!(matches!(error, StoreError::ForeignSchema { migration: 1, .. }), "{error}");
}

#[tokio::test]
async fn something_that_is_no_database_is_said_to_be_damaged() {
    let folder = Folder::new();
    fs::create_dir(folder.data()).unwrap();
    fs::write(folder.data().join("fanlight.db"), "this is a letter to my aunt, not a database".repeat(200)).unwrap();
    let error = Store::open(Config::new(folder.data()), NOW).await.unwrap_err();
    assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
    assert_eq!(error.blame(), Blame::Operator);
}

#[tokio::test]
async fn a_folder_that_cannot_be_is_the_operators_to_mend() {
    let folder = Folder::new();
    fs::write(folder.data(), "a file where the folder should be").unwrap();
    let error = Store::open(Config::new(folder.data()), NOW).await.unwrap_err();
    assert_eq!(error.blame(), Blame::Operator, "{error}");
    assert!(error.to_string().contains(&folder.data().display().to_string()), "{error}");
}

/// Ends the store and keeps the folder.
async fn close(f: Fixture) -> Folder {
    let Fixture { store, steward, folder, .. } = f;
    drop(steward);
    store.close().await;
    folder
}
