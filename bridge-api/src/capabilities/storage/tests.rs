#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends at the first surprise")]
use std::sync::{
    RwLock,
    atomic::{AtomicU64, Ordering::Relaxed},
};

use fanlight_runtime::Kind;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::json;

use super::*;

type Map = BTreeMap<String, Vec<u8>>;

/// A session over what is stored already, made the one way there is: through rights.
fn session(source: Arc<dyn Source>) -> StorageSession {
    let scopes = || BTreeMap::from([("storage".to_owned(), json!({}))]);
    let grant = Rights::new(scopes(), scopes()).grant::<Storage>().unwrap().unwrap();
    StorageSession { _grant: grant, source, writes: BTreeMap::new(), used: None, sizes: BTreeMap::new() }
}

fn over<const N: usize>(stored: [(&str, &[u8]); N]) -> StorageSession {
    let stored: Map = stored.into_iter().map(|(key, value)| (key.to_owned(), value.to_vec())).collect();
    session(Arc::new(RwLock::new(stored)))
}

async fn ask<R: DeserializeOwned>(
    session: &mut StorageSession,
    operation: &str,
    parameters: impl Serialize,
) -> Result<R, Refusal> {
    match session.answer(operation, &encode(&parameters).unwrap()).await {
        Ok(bytes) => Ok(decode(&bytes).unwrap()),
        Err(Halt::Refuse(refusal)) => Err(refusal),
        Err(Halt::End(failure)) => panic!("{failure}"),
    }
}

async fn put(session: &mut StorageSession, key: &str, size: usize) -> Result<(), Refusal> {
    ask(session, "put", (key, vec![7u8; size])).await
}

async fn get(session: &mut StorageSession, key: &str) -> Option<Vec<u8>> {
    ask(session, "get", (key,)).await.unwrap()
}

async fn keys(session: &mut StorageSession, prefix: &str) -> Vec<String> {
    ask(session, "keys", (prefix,)).await.unwrap()
}

#[tokio::test]
async fn a_call_reads_what_it_wrote_and_writes_nothing_itself() {
    let stored = Arc::new(RwLock::new(Map::from([("a".to_owned(), b"old".to_vec())])));
    let mut session = session(Arc::clone(&stored) as Arc<dyn Source>);
    assert_eq!(get(&mut session, "a").await.unwrap(), b"old");
    ask::<()>(&mut session, "put", ("a", b"new".to_vec())).await.unwrap();
    assert_eq!(get(&mut session, "a").await.unwrap(), b"new");
    assert!(ask::<bool>(&mut session, "delete", ("a",)).await.unwrap());
    assert_eq!(get(&mut session, "a").await, None);
    assert!(!ask::<bool>(&mut session, "delete", ("a",)).await.unwrap());
    assert!(!ask::<bool>(&mut session, "delete", ("never",)).await.unwrap());
    assert_eq!(session.writes, BTreeMap::from([("a".to_owned(), None)]));
    assert_eq!(stored.read().unwrap()["a"], b"old");
}

#[tokio::test]
async fn keys_are_those_stored_and_those_written_in_order() {
    let mut session = over([("a/1", b"x"), ("a/2", b"x"), ("b", b"x")]);
    put(&mut session, "a/0", 1).await.unwrap();
    put(&mut session, "c", 1).await.unwrap();
    ask::<bool>(&mut session, "delete", ("a/2",)).await.unwrap();
    assert_eq!(keys(&mut session, "a/").await, ["a/0", "a/1"]);
    assert_eq!(keys(&mut session, "").await, ["a/0", "a/1", "b", "c"]);
    assert!(keys(&mut session, &"a".repeat(9_999)).await.is_empty());
}

#[tokio::test]
async fn keys_and_values_have_their_longest() {
    let mut session = over([]);
    let longest = "k".repeat(MAX_KEY);
    put(&mut session, &longest, MAX_VALUE).await.unwrap();
    assert_eq!(get(&mut session, &longest).await.unwrap().len(), MAX_VALUE);
    for (key, size) in [("", 1), ("k".repeat(MAX_KEY + 1).as_str(), 1), ("k", MAX_VALUE + 1)] {
        assert!(matches!(put(&mut session, key, size).await, Err(Refusal::Invalid(_))));
    }
    assert_eq!(session.writes.len(), 1);
}

#[tokio::test]
async fn a_thousand_keys_and_not_one_more() {
    let mut session = over([]);
    for n in 0..MAX_KEYS {
        put(&mut session, &n.to_string(), 1).await.unwrap();
    }
    assert!(matches!(put(&mut session, "more", 1).await, Err(Refusal::Full(_))));
    // An old key is no new one, and a deleted one makes room.
    put(&mut session, "0", 2).await.unwrap();
    ask::<bool>(&mut session, "delete", ("1",)).await.unwrap();
    put(&mut session, "more", 1).await.unwrap();
    assert!(matches!(put(&mut session, "1", 1).await, Err(Refusal::Full(_))));
}

#[tokio::test]
async fn a_mebibyte_and_not_one_byte_more_and_a_refused_put_leaves_no_trace() {
    let mut session = over([]);
    for n in 0..15 {
        put(&mut session, &format!("{n:02}"), MAX_VALUE).await.unwrap();
    }
    // 15 keys of two bytes with their values, and one more key of two bytes, leave this much.
    let rest = MAX_BYTES as usize - 15 * (MAX_VALUE + 2) - 2;
    let before = session.used;
    assert!(matches!(put(&mut session, "15", rest + 1).await, Err(Refusal::Full(_))));
    assert_eq!(get(&mut session, "15").await, None);
    assert_eq!((session.used, session.writes.len()), (before, 15));
    put(&mut session, "15", rest).await.unwrap();
    assert_eq!(session.used, Some((16, MAX_BYTES)));
    // A smaller value in the place of a larger one always fits.
    put(&mut session, "00", 10).await.unwrap();
    assert_eq!(session.used, Some((16, MAX_BYTES - MAX_VALUE as u64 + 10)));
}

/// A full store that counts what it is asked, and is too busy to give values.
#[derive(Default)]
struct Counting {
    sums: AtomicU64,
    sizes: AtomicU64,
}

#[async_trait::async_trait]
impl Source for Counting {
    async fn get(&self, _: &str) -> Result<Option<Vec<u8>>, Halt> {
        Err(Refusal::Unavailable("busy".into()).into())
    }

    async fn size(&self, key: &str) -> Result<Option<u64>, Halt> {
        self.sizes.fetch_add(1, Relaxed);
        Ok(key.starts_with("old").then_some(10))
    }

    async fn keys(&self, _: &str) -> Result<Vec<String>, Halt> {
        Err(Failure::new(Kind::Internal, "broken").into())
    }

    async fn used(&self) -> Result<(u64, u64), Halt> {
        self.sums.fetch_add(1, Relaxed);
        Ok((MAX_KEYS, MAX_BYTES))
    }
}

#[tokio::test]
async fn refused_writes_cost_the_store_one_sum_and_no_value() {
    let source = Arc::new(Counting::default());
    let mut session = session(Arc::clone(&source) as Arc<dyn Source>);
    for _ in 0..100 {
        assert!(matches!(put(&mut session, "old", 11).await, Err(Refusal::Full(_))));
    }
    assert_eq!((source.sums.load(Relaxed), source.sizes.load(Relaxed)), (1, 1));
    assert!(ask::<bool>(&mut session, "delete", ("old",)).await.unwrap());
    put(&mut session, "new", 10).await.unwrap();
    assert_eq!(source.sums.load(Relaxed), 1);
}

#[tokio::test]
async fn a_busy_store_is_an_answer_and_a_broken_one_is_the_end() {
    let mut session = session(Arc::new(Counting::default()));
    let busy = ask::<Option<Vec<u8>>>(&mut session, "get", ("a",)).await;
    assert!(matches!(busy, Err(Refusal::Unavailable(_))));
    let broken = session.answer("keys", &encode(&("",)).unwrap()).await;
    assert!(matches!(broken, Err(Halt::End(failure)) if failure.kind == Kind::Internal));
}
