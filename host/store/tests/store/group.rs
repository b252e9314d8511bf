//! Calls that share a sync: each is kept, or undone, by itself, and none is answered before the disk has it.

use fanlight_store::{CommitError, Committed, Version, Viewer, WidgetId};
use serde_json::json;
use tokio::task::JoinSet;

use crate::fixture::{Commit, Fixture, NOW};

impl Fixture {
    async fn version(&self, widget: &WidgetId) -> Version {
        let mut read = self.store.read(&self.scope).await.unwrap();
        read.state(widget, &Viewer::Board).await.unwrap().map_or(0, |state| state.version)
    }
}

#[tokio::test]
async fn a_part_that_is_dropped_takes_nothing_of_its_neighbours_with_it() {
    let f = Fixture::new().await;
    let package = f.package("tasks", "0.1.0").await;
    let (one, other) = (f.install(&package).await.id, f.install(&package).await.id);
    let commit = |widget: &WidgetId| {
        let (store, scope, widget) = (f.store.clone(), f.scope.clone(), widget.clone());
        tokio::spawn(async move { Commit::new(&widget, 0).send(&store, &scope).await })
    };

    let alone = f.store.write(&f.scope).await.unwrap(); // until it ends, they queue, and so share a group
    let first = commit(&one);
    let (store, scope) = (f.store.clone(), f.scope.clone());
    let between = tokio::spawn(async move {
        let mut write = store.write_together(&scope).await.unwrap();
        write.audit(NOW, "dropped", "", &json!({})).await.unwrap();
        write
    });
    let last = commit(&other);
    tokio::task::yield_now().await;
    alone.rollback().await.unwrap();

    let between = between.await.unwrap();
    assert!(!first.is_finished(), "it was answered before it was on the disk");
    assert_eq!(f.version(&one).await, 0, "a reader saw what is not on the disk");
    drop(between);
    assert_eq!(first.await.unwrap().unwrap(), Committed::Applied(1));
    assert_eq!(last.await.unwrap().unwrap(), Committed::Applied(1));
    assert_eq!((f.version(&one).await, f.version(&other).await), (1, 1));
    let log = f.store.read(&f.scope).await.unwrap().audit_log(100).await.unwrap();
    assert!(log.iter().all(|entry| entry.action != "dropped"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn callers_who_go_away_at_any_moment_leave_all_of_their_call_or_nothing() {
    let f = Fixture::new().await;
    let package = f.package("tasks", "0.1.0").await;
    let mut callers = JoinSet::new();
    for caller in 0..16_usize {
        let (store, scope, widget) = (f.store.clone(), f.scope.clone(), f.install(&package).await.id);
        callers.spawn(async move {
            let (mut expected, mut acknowledged, mut left) = (0, 0, 0);
            for turn in 0..40 {
                let event = format!("e{}", expected + 1);
                let mut commit = Commit::new(&widget, expected);
                commit.bytes = (expected + 1).to_be_bytes().to_vec();
                commit.storage = vec![("version".into(), Some(commit.bytes.clone()))];
                commit.event = Some(&event);
                tokio::select! {
                    biased;
                    done = commit.send(&store, &scope) => match done {
                        Ok(Committed::Applied(version)) => (acknowledged, expected) = (version, version),
                        // What it went away from was kept.
                        Ok(Committed::Duplicate(version)) => expected = version,
                        Err(CommitError::Stale { current }) => expected = current,
                        Err(other) => panic!("{other}"),
                    },
                    () = going_away(caller * 7 + turn * 13) => left += 1,
                }
            }
            (widget, acknowledged, left)
        });
    }
    let (mut kept, mut left) = (0, 0);
    for (widget, acknowledged, went) in callers.join_all().await {
        let mut read = f.store.read(&f.scope).await.unwrap();
        let state = read.state(&widget, &Viewer::Board).await.unwrap();
        let version = state.as_ref().map_or(0, |state| state.version);
        assert!(version >= acknowledged, "{version} < {acknowledged}");
        if let Some(state) = state {
            assert_eq!(state.bytes, version.to_be_bytes());
            assert_eq!(read.storage_get(&widget, "version").await.unwrap().unwrap(), version.to_be_bytes());
            assert_eq!(read.event(&widget, &Viewer::Board, &format!("e{version}")).await.unwrap(), Some(version));
            assert_eq!(i64::try_from(read.usage(&widget).await.unwrap().calls).unwrap(), version);
        }
        (kept, left) = (kept + version, left + went);
    }
    assert!(kept > 0 && left > 0, "{kept} kept, {left} went away: nothing was tried");
}

/// After some moments, half of the time; otherwise never.
async fn going_away(seed: usize) {
    if seed.is_multiple_of(2) {
        std::future::pending::<()>().await;
    }
    for _ in 0..seed % 300 {
        tokio::task::yield_now().await;
    }
}
