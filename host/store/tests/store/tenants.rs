//! Two tenants in one database: neither finds, changes or names anything of the other's.

use fanlight_store::{CommitError, Data, NewWidget, Run, Shared, Size, StoreError, TenantScope, Viewer};
use serde_json::json;

use crate::fixture::{Commit, Fixture, NOW, add_package, install, object};

const OTHER: &str = "0199c000-0000-7000-8000-00000000000b";

/// A second tenant, which no public call makes yet: written by hand, and a session of the first moved into it.
async fn other_tenant(f: &Fixture) -> TenantScope {
    let secret = f.sign_in().await;
    // From the list: the store keeps in memory what it was asked about, and nobody tells it of the other door.
    let mut read = f.store.read(&f.scope).await.unwrap();
    let owner = read.members().await.unwrap().remove(0).id;
    let session = read.sessions(&owner, NOW).await.unwrap().remove(0);
    drop(read);
    let mut raw = f.folder.raw().await;
    for insert in [
        "INSERT INTO tenants VALUES ($1, 'Other', 0)",
        "INSERT INTO principals (tenant, id, name, created_at) VALUES ($1, $1, 'Other owner', 0)",
        "INSERT INTO boards (tenant, id, name, created_at, owner) VALUES ($1, $1, 'Other home', 0, $1)",
    ] {
        sqlx::query(insert).bind(OTHER).execute(&mut raw).await.unwrap();
    }
    sqlx::query("UPDATE sessions SET tenant = $1, principal = $1 WHERE id = $2")
        .bind(OTHER)
        .bind(session.id.as_str())
        .execute(&mut raw)
        .await
        .unwrap();
    let session = f.store.session(&secret, NOW).await.unwrap().unwrap();
    assert_eq!(session.scope().tenant().as_str(), OTHER);
    assert_eq!(session.principal().name, "Other owner");
    session.scope().clone()
}

#[tokio::test]
async fn one_tenants_ids_are_nothing_to_the_other() {
    let f = Fixture::new().await;
    let other = other_tenant(&f).await;
    let package = f.package("tasks", "0.1.0").await;
    let widget = f.install(&package).await;
    let mut commit = Commit::new(&widget.id, 0);
    commit.storage = vec![("k".into(), Some(vec![1]))];
    commit.event = Some("e1");
    commit.send(&f.store, &f.scope).await.unwrap();
    let mine = f.store.session(&f.sign_in().await, NOW).await.unwrap().unwrap();

    // Reading.
    let mut read = f.store.read(&other).await.unwrap();
    assert_eq!(read.workspace().await.unwrap().name, "Other");
    assert_eq!(read.boards().await.unwrap().len(), 1);
    assert_eq!(read.board(&widget.board).await.unwrap(), None);
    assert_eq!(read.packages().await.unwrap(), []);
    assert_eq!(read.package(&package.digest).await.unwrap(), None);
    assert_eq!(read.package_picture(&package.digest).await.unwrap(), None);
    assert_eq!(read.package_bytes(&package.digest).await.unwrap(), None);
    assert_eq!(read.widget(&widget.id).await.unwrap(), None);
    assert_eq!(read.widgets(&widget.board).await.unwrap(), []);
    assert_eq!(read.all_widgets().await.unwrap(), []);
    assert_eq!(read.shelved().await.unwrap(), []);
    assert_eq!(read.state(&widget.id, &Viewer::Board).await.unwrap(), None);
    assert_eq!(read.event(&widget.id, &Viewer::Board, "e1").await.unwrap(), None);
    assert_eq!(read.storage_get(&widget.id, "k").await.unwrap(), None);
    assert!(read.storage_keys(&widget.id, "", 10).await.unwrap().is_empty());
    assert!(read.storage_snapshot(&widget.id).await.unwrap().is_empty());
    assert_eq!(read.storage_usage(&widget.id).await.unwrap().keys, 0);
    assert_eq!(read.usage(&widget.id).await.unwrap().calls, 0);
    assert_eq!(read.theme().await.unwrap(), None);
    assert_eq!(read.audit_log(100).await.unwrap(), []);
    assert_eq!(read.sessions(&mine.principal().id, NOW).await.unwrap(), []);
    assert_eq!(read.principal(&mine.principal().id).await.unwrap(), None);
    drop(read);

    // Changing.
    let absent = |done: Result<(), StoreError>| assert!(matches!(done, Err(StoreError::NotFound { .. })), "{done:?}");
    let mut write = f.store.write(&other).await.unwrap();
    absent(write.set_paused(&widget.id, true).await);
    absent(write.set_granted(&widget.id, &object(json!({ "documents": {} }))).await);
    absent(write.set_settings(&widget.id, &object(json!({}))).await);
    absent(write.arrange(&widget.board, &[(widget.id.clone(), Size::Full)]).await);
    let theirs = write.home_board().await.unwrap().id;
    absent(write.move_widget(&widget.id, &theirs).await);
    absent(write.rename_board(&widget.board, "Mine now").await);
    absent(write.rename_member(&mine.principal().id, "Mine now", NOW).await);
    absent(write.place_board(&widget.board, 0).await);
    absent(write.share_board(&widget.board, Shared::Use).await);
    absent(write.remove_board(&widget.board, NOW).await.map(drop));
    absent(write.set_package(&widget.id, &package.digest).await);
    absent(write.remove(&widget.id, Data::Keep, NOW).await.map(drop));
    absent(write.remove(&widget.id, Data::Delete, NOW).await.map(drop));
    absent(write.discard_shelved(&widget.id).await);
    absent(write.record_run(&widget.id, &Run::default()).await);
    absent(write.set_theme(Some(&package.digest), NOW).await);
    let own_board = write.home_board().await.unwrap().id;
    let foreign = [(own_board, package.digest.clone()), (widget.board.clone(), package.digest.clone())];
    for (board, package) in foreign {
        let new = NewWidget { board, package, granted: object(json!({})), settings: object(json!({})) };
        absent(write.install(new, NOW).await.map(drop));
    }
    assert!(!write.revoke_session(&mine.principal().id, mine.id(), NOW).await.unwrap());
    absent(write.issue_link(&mine.principal().id, NOW, 1_000).await.map(drop));
    write.commit().await.unwrap();
    let commit = Commit::new(&widget.id, 1).send(&f.store, &other).await;
    assert!(matches!(commit, Err(CommitError::Gone)));

    // And nothing happened to the first.
    let mut read = f.store.read(&f.scope).await.unwrap();
    assert_eq!(read.widget(&widget.id).await.unwrap(), Some(widget.clone()));
    assert_eq!(read.state(&widget.id, &Viewer::Board).await.unwrap().unwrap().version, 1);
}

#[tokio::test]
async fn the_same_package_in_both_is_two_rows_and_one_file() {
    let f = Fixture::new().await;
    let other = other_tenant(&f).await;
    let mine = f.package("tasks", "0.1.0").await;
    f.install(&mine).await;
    let theirs = add_package(&f.store, &other, "tasks", "0.1.0").await;
    assert_eq!(mine.digest, theirs.digest);
    install(&f.store, &other, &theirs).await;
    assert_eq!(f.store.read(&f.scope).await.unwrap().all_widgets().await.unwrap().len(), 1);
    assert_eq!(f.store.read(&other).await.unwrap().all_widgets().await.unwrap().len(), 1);
}
