//! Storage quotas hold whoever races, and keys come back as they were put.

use fanlight_store::{CommitError, Quota};
use tokio::task::JoinSet;

use crate::fixture::{Commit, Fixture, StorageWrite};

async fn put(f: &Fixture, widget: &fanlight_store::WidgetId, writes: Vec<StorageWrite>) -> Result<(), CommitError> {
    loop {
        let current = f.store.read(&f.scope).await?.state(widget, &fanlight_store::Viewer::Board).await?;
        let mut commit = Commit::new(widget, current.map_or(0, |s| s.version));
        commit.storage = writes.clone();
        match commit.send(&f.store, &f.scope).await {
            Err(CommitError::Stale { .. }) => {}
            other => return other.map(drop),
        }
    }
}

#[tokio::test]
async fn keys_are_listed_by_prefix_in_byte_order() {
    let f = Fixture::new().await;
    let widget = f.widget().await;
    let keys = ["b", "a/1", "a/2", "a", "a0", "ä", "a/\u{10ffff}", "a/\0", ""];
    put(&f, &widget, keys.iter().map(|k| ((*k).into(), Some(k.as_bytes().to_vec()))).collect()).await.unwrap();
    let mut read = f.store.read(&f.scope).await.unwrap();
    assert_eq!(read.storage_keys(&widget, "a/", 10).await.unwrap(), ["a/\0", "a/1", "a/2", "a/\u{10ffff}"]);
    assert_eq!(read.storage_keys(&widget, "a/", 2).await.unwrap(), ["a/\0", "a/1"]);
    assert_eq!(read.storage_keys(&widget, "", 100).await.unwrap().len(), keys.len());
    for key in keys {
        assert_eq!(read.storage_get(&widget, key).await.unwrap().unwrap(), key.as_bytes());
    }
    let snapshot = read.storage_snapshot(&widget).await.unwrap();
    assert_eq!(snapshot.len(), keys.len());
    drop(read);
    put(&f, &widget, vec![("a".into(), None), ("never".into(), None)]).await.unwrap();
    assert_eq!(f.store.read(&f.scope).await.unwrap().storage_get(&widget, "a").await.unwrap(), None);
}

#[tokio::test]
async fn each_limit_holds_at_its_edge() {
    let f = Fixture::new().await;
    let widget = f.widget().await;
    let at = |key: usize, value: usize| vec![("k".repeat(key), Some(vec![7; value]))];
    put(&f, &widget, at(256, 64 << 10)).await.unwrap();
    let exceeded = |result: Result<(), CommitError>| match result {
        Err(CommitError::Quota(q)) => (q.which, q.wanted, q.limit),
        other => panic!("{other:?}"),
    };
    assert_eq!(exceeded(put(&f, &widget, at(257, 1)).await), (Quota::KeyBytes, 257, 256));
    assert_eq!(exceeded(put(&f, &widget, at(1, 65_537)).await), (Quota::ValueBytes, 65_537, 65_536));

    // 16 values of 64 KiB are a mebibyte without their keys: the sixteenth does not fit any more.
    let full = (0..16).map(|n| (format!("{n:x}"), Some(vec![0; 64 << 10]))).collect::<Vec<_>>();
    assert_eq!(exceeded(put(&f, &widget, full).await).0, Quota::TotalBytes);
    let many = (0..1_000).map(|n| (format!("n{n}"), Some(vec![]))).collect::<Vec<_>>();
    assert_eq!(exceeded(put(&f, &widget, many.clone()).await), (Quota::Keys, 1_001, 1_000));
    // Making room and using it is one commit, in whichever order.
    let mut swap = many;
    swap.push(("k".repeat(256), None));
    put(&f, &widget, swap).await.unwrap();
    assert_eq!(f.store.read(&f.scope).await.unwrap().storage_usage(&widget).await.unwrap().keys, 1_000);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn writers_that_race_for_the_last_room_cannot_both_have_it() {
    let f = std::sync::Arc::new(Fixture::new().await);
    let widget = f.widget().await;
    let mut writers = JoinSet::new();
    for n in 0..24_u8 {
        let (f, widget) = (f.clone(), widget.clone());
        // 24 × 60 KiB want 1.4 MiB: 17 fit.
        writers.spawn(async move { put(&f, &widget, vec![(n.to_string(), Some(vec![n; 60 << 10]))]).await });
    }
    let mut fitted = 0;
    while let Some(done) = writers.join_next().await {
        match done.unwrap() {
            Ok(()) => fitted += 1,
            Err(CommitError::Quota(q)) => assert_eq!(q.which, Quota::TotalBytes),
            Err(other) => panic!("{other}"),
        }
    }
    let usage = f.store.read(&f.scope).await.unwrap().storage_usage(&widget).await.unwrap();
    assert_eq!((fitted, usage.keys), (17, 17));
    assert!(usage.bytes <= 1 << 20);
}
