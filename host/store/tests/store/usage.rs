//! Usage: sums over everything, details of the last 200.

use fanlight_store::{OperationCount, Run, StoreError};

use crate::fixture::{Commit, Fixture};

#[tokio::test]
async fn sums_go_on_where_the_ring_forgets() {
    let f = Fixture::new().await;
    let widget = f.widget().await;
    let asked = vec![OperationCount { capability: "storage".into(), operation: "get".into(), times: 3, refused: 1 }];
    Commit::new(&widget, 0).send(&f.store, &f.scope).await.unwrap();
    for n in 1..250 {
        let mut write = f.store.write(&f.scope).await.unwrap();
        let run = Run {
            at: n,
            event: "render".into(),
            kind: (n % 2 == 0).then(|| "limit.fuel".into()),
            fuel: 10,
            memory_peak_bytes: 1_000 - n.unsigned_abs(),
            refused: 1,
            asked: asked.clone(),
            ..Run::default()
        };
        write.record_run(&widget, &run).await.unwrap();
        write.commit().await.unwrap();
    }
    let usage = f.store.read(&f.scope).await.unwrap().usage(&widget).await.unwrap();
    assert_eq!((usage.calls, usage.fuel, usage.refused, usage.memory_peak_bytes), (250, 2_500, 249, 999));
    assert_eq!(usage.last.len(), 200);
    assert_eq!((usage.last[0].at, usage.last[199].at), (249, 50));
    assert_eq!(usage.last[0].asked, asked);
    assert_eq!(usage.last[1].kind.as_deref(), Some("limit.fuel"));
    let (rows,): (i64,) = sqlx::query_as("SELECT COUNT(*) FROM runs").fetch_one(&mut f.folder.raw().await).await.unwrap();
    assert_eq!(rows, 200);
}

#[tokio::test]
async fn absurd_numbers_neither_overflow_nor_wrap() {
    let f = Fixture::new().await;
    let widget = f.widget().await;
    let most = Run { fuel: u64::MAX, wall_us: u64::MAX, gate_calls: u64::MAX, memory_peak_bytes: u64::MAX, ..Run::default() };
    let mut write = f.store.write(&f.scope).await.unwrap();
    for _ in 0..3 {
        write.record_run(&widget, &most).await.unwrap();
    }
    let usage = write.usage(&widget).await.unwrap();
    assert_eq!(usage.fuel, 3 * (1 << 40));
}

#[tokio::test]
async fn a_run_of_no_widget_is_refused() {
    let f = Fixture::new().await;
    let missing = "00000000-0000-7000-8000-000000000000".parse().unwrap();
    let mut write = f.store.write(&f.scope).await.unwrap();
    let error = write.record_run(&missing, &Run::default()).await.unwrap_err();
    assert!(matches!(error, StoreError::NotFound { .. }));
    assert_eq!(write.usage(&missing).await.unwrap().calls, 0);
}
