//! A call's outcome: compare and swap, once per event, all or nothing.

use fanlight_store::{CommitError, Committed, Data, Quota, StoreError, Viewer};
use serde_json::json;
use tokio::task::JoinSet;

use crate::fixture::{Commit, Fixture, NOW, object};

#[tokio::test]
async fn versions_rise_by_one_and_stale_calls_are_told_where_it_is() {
    let f = Fixture::new().await;
    let widget = f.widget().await;
    assert!(f.store.read(&f.scope).await.unwrap().state(&widget, &Viewer::Board).await.unwrap().is_none());
    let stale = Commit::new(&widget, 3).send(&f.store, &f.scope).await;
    assert!(matches!(stale, Err(CommitError::Stale { current: 0 })));
    for expected in 0..3 {
        let done = Commit::new(&widget, expected).send(&f.store, &f.scope).await.unwrap();
        assert_eq!(done, Committed::Applied(expected + 1));
    }
    for wrong in [0, 1, 2, 4, -1] {
        let stale = Commit::new(&widget, wrong).send(&f.store, &f.scope).await;
        assert!(matches!(stale, Err(CommitError::Stale { current: 3 })), "{wrong}");
    }
    let state = f.store.read(&f.scope).await.unwrap().state(&widget, &Viewer::Board).await.unwrap().unwrap();
    assert_eq!((state.version, state.bytes.as_slice(), state.updated_at), (3, &b"state"[..], NOW));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_64_writers_at_one_version_exactly_one_wins_each_round() {
    let f = Fixture::new().await;
    let widget = f.widget().await;
    for round in 0..5 {
        let mut writers = JoinSet::new();
        for n in 0..64_u8 {
            let (store, scope, widget) = (f.store.clone(), f.scope.clone(), widget.clone());
            writers.spawn(async move {
                let mut commit = Commit::new(&widget, round);
                commit.bytes = vec![n];
                commit.storage = vec![("winner".into(), Some(vec![n]))];
                (n, commit.send(&store, &scope).await)
            });
        }
        let mut winners = vec![];
        while let Some(done) = writers.join_next().await {
            match done.unwrap() {
                (n, Ok(committed)) => winners.push((n, committed)),
                (_, Err(CommitError::Stale { current })) => assert_eq!(current, round + 1),
                (_, Err(other)) => panic!("{other}"),
            }
        }
        assert_eq!(winners.len(), 1);
        let (n, committed) = winners[0];
        assert_eq!(committed, Committed::Applied(round + 1));
        let mut read = f.store.read(&f.scope).await.unwrap();
        assert_eq!(read.state(&widget, &Viewer::Board).await.unwrap().unwrap().bytes, [n]);
        assert_eq!(read.storage_get(&widget, "winner").await.unwrap().unwrap(), [n]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_event_delivered_many_times_happens_once() {
    let f = Fixture::new().await;
    let widget = f.widget().await;
    let mut deliveries = JoinSet::new();
    for _ in 0..16 {
        let (store, scope, widget) = (f.store.clone(), f.scope.clone(), widget.clone());
        deliveries.spawn(async move {
            let mut commit = Commit::new(&widget, 0);
            commit.event = Some("e1");
            let committed = commit.send(&store, &scope).await.unwrap();
            // A duplicate, too, is answered once the disk has what it is a duplicate of: only then does a reader see it.
            let state = store.read(&scope).await.unwrap().state(&widget, &Viewer::Board).await.unwrap();
            assert_eq!(state.unwrap().version, 1);
            committed
        });
    }
    let mut applied = 0;
    while let Some(done) = deliveries.join_next().await {
        match done.unwrap() {
            Committed::Applied(1) => applied += 1,
            Committed::Duplicate(1) => {}
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(applied, 1);
    // Later versions do not change what the first delivery answered.
    Commit::new(&widget, 1).send(&f.store, &f.scope).await.unwrap();
    let mut again = Commit::new(&widget, 2);
    again.event = Some("e1");
    assert_eq!(again.send(&f.store, &f.scope).await.unwrap(), Committed::Duplicate(1));
    let mut read = f.store.read(&f.scope).await.unwrap();
    assert_eq!(read.event(&widget, &Viewer::Board, "e1").await.unwrap(), Some(1));
    assert_eq!(read.event(&widget, &Viewer::Board, "e2").await.unwrap(), None);
    assert_eq!(read.usage(&widget).await.unwrap().calls, 2);
}

#[tokio::test]
async fn the_last_thousand_events_are_remembered_and_not_many_more() {
    let f = Fixture::new().await;
    let widget = f.widget().await;
    for n in 0..1_100 {
        let mut commit = Commit::new(&widget, n);
        let event = format!("e{n}");
        commit.event = Some(&event);
        commit.send(&f.store, &f.scope).await.unwrap();
    }
    let mut read = f.store.read(&f.scope).await.unwrap();
    assert_eq!(read.event(&widget, &Viewer::Board, "e99").await.unwrap(), None);
    assert_eq!(read.event(&widget, &Viewer::Board, "e100").await.unwrap(), Some(101));
}

#[tokio::test]
async fn a_refused_call_leaves_nothing_not_even_what_was_done_beside_it() {
    let f = Fixture::new().await;
    let widget = f.widget().await;
    let mut commit = Commit::new(&widget, 0);
    commit.storage = vec![("small".into(), Some(vec![1])), ("big".into(), Some(vec![0; 65 << 10]))];
    commit.settings = Some(object(json!({ "greeting": "changed" })));
    commit.event = Some("e1");
    let refused = commit.send(&f.store, &f.scope).await;
    assert!(matches!(refused, Err(CommitError::Quota(q)) if q.which == Quota::ValueBytes && q.limit == 64 << 10));

    let mut read = f.store.read(&f.scope).await.unwrap();
    assert!(read.state(&widget, &Viewer::Board).await.unwrap().is_none());
    assert!(read.storage_snapshot(&widget).await.unwrap().is_empty());
    assert_eq!(read.event(&widget, &Viewer::Board, "e1").await.unwrap(), None);
    assert_eq!(read.usage(&widget).await.unwrap().calls, 0);
    assert_eq!(read.widget(&widget).await.unwrap().unwrap().settings["greeting"], "hello");
}

#[tokio::test]
async fn settings_and_state_change_together() {
    let f = Fixture::new().await;
    let widget = f.widget().await;
    let mut commit = Commit::new(&widget, 0);
    commit.settings = Some(object(json!({ "greeting": "changed" })));
    commit.send(&f.store, &f.scope).await.unwrap();
    let mut read = f.store.read(&f.scope).await.unwrap();
    assert_eq!(read.widget(&widget).await.unwrap().unwrap().settings["greeting"], "changed");
}

#[tokio::test]
async fn a_call_that_ends_after_its_widget_was_removed_is_lost() {
    let f = Fixture::new().await;
    let widget = f.widget().await;
    for data in [Data::Keep, Data::Delete] {
        let package = f.package("tasks", "0.1.0").await;
        let mut write = f.store.write(&f.scope).await.unwrap();
        write.remove(&widget, data, NOW).await.unwrap();
        write.commit().await.unwrap();
        assert!(matches!(Commit::new(&widget, 0).send(&f.store, &f.scope).await, Err(CommitError::Gone)));
        if data == Data::Keep {
            assert_eq!(f.install(&package).await.id, widget);
        }
    }
}

#[tokio::test]
async fn a_dropped_transaction_undoes_itself_and_lets_others_in() {
    let f = Fixture::new().await;
    let widget = f.widget().await;
    let mut write = f.store.write(&f.scope).await.unwrap();
    write.set_paused(&widget, true).await.unwrap();
    assert!(write.widget(&widget).await.unwrap().unwrap().paused);
    drop(write);
    let mut write = f.store.write(&f.scope).await.unwrap();
    assert!(!write.widget(&widget).await.unwrap().unwrap().paused);
    let missing = "00000000-0000-7000-8000-000000000000".parse().unwrap();
    let error = write.set_paused(&missing, true).await.unwrap_err();
    assert!(matches!(error, StoreError::NotFound { what: "widget", .. }));
}
