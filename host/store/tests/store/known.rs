//! What is kept in memory is never older than what somebody was told.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};

use fanlight_store::{StoreError, Viewer};
use serde_json::json;

use crate::fixture::{Commit, Fixture, NOW, object};

#[tokio::test]
async fn a_revoked_session_is_gone_although_it_was_asked_for_before() {
    let f = Fixture::new().await;
    let secret = f.sign_in().await;
    let session = f.store.session(&secret, NOW).await.unwrap().unwrap();
    assert!(f.store.session(&secret, NOW).await.unwrap().is_some());
    assert!(f.store.session(&secret, session.expires_at()).await.unwrap().is_none(), "it ends by itself, too");

    let mut write = f.store.write(&f.scope).await.unwrap();
    assert!(write.revoke_session(&session.principal().id, session.id(), NOW).await.unwrap());
    assert!(f.store.session(&secret, NOW).await.unwrap().is_some(), "nothing is revoked yet");
    write.commit().await.unwrap();
    assert!(f.store.session(&secret, NOW).await.unwrap().is_none());
}

#[tokio::test]
async fn a_change_is_seen_and_one_that_was_undone_is_not() {
    let f = Fixture::new().await;
    let id = f.widget().await;
    let granted = async || f.store.widget(&f.scope, &id).await.unwrap().unwrap().widget.granted.clone();
    assert_eq!(granted().await, object(json!({ "storage": {} })));

    let mut write = f.store.write(&f.scope).await.unwrap();
    write.set_granted(&id, &object(json!({}))).await.unwrap();
    drop(write);
    assert_eq!(granted().await, object(json!({ "storage": {} })));

    let mut write = f.store.write(&f.scope).await.unwrap();
    write.set_granted(&id, &object(json!({}))).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(granted().await, object(json!({})));
}

#[tokio::test]
async fn settings_that_a_call_leaves_behind_are_seen_and_its_state_changes_no_edition() {
    let f = Fixture::new().await;
    let id = f.widget().await;
    let before = f.store.widget(&f.scope, &id).await.unwrap().unwrap();
    Commit { event: Some("e1"), storage: vec![("key".into(), Some(vec![1]))], ..Commit::new(&id, 0) }
        .send(&f.store, &f.scope)
        .await
        .unwrap();
    assert!(f.store.holds(before.edition));

    let settings = object(json!({ "greeting": "good evening" }));
    Commit { settings: Some(settings.clone()), ..Commit::new(&id, 1) }.send(&f.store, &f.scope).await.unwrap();
    assert!(!f.store.holds(before.edition));
    assert_eq!(f.store.widget(&f.scope, &id).await.unwrap().unwrap().widget.settings, settings);
}

/// Within a group a call may read what another one left there: it must not take that for what was read before.
#[tokio::test]
async fn nothing_holds_in_a_group_that_changes_settings() {
    let f = Fixture::new().await;
    let id = f.widget().await;
    let alone = f.store.write(&f.scope).await.unwrap(); // until it ends, they queue, and so share a group
    let (store, scope, widget) = (f.store.clone(), f.scope.clone(), id.clone());
    let first = tokio::spawn(async move {
        let settings = Some(object(json!({ "greeting": "good evening" })));
        Commit { settings, ..Commit::new(&widget, 0) }.send(&store, &scope).await
    });
    let (store, scope) = (f.store.clone(), f.scope.clone());
    let second = tokio::spawn(async move { store.write_together(&scope).await.unwrap() });
    tokio::task::yield_now().await;
    alone.rollback().await.unwrap();

    let seen = f.store.widget(&f.scope, &id).await.unwrap().unwrap();
    let mut second = second.await.unwrap();
    assert!(!second.holds(seen.edition));
    assert_eq!(second.widget(&id).await.unwrap().unwrap().settings, object(json!({ "greeting": "good evening" })));
    second.rollback().await.unwrap();
    first.await.unwrap().unwrap();
}

/// A writer raises a number; whoever reads after it was told so never finds a smaller one. Half of the writers go away in the middle.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_reader_finds_less_than_a_writer_was_told() {
    let f = Fixture::new().await;
    let id = f.widget().await;
    let told = Arc::new(AtomicU64::new(0));
    let readers: Vec<_> = (0..4)
        .map(|_| {
            let (store, scope, id, told) = (f.store.clone(), f.scope.clone(), id.clone(), Arc::clone(&told));
            tokio::spawn(async move {
                let mut looks = 0_u64;
                loop {
                    let least = told.load(SeqCst);
                    let seen = store.widget(&scope, &id).await.unwrap().unwrap();
                    let found = seen.widget.settings.get("n").and_then(serde_json::Value::as_u64).unwrap_or(0);
                    assert!(found >= least, "found {found} after {least} was answered");
                    looks += 1;
                    tokio::task::yield_now().await; // what is in memory is answered without
                    if least == 400 {
                        return looks;
                    }
                }
            })
        })
        .collect();
    for n in 1..=400_u64 {
        let mut write = f.store.write(&f.scope).await.unwrap();
        write.set_settings(&id, &object(json!({ "n": n }))).await.unwrap();
        if n % 2 == 0 {
            write.commit().await.unwrap();
            told.store(n, SeqCst);
        } else {
            // It goes away while the disk is being asked; whether this is kept is open, and nobody may find it lost later.
            tokio::select! {
                biased;
                _ = write.commit() => {}
                () = std::future::ready(()) => {}
            }
        }
    }
    for reader in readers {
        assert!(reader.await.unwrap() > 0);
    }
}

#[tokio::test]
async fn a_reading_of_one_statement_takes_one() {
    let f = Fixture::new().await;
    let id = f.widget().await;
    let mut read = f.store.read_once(&f.scope).await.unwrap();
    assert!(read.state(&id, &Viewer::Board).await.unwrap().is_none());
    assert!(matches!(read.state(&id, &Viewer::Board).await, Err(StoreError::Abandoned)));
    // Nothing of it is left on the connection.
    for _ in 0..8 {
        assert!(f.store.read(&f.scope).await.unwrap().state(&id, &Viewer::Board).await.unwrap().is_none());
    }
}
