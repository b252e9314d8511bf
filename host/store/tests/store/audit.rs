//! The audit trail says who, has no gap, and cannot be rewritten.

use serde_json::json;

use crate::fixture::{Fixture, NOW};

#[tokio::test]
async fn entries_name_their_actor_and_come_latest_first() {
    let f = Fixture::new().await;
    let session = f.store.session(&f.sign_in().await, NOW).await.unwrap().unwrap();
    let mut write = f.store.write(session.scope()).await.unwrap();
    write.audit(NOW + 1, "widget.installed", "w1", &json!({ "grants": ["storage"] })).await.unwrap();
    write.commit().await.unwrap();

    let mut read = f.store.read(&f.scope).await.unwrap();
    let log = read.audit_log(10).await.unwrap();
    let told: Vec<_> = log.iter().map(|e| (e.seq, e.action.as_str(), e.actor_name.as_str())).collect();
    assert_eq!(
        told,
        [
            (4, "widget.installed", "Owner"),
            (3, "session.created", "Owner"),
            (2, "sign-in.issued", "system"),
            (1, "workspace.created", "system"),
        ]
    );
    assert_eq!(log[0].actor, session.principal().id.as_str());
    assert_eq!(log[0].detail, json!({ "grants": ["storage"] }));
    assert_eq!(read.audit_log(1).await.unwrap().len(), 1);
    let rest = read.audit_log_before(3, 10).await.unwrap();
    assert_eq!(rest.iter().map(|e| e.seq).collect::<Vec<_>>(), [2, 1]);
}

#[tokio::test]
async fn an_entry_of_a_dropped_transaction_was_never_written() {
    let f = Fixture::new().await;
    let mut write = f.store.write(&f.scope).await.unwrap();
    write.audit(NOW, "never", "", &json!({})).await.unwrap();
    drop(write);
    let mut read = f.store.read(&f.scope).await.unwrap();
    assert_eq!(read.audit_log(1).await.unwrap()[0].action, "workspace.created");
}

#[tokio::test]
async fn even_raw_sql_cannot_rewrite_it() {
    let f = Fixture::new().await;
    let mut raw = f.folder.raw().await;
    for rewrite in ["UPDATE audit SET actor = 'someone else'", "DELETE FROM audit"] {
        let error = sqlx::query(rewrite).execute(&mut raw).await.unwrap_err();
        assert!(error.to_string().contains("append-only"), "{error}");
    }
}
