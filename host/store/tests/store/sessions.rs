//! Sign-in tokens are spent once, sessions end, and no secret is ever on the disk.

use std::fs;

use fanlight_store::{SESSION_LIFE_MS, SIGN_IN_LIFE_MS};
use tokio::task::JoinSet;

use crate::fixture::{Fixture, NOW};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_16_racers_with_one_token_one_gets_a_session() {
    let f = Fixture::new().await;
    let token = f.steward.issue_sign_in(NOW).await.unwrap().expose().to_owned();
    let mut racers = JoinSet::new();
    for _ in 0..16 {
        let (store, token) = (f.store.clone(), token.clone());
        racers.spawn(async move { store.sign_in(&token, "racer", NOW).await.unwrap() });
    }
    let outcomes = racers.join_all().await;
    assert_eq!(outcomes.iter().flatten().count(), 1);
    assert_eq!(f.store.read(&f.scope).await.unwrap().sessions(NOW).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_token_is_good_for_15_minutes() {
    let f = Fixture::new().await;
    let late = f.steward.issue_sign_in(NOW).await.unwrap();
    assert!(f.store.sign_in(late.expose(), "", NOW + SIGN_IN_LIFE_MS).await.unwrap().is_none());
    assert!(f.store.sign_in(late.expose(), "", NOW + SIGN_IN_LIFE_MS - 1).await.unwrap().is_some());
    for wrong in ["", "x", &"0".repeat(64), &"0".repeat(1 << 20)] {
        assert!(f.store.sign_in(wrong, "", NOW).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn a_session_opens_its_workspace_for_7_days_or_until_it_is_revoked() {
    let f = Fixture::new().await;
    let (first, second) = (f.sign_in().await, f.sign_in().await);
    let session = f.store.session(&first, NOW + SESSION_LIFE_MS - 1).await.unwrap().unwrap();
    assert_eq!(session.principal().name, "Owner");
    assert_eq!(session.expires_at(), NOW + SESSION_LIFE_MS);
    assert_eq!(session.scope().tenant(), f.scope.tenant());
    assert!(f.store.session(&first, NOW + SESSION_LIFE_MS).await.unwrap().is_none());
    assert!(f.store.session(&"0".repeat(64), NOW).await.unwrap().is_none());

    let mut write = f.store.write(session.scope()).await.unwrap();
    assert_eq!(write.sessions(NOW).await.unwrap().len(), 2);
    assert!(write.revoke_session(session.id(), NOW).await.unwrap());
    assert!(!write.revoke_session(session.id(), NOW).await.unwrap());
    write.commit().await.unwrap();
    assert!(f.store.session(&first, NOW).await.unwrap().is_none());
    assert!(f.store.session(&second, NOW).await.unwrap().is_some());
}

#[tokio::test]
async fn a_sign_in_token_is_no_session_and_a_session_no_token() {
    let f = Fixture::new().await;
    let token = f.steward.issue_sign_in(NOW).await.unwrap();
    assert!(f.store.session(token.expose(), NOW).await.unwrap().is_none());
    let secret = f.sign_in().await;
    assert!(f.store.sign_in(&secret, "", NOW).await.unwrap().is_none());
}

#[tokio::test]
async fn a_devices_own_name_is_cut() {
    let f = Fixture::new().await;
    let token = f.steward.issue_sign_in(NOW).await.unwrap();
    f.store.sign_in(token.expose(), &"ü".repeat(10_000), NOW).await.unwrap().unwrap();
    let sessions = f.store.read(&f.scope).await.unwrap().sessions(NOW).await.unwrap();
    assert_eq!(sessions[0].device, "ü".repeat(200));
}

#[tokio::test]
async fn no_secret_is_in_any_file_or_debug_text() {
    let f = Fixture::new().await;
    let token = f.steward.issue_sign_in(NOW).await.unwrap();
    let signed_in = f.store.sign_in(token.expose(), "d", NOW).await.unwrap().unwrap();
    let debug = format!("{token:?} {signed_in:?}");
    let secrets = [token.expose(), signed_in.secret.expose()];
    assert!(secrets.iter().all(|s| !debug.contains(s)), "{debug}");
    for entry in fs::read_dir(f.folder.data()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let bytes = fs::read(&path).unwrap();
            for secret in secrets {
                assert!(!bytes.windows(secret.len()).any(|w| w == secret.as_bytes()), "{}", path.display());
            }
        }
    }
}
