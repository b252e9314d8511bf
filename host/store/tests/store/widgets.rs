//! Widgets on a board: their order, their grants, and a package replaced by one pointer.

use fanlight_store::{Call, Digest, NewState, Run, Size, StorageQuota, StoreError, Viewer, Widget, WidgetId};
use serde_json::json;

use crate::fixture::{Fixture, NOW, object};

#[tokio::test]
async fn what_is_set_is_what_is_read() {
    let f = Fixture::new().await;
    let (old, new) = (f.package("tasks", "0.1.0").await, f.package("tasks", "0.2.0").await);
    let (first, second) = (f.install(&old).await, f.install(&old).await);
    assert_eq!((first.position, second.position), (1, 2));
    assert_eq!(first.granted, object(json!({ "storage": {} })));

    let mut write = f.store.write(&f.scope).await.unwrap();
    write.arrange(&first.board, &[(second.id.clone(), Size::Medium), (first.id.clone(), Size::Full)]).await.unwrap();
    write.set_paused(&first.id, true).await.unwrap();
    write.set_granted(&first.id, &object(json!({}))).await.unwrap();
    write.set_settings(&first.id, &object(json!({ "n": 1.5 }))).await.unwrap();
    write.set_package(&first.id, &new.digest).await.unwrap();
    let unknown = write.set_package(&first.id, &Digest::of(b"unknown")).await.unwrap_err();
    assert!(matches!(unknown, StoreError::NotFound { what: "package", .. }));
    write.commit().await.unwrap();

    let mut read = f.store.read(&f.scope).await.unwrap();
    let widgets = read.widgets(&first.board).await.unwrap();
    assert_eq!(widgets.iter().map(|w| &w.id).collect::<Vec<_>>(), [&second.id, &first.id]);
    let changed = &widgets[1];
    assert!(changed.paused && changed.granted.is_empty());
    assert_eq!((changed.package_version.as_str(), &changed.settings["n"]), ("0.2.0", &json!(1.5)));
    assert_eq!((changed.size, changed.position), (Size::Full, 2));
    assert_eq!(widgets[0], Widget { position: 1, ..second });
}

#[tokio::test]
async fn each_viewer_has_a_state_of_their_own_and_the_board_another() {
    let f = Fixture::new().await;
    let widget = f.widget().await;
    let session = f.store.session(&f.sign_in().await, NOW).await.unwrap().unwrap();
    let person = Viewer::Principal(session.principal().id.clone());
    for (viewer, bytes, versions) in [(&Viewer::Board, b"all", 1), (&person, b"one", 2)] {
        for expected in 0..versions {
            commit(&f, &widget, viewer, expected, bytes).await;
        }
    }
    let mut read = f.store.read(&f.scope).await.unwrap();
    for (viewer, bytes, version) in [(&Viewer::Board, b"all", 1), (&person, b"one", 2)] {
        let state = read.state(&widget, viewer).await.unwrap().unwrap();
        assert_eq!((state.bytes.as_slice(), state.version), (&bytes[..], version));
        assert_eq!((state.refresh_after, state.package_version.as_str()), (Some(60_000), "0.1.0"));
        // The same client id from two viewers is two events.
        assert_eq!(read.event(&widget, viewer, "e0").await.unwrap(), Some(1));
    }
}

async fn commit(f: &Fixture, widget: &WidgetId, viewer: &Viewer, expected: i64, bytes: &[u8]) {
    let call = Call {
        widget,
        viewer,
        expected,
        state: NewState { bytes: bytes.to_vec(), package_version: "0.1.0".into(), refresh_after: Some(60_000) },
        storage_writes: &[],
        quota: StorageQuota::default(),
        settings: None,
        event_id: Some(&format!("e{expected}")),
        event_digest: None,
        run: &Run::default(),
    };
    f.store.write(&f.scope).await.unwrap().commit_call(call, NOW).await.unwrap();
}
