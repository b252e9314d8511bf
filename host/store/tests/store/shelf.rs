//! Data kept of a removed widget comes back with the package's name and publisher, and only there.

use fanlight_store::{Data, NewPackage, UNDO_MS, Viewer, WidgetId};
use serde_json::json;

use crate::fixture::{Commit, Fixture, NOW, new_package, object};

async fn remove(f: &Fixture, widget: &WidgetId, data: Data) {
    let mut write = f.store.write(&f.scope).await.unwrap();
    write.remove(widget, data, NOW).await.unwrap();
    write.commit().await.unwrap();
}

async fn sweep(f: &Fixture) {
    let mut write = f.store.write(&f.scope).await.unwrap();
    write.sweep(NOW + UNDO_MS).await.unwrap();
    write.commit().await.unwrap();
}

#[tokio::test]
async fn kept_data_comes_back_with_a_later_version_of_the_package() {
    let f = Fixture::new().await;
    let widget = f.widget().await;
    let mut commit = Commit::new(&widget, 0);
    commit.storage = vec![("k".into(), Some(b"kept".to_vec()))];
    commit.settings = Some(object(json!({ "greeting": "kept" })));
    commit.event = Some("e1");
    commit.send(&f.store, &f.scope).await.unwrap();
    remove(&f, &widget, Data::Keep).await;

    let mut read = f.store.read(&f.scope).await.unwrap();
    let board = read.home_board().await.unwrap().id;
    assert!(read.widget(&widget).await.unwrap().is_none());
    assert!(read.widgets(&board).await.unwrap().is_empty());
    assert!(read.all_widgets().await.unwrap().is_empty());
    assert!(read.state(&widget, &Viewer::Board).await.unwrap().is_none());
    let shelved = read.shelved().await.unwrap();
    assert_eq!((shelved[0].package_name.as_str(), shelved[0].bytes), ("tasks", 5 + 5));
    drop(read);

    // Another package does not get it; a later version of the same does.
    let other = f.install(&f.package("notes", "0.1.0").await).await;
    assert_ne!(other.id, widget);
    let back = f.install(&f.package("tasks", "0.2.0").await).await;
    assert_eq!((&back.id, back.package_version.as_str()), (&widget, "0.2.0"));
    assert_eq!(back.settings["greeting"], "kept");
    assert!(back.position > other.position);
    let mut read = f.store.read(&f.scope).await.unwrap();
    let state = read.state(&widget, &Viewer::Board).await.unwrap().unwrap();
    assert_eq!((state.version, state.package_version.as_str()), (1, "0.1.0"));
    assert_eq!(read.storage_get(&widget, "k").await.unwrap().unwrap(), b"kept");
    assert!(read.shelved().await.unwrap().is_empty());
    // What it cost and which events it saw were the earlier install's.
    assert_eq!(read.usage(&widget).await.unwrap().calls, 0);
    assert_eq!(read.event(&widget, &Viewer::Board, "e1").await.unwrap(), None);
}

#[tokio::test]
async fn a_stranger_with_the_same_name_gets_nothing() {
    let f = Fixture::new().await;
    let widget = f.widget().await;
    remove(&f, &widget, Data::Keep).await;
    let staged = f.store.stage_package(&f.scope, b"a stranger's".to_vec()).await.unwrap();
    let mut write = f.store.write(&f.scope).await.unwrap();
    let stranger = NewPackage { publisher: "Somebody else".into(), ..new_package("tasks", "0.2.0") };
    let stranger = write.add_package(staged, stranger, NOW).await.unwrap().package().clone();
    write.commit().await.unwrap();
    assert_ne!(f.install(&stranger).await.id, widget);
    assert_eq!(f.install(&f.package("tasks", "0.3.0").await).await.id, widget);
}

#[tokio::test]
async fn grants_are_not_kept() {
    let f = Fixture::new().await;
    let widget = f.widget().await;
    remove(&f, &widget, Data::Keep).await;
    sweep(&f).await;
    let (granted,): (String,) = sqlx::query_as("SELECT granted_json FROM widgets WHERE id = $1")
        .bind(widget.as_str())
        .fetch_one(&mut f.folder.raw().await)
        .await
        .unwrap();
    assert_eq!(granted, "{}");
}

#[tokio::test]
async fn deleted_data_is_gone_from_every_table() {
    let f = Fixture::new().await;
    let mut widgets = vec![];
    for data in [Data::Keep, Data::Delete] {
        let widget = f.widget().await;
        let mut commit = Commit::new(&widget, 0);
        commit.storage = vec![("k".into(), Some(vec![1]))];
        commit.event = Some("e1");
        commit.send(&f.store, &f.scope).await.unwrap();
        remove(&f, &widget, data).await;
        if data == Data::Keep {
            let mut write = f.store.write(&f.scope).await.unwrap();
            write.discard_shelved(&widget).await.unwrap();
            assert!(write.discard_shelved(&widget).await.is_err());
            write.commit().await.unwrap();
        }
        widgets.push(widget);
    }
    sweep(&f).await;
    assert_ne!(widgets[0], widgets[1]);
    let mut raw = f.folder.raw().await;
    for count in [
        "SELECT COUNT(*) FROM widgets",
        "SELECT COUNT(*) FROM states",
        "SELECT COUNT(*) FROM storage",
        "SELECT COUNT(*) FROM events",
        "SELECT COUNT(*) FROM runs",
        "SELECT COUNT(*) FROM usage_totals",
    ] {
        let (left,): (i64,) = sqlx::query_as(count).fetch_one(&mut raw).await.unwrap();
        assert_eq!(left, 0, "{count}");
    }
}
