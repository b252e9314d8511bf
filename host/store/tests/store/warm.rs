//! States in memory are those on the disk: none that is older than what anybody saw, and none that was undone.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering::SeqCst};

use fanlight_store::{CommitError, Data, Store, TenantScope, Version, Viewer, WidgetId};

use crate::fixture::{Commit, Fixture, NOW};

/// As a frame asks: the widget first, then its state.
async fn version(store: &Store, scope: &TenantScope, widget: &WidgetId) -> Option<Version> {
    let seen = store.widget(scope, widget).await.unwrap()?;
    let state = store.state(scope, seen.edition, widget, &Viewer::Board).await.unwrap();
    Some(state.map_or(0, |state| state.version))
}

impl Fixture {
    async fn shown(&self, widget: &WidgetId) -> Option<Version> {
        version(&self.store, &self.scope, widget).await
    }

    /// Behind the store's back, so that only what it asks the database for is this.
    async fn set_version(&self, version: Version) {
        sqlx::query("UPDATE states SET version = $1").bind(version).execute(&mut self.folder.raw().await).await.unwrap();
    }
}

#[tokio::test]
async fn what_a_call_left_or_a_look_found_is_not_asked_for_again() {
    let f = Fixture::new().await;
    let id = f.widget().await;
    assert_eq!(f.shown(&id).await, Some(0));
    Commit::new(&id, 0).send(&f.store, &f.scope).await.unwrap();
    f.set_version(7).await;
    assert_eq!(f.shown(&id).await, Some(1));

    // Anything else that changes begins anew.
    f.widget().await;
    assert_eq!(f.shown(&id).await, Some(7));
    f.set_version(8).await;
    assert_eq!(f.shown(&id).await, Some(7));
}

#[tokio::test]
async fn a_call_that_is_not_on_the_disk_yet_is_not_seen_and_afterwards_it_is() {
    let f = Fixture::new().await;
    let (one, other) = (f.widget().await, f.widget().await);
    assert_eq!((f.shown(&one).await, f.shown(&other).await), (Some(0), Some(0)));
    let alone = f.store.write(&f.scope).await.unwrap(); // until it ends, they queue, and so share a group
    let commit = |widget: &WidgetId| {
        let (store, scope, widget) = (f.store.clone(), f.scope.clone(), widget.clone());
        tokio::spawn(async move { Commit::new(&widget, 0).send(&store, &scope).await })
    };
    let (kept, stale) = (commit(&one), commit(&one));
    let (store, scope) = (f.store.clone(), f.scope.clone());
    let between = tokio::spawn(async move { store.write_together(&scope).await.unwrap() });
    tokio::task::yield_now().await;
    alone.rollback().await.unwrap();
    let between = between.await.unwrap();
    assert_eq!(f.shown(&one).await, Some(0), "it may still be undone");
    between.rollback().await.unwrap();
    kept.await.unwrap().unwrap();
    assert!(stale.await.unwrap().is_err());
    f.set_version(7).await;
    assert_eq!((f.shown(&one).await, f.shown(&other).await), (Some(1), Some(0)));
}

#[tokio::test]
async fn what_a_call_left_that_is_undone_is_not_seen() {
    let f = Fixture::new().await;
    let id = f.widget().await;
    Commit::new(&id, 0).send(&f.store, &f.scope).await.unwrap();
    assert_eq!(f.shown(&id).await, Some(1));
    let storage = vec![("more than fits".into(), Some(vec![0; 64 << 20]))];
    let undone = Commit { storage, ..Commit::new(&id, 1) }.send(&f.store, &f.scope).await;
    assert!(matches!(undone, Err(CommitError::Quota(_))), "{undone:?}");
    assert_eq!(f.shown(&id).await, Some(1));
}

#[tokio::test]
async fn a_large_state_is_read_each_time() {
    let f = Fixture::new().await;
    let id = f.widget().await;
    Commit { bytes: vec![1; 100_000], ..Commit::new(&id, 0) }.send(&f.store, &f.scope).await.unwrap();
    assert_eq!(f.shown(&id).await, Some(1));
    f.set_version(7).await;
    assert_eq!(f.shown(&id).await, Some(7));
}

#[tokio::test]
async fn a_removed_widget_has_none_and_one_that_is_back_has_it_again() {
    let f = Fixture::new().await;
    let id = f.widget().await;
    Commit::new(&id, 0).send(&f.store, &f.scope).await.unwrap();
    assert_eq!(f.shown(&id).await, Some(1));
    let mut write = f.store.write(&f.scope).await.unwrap();
    let undo = write.remove(&id, Data::Keep, NOW).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(f.shown(&id).await, None);
    let mut write = f.store.write(&f.scope).await.unwrap();
    write.undo(&undo.id, NOW).await.unwrap();
    write.commit().await.unwrap();
    assert_eq!(f.shown(&id).await, Some(1));
}

/// Many look while calls are committed, undone, and left by callers who go away; more of them than stay in memory, so that these come and
/// go, too. Nobody finds a state that is older than one that a writer was told or another reader saw.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_reader_finds_less_than_anybody_knows() {
    let f = Fixture::new().await;
    let id = f.widget().await;
    let (known, ended) = (Arc::new(AtomicI64::new(0)), Arc::new(AtomicBool::new(false)));
    let readers: Vec<_> = (0..4)
        .map(|_| {
            let (store, scope, id) = (f.store.clone(), f.scope.clone(), id.clone());
            let (known, ended) = (Arc::clone(&known), Arc::clone(&ended));
            tokio::spawn(async move {
                while !ended.load(SeqCst) {
                    let least = known.load(SeqCst);
                    let found = version(&store, &scope, &id).await.unwrap();
                    assert!(found >= least, "found {found} although {least} was known");
                    known.fetch_max(found, SeqCst);
                    tokio::task::yield_now().await; // what is in memory is answered without
                }
            })
        })
        .collect();
    let others = {
        let (store, scope, id, ended) = (f.store.clone(), f.scope.clone(), id.clone(), Arc::clone(&ended));
        tokio::spawn(async move {
            let seen = store.widget(&scope, &id).await.unwrap().unwrap();
            for n in 0_u64.. {
                if ended.load(SeqCst) {
                    return;
                }
                let nobody: WidgetId = format!("00000000-0000-7000-8000-{n:012x}").parse().unwrap();
                assert!(store.state(&scope, seen.edition, &nobody, &Viewer::Board).await.unwrap().is_none());
            }
        })
    };
    let mut expected = 0;
    for turn in 0..2_000 {
        let commit = Commit::new(&id, expected).send(&f.store, &f.scope);
        if turn % 3 == 0 {
            // It goes away after so many steps; whether its call is kept is open.
            let mut steps = 0;
            tokio::select! {
                biased;
                _ = commit => {}
                () = std::future::poll_fn(|context| {
                    steps += 1;
                    context.waker().wake_by_ref();
                    if steps > turn % 20 { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
                }) => {}
            }
            expected = match Commit::new(&id, -1).send(&f.store, &f.scope).await {
                Err(CommitError::Stale { current }) => current,
                other => panic!("{other:?}"),
            };
        } else {
            expected = commit.await.unwrap().version();
        }
        known.fetch_max(expected, SeqCst);
    }
    ended.store(true, SeqCst);
    others.await.unwrap();
    for reader in readers {
        reader.await.unwrap();
    }
    let stored = f.store.read(&f.scope).await.unwrap().state(&id, &Viewer::Board).await.unwrap().unwrap().version;
    assert_eq!((f.shown(&id).await, stored), (Some(expected), expected));
}
