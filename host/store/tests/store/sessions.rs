//! Sign-in tokens are spent once, sessions end, and no secret is ever on the disk.

use std::fs;

use fanlight_store::{PrincipalId, SESSION_LIFE_MS, SIGN_IN_LIFE_MS, SessionInfo, StoreError};
use tokio::task::JoinSet;

use crate::fixture::{Fixture, NOW};

/// Those of the owner.
async fn sessions(f: &Fixture) -> Vec<SessionInfo> {
    let mut read = f.store.read(&f.scope).await.unwrap();
    let owner = read.members().await.unwrap().remove(0).id;
    read.sessions(&owner, NOW).await.unwrap()
}

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
    assert_eq!(sessions(&f).await.len(), 1);
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
    let me = &session.principal().id;
    assert_eq!(write.sessions(me, NOW).await.unwrap().len(), 2);
    assert!(write.revoke_session(me, session.id(), NOW).await.unwrap());
    assert!(!write.revoke_session(me, session.id(), NOW).await.unwrap());
    write.commit().await.unwrap();
    assert!(f.store.session(&first, NOW).await.unwrap().is_none());
    assert!(f.store.session(&second, NOW).await.unwrap().is_some());
}

#[tokio::test]
async fn sessions_are_their_own_persons() {
    let f = Fixture::new().await;
    let owner = f.store.session(&f.sign_in().await, NOW).await.unwrap().unwrap();
    let mut write = f.store.write(owner.scope()).await.unwrap();
    let (ada, token) = write.invite("Ada", NOW).await.unwrap();
    write.commit().await.unwrap();
    f.store.sign_in(token.expose(), "tablet", NOW).await.unwrap().unwrap();
    let mut write = f.store.write(owner.scope()).await.unwrap();
    let hers = write.sessions(&ada.id, NOW).await.unwrap();
    assert_eq!(hers.iter().map(|one| one.device.as_str()).collect::<Vec<_>>(), ["tablet"]);
    assert!(!write.revoke_session(&owner.principal().id, &hers[0].id, NOW).await.unwrap());
    assert!(!write.revoke_session(&ada.id, owner.id(), NOW).await.unwrap());
    assert!(write.revoke_session(&ada.id, &hers[0].id, NOW).await.unwrap());
}

#[tokio::test]
async fn a_further_link_signs_the_same_person_in_and_is_their_only_one() {
    let f = Fixture::new().await;
    let mut write = f.store.write(&f.scope).await.unwrap();
    let (ada, invitation) = write.invite("Ada", NOW).await.unwrap();
    let first = write.issue_link(&ada.id, NOW, 1_000).await.unwrap();
    let second = write.issue_link(&ada.id, NOW, 1_000).await.unwrap();
    let ended = write.issue_link(&ada.id, NOW, 1_000).await.unwrap();
    write.end_links(&ada.id).await.unwrap();
    let third = write.issue_link(&ada.id, NOW, 1_000).await.unwrap();
    let nobody: PrincipalId = "01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap();
    assert!(matches!(write.issue_link(&nobody, NOW, 1_000).await, Err(StoreError::NotFound { what: "member", .. })));
    write.commit().await.unwrap();
    for dead in [invitation, first, second, ended] {
        assert!(f.store.sign_in(dead.expose(), "", NOW).await.unwrap().is_none());
    }
    assert!(f.store.sign_in(third.expose(), "", NOW + 1_000).await.unwrap().is_none());
    let session = f.store.sign_in(third.expose(), "", NOW).await.unwrap().unwrap().session;
    assert_eq!(session.principal().id, ada.id);
    // Who was sent away gets no link.
    let mut write = f.store.write(&f.scope).await.unwrap();
    let owner = write.members().await.unwrap().remove(0).id;
    write.remove_member(&ada.id, &owner, NOW).await.unwrap();
    assert!(matches!(write.issue_link(&ada.id, NOW, 1_000).await, Err(StoreError::NotFound { what: "member", .. })));
}

#[tokio::test]
async fn a_guess_waits_for_no_write() {
    let f = Fixture::new().await;
    let writing = f.store.write(&f.scope).await.unwrap();
    let guess = f.store.sign_in(&"0".repeat(64), "", NOW).await;
    assert!(guess.unwrap().is_none());
    drop(writing);
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
    assert_eq!(sessions(&f).await[0].device, "ü".repeat(200));
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
