//! How the world reaches the server: its public address, `https`, and whom to tell of a hole.

use serde_json::json;

use crate::house::{House, token};

#[tokio::test(flavor = "multi_thread")]
async fn without_a_word_of_the_operator() {
    let house = House::new().await;
    let answer = house.stranger().get("/.well-known/security.txt").await;
    assert_eq!(answer.is(404)["type"], "urn:fanlight:problem:not-found");
    assert_eq!(answer.header("strict-transport-security"), "", "it is reached by http, as far as we know");
    let link = house.server.sign_in_link();
    assert!(link.starts_with(&format!("http://{}/", house.server.address())));
}

#[tokio::test(flavor = "multi_thread")]
async fn behind_a_proxy_that_ends_tls() {
    let change = |options: &mut fanlight_server::Options| {
        options.public_url = Some("https://boards.example.com".parse().unwrap());
        options.security_contact = Some("mailto:security@example.com".parse().unwrap());
    };
    let house = House::open(tempfile::tempdir().unwrap(), change).await;
    for path in ["/", "/api/v1/account", "/nothing", "/healthz"] {
        let answer = house.stranger().get(path).await;
        assert_eq!(answer.header("strict-transport-security"), "max-age=31536000; includeSubDomains", "{path}");
    }
    let answer = house.stranger().get("/.well-known/security.txt").await;
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "text/plain; charset=utf-8"));
    let text = answer.text();
    for line in [
        "Contact: mailto:security@example.com",
        "Expires: 20",
        "Preferred-Languages: en, de",
        "Canonical: https://boards.example.com/.well-known/security.txt",
    ] {
        assert_eq!(text.lines().filter(|other| other.starts_with(line)).count(), 1, "{text}");
    }
    let invited = house.owner.post("/api/v1/members", &json!({ "name": "Ada" })).await.is(201);
    let link = invited["link"].as_str().unwrap();
    assert!(link.starts_with("https://boards.example.com/sign-in#"), "{link}");
    let link = house.server.another_sign_in_link().await.unwrap();
    let answer = house.stranger().post("/api/v1/session", &json!({ "token": token(&link) })).await;
    assert!(answer.header("set-cookie").contains("; Secure"), "even when a script signs in");
}
