//! Every route has an explicit guard, and it holds. The router's own table is walked, so no route can be forgotten.

use fanlight_server::{Guard, routes};

use crate::house::House;

/// A path with something in each of its places.
pub fn filled(path: &str) -> String {
    let each = path.split('/').map(|part| match part {
        "{digest}" => "0".repeat(64),
        "{*file}" | "{file}" => "missing.js".to_owned(),
        part if part.starts_with('{') => "01890a5d-ac96-774b-bcce-b302099a8057".to_owned(),
        part => part.to_owned(),
    });
    each.collect::<Vec<_>>().join("/")
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_session_every_guarded_route_answers_401() {
    let house = House::new().await;
    let mut guarded = 0;
    for (method, path, guard) in routes() {
        let headers = [("sec-fetch-site", "same-origin"), ("content-type", "application/json")];
        let answer = house.stranger().send(method.clone(), &filled(path), &headers, b"{}".to_vec()).await;
        if guard == Guard::Public {
            assert_ne!(answer.status.as_u16(), 401, "{method} {path}");
        } else {
            guarded += 1;
            assert_eq!(answer.is(401)["type"], "urn:fanlight:problem:signed-out", "{method} {path}");
        }
    }
    assert!(guarded > 20);
}

#[test]
fn what_is_public_is_written_down_here_too() {
    let public: Vec<_> =
        routes().filter(|(_, _, guard)| *guard == Guard::Public).map(|(method, path, _)| format!("{method} {path}")).collect();
    let expected = [
        "GET /healthz",
        "GET /readyz",
        "GET /.well-known/security.txt",
        "GET /api/v1/openapi.json",
        "POST /api/v1/session",
        "GET /",
        "GET /sign-in",
        "GET /gallery",
        "GET /activity",
        "GET /boards/{board}",
        "GET /install/{digest}",
        "GET /assets/{*file}",
    ];
    assert_eq!(public, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_exist_is_a_problem_like_any_other() {
    let house = House::new().await;
    for path in [
        "/api/v1/nothing",
        "/api/v1/widgets/no-id/frame",
        "/api/v1/packages/xyz",
        "/assets/../../Cargo.toml",
        "/assets/%2e%2e/%2e%2e/Cargo.toml",
        "/.git/config",
    ] {
        let answer = house.owner.get(path).await;
        answer.is(404);
        assert_eq!(answer.header("content-type"), "application/problem+json", "{path}");
    }
    house.owner.delete("/api/v1/account").await.is(405);
    assert_eq!(house.owner.get("/healthz").await.text(), "ok\n");
    assert_eq!(house.owner.get("/readyz").await.text(), "ready\n");
}
