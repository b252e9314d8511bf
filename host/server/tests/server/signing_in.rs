//! The link works once, what it gives is a cookie that scripts cannot read, and signing out ends it on the server.

use hyper::Method;
use serde_json::json;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::{
    client::Client,
    house::{House, token},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_link_works_once() {
    let house = House::new().await;
    let link = house.server.sign_in_link();
    assert!(link.starts_with(&format!("http://{}/sign-in#", house.server.address())), "{link}");
    let again = house.stranger().post("/api/v1/session", &json!({ "token": token(&link) })).await;
    assert_eq!(again.is(403)["type"], "urn:fanlight:problem:token");
    assert!(again.headers.get("set-cookie").is_none());
    assert_eq!(house.owner.get("/api/v1/account").await.is(200)["name"], "Owner");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_try_one_link_one_gets_in() {
    let house = House::new().await;
    let token = token(&house.server.another_sign_in_link().await.unwrap());
    let tries: Vec<_> = (0..8)
        .map(|_| {
            let (client, body) = (house.stranger(), json!({ "token": token }));
            tokio::spawn(async move { client.post("/api/v1/session", &body).await.status.as_u16() })
        })
        .collect();
    let mut statuses = Vec::new();
    for one in tries {
        statuses.push(one.await.unwrap());
    }
    assert_eq!(statuses.iter().filter(|status| **status == 204).count(), 1, "{statuses:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cookie_is_out_of_reach_of_scripts_and_other_sites() {
    let house = House::new().await;
    let body = json!({ "token": token(&house.server.another_sign_in_link().await.unwrap()) });
    let answer = house.stranger().post("/api/v1/session", &body).await;
    let cookie = answer.header("set-cookie");
    for part in ["fanlight-", "Path=/", "HttpOnly", "SameSite=Strict", "Max-Age=604800"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Secure"), "it came over plain HTTP: {cookie}");
    assert!(!answer.text().contains("fanlight-"));
}

#[tokio::test(flavor = "multi_thread")]
async fn behind_tls_the_cookie_stays_there() {
    let house = House::new().await;
    let body = json!({ "token": token(&house.server.another_sign_in_link().await.unwrap()) });
    let origin = format!("https://{}", house.server.address());
    let headers = [("origin", origin.as_str()), ("content-type", "application/json")];
    let answer = house.stranger().send(Method::POST, "/api/v1/session", &headers, body.to_string().into_bytes()).await;
    answer.is(204);
    assert!(answer.header("set-cookie").ends_with("; Secure"), "{}", answer.header("set-cookie"));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_on_one_host_do_not_sign_each_other_out() {
    let (one, other) = (House::new().await, House::new().await);
    let name = |house: &House| house.owner.cookie.clone().unwrap().split('=').next().unwrap().to_owned();
    assert_ne!(name(&one), name(&other));
    // A browser sends both to both.
    let both = format!("{}; {}", one.owner.cookie.clone().unwrap(), other.owner.cookie.clone().unwrap());
    for house in [&one, &other] {
        let client = Client { cookie: Some(both.clone()), ..house.stranger() };
        client.get("/api/v1/account").await.is(200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn looking_at_the_page_spends_nothing() {
    let house = House::new().await;
    let link = house.server.another_sign_in_link().await.unwrap();
    house.stranger().get("/sign-in").await;
    house.stranger().send(Method::HEAD, "/sign-in", &[], Vec::new()).await;
    house.stranger().post("/api/v1/session", &json!({ "token": token(&link) })).await.is(204);
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_ends_the_session_on_the_server() {
    let house = House::new().await;
    let other = house.another_session().await;
    let answer = other.delete("/api/v1/session").await;
    answer.is(204);
    assert!(answer.header("set-cookie").contains("Max-Age=0"));
    other.get("/api/v1/account").await.is(401);
    house.owner.get("/api/v1/account").await.is(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_is_slowed_and_shuts_out_nobody_with_a_link() {
    let house = House::new().await;
    let guess = || async { house.stranger().post("/api/v1/session", &json!({ "token": "0".repeat(64) })).await };
    for _ in 0..10 {
        guess().await.is(403);
    }
    for _ in 10..700 {
        let answer = guess().await;
        answer.is(429);
        assert_eq!(answer.header("retry-after"), "60");
    }
    // From the same address, as all are behind a proxy.
    house.another_session().await.get("/api/v1/account").await.is(200);
    house.owner.get("/api/v1/account").await.is(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_dawdles_at_the_door_leaves_it_open() {
    let house = House::new().await;
    let head = format!(
        "POST /api/v1/session HTTP/1.1\r\nhost: {}\r\nsec-fetch-site: same-origin\r\n\
         content-type: application/json\r\ncontent-length: 80\r\n\r\n{{",
        house.server.address()
    );
    let mut dawdlers = Vec::new();
    for _ in 0..100 {
        let mut socket = TcpStream::connect(house.server.address()).await.unwrap();
        socket.write_all(head.as_bytes()).await.unwrap();
        dawdlers.push(socket);
    }
    // Served after them, so that they have been begun with.
    assert_eq!(house.stranger().get("/healthz").await.status.as_u16(), 200);
    house.another_session().await.get("/api/v1/account").await.is(200);
    let mut answer = String::new();
    dawdlers.pop().unwrap().read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 503 "), "{answer}");
    let long = json!({ "token": "0".repeat(2_000) });
    house.stranger().post("/api/v1/session", &long).await.is(413);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_made_up_cookie_is_nobodys() {
    let house = House::new().await;
    let name = house.owner.cookie.as_deref().unwrap().split('=').next().unwrap();
    for value in ["", "x", &"0".repeat(64), "' OR 1=1 --", "\u{1}"] {
        let cookie = format!("{name}={value}");
        let client = Client { cookie: Some(cookie.clone()), ..house.stranger() };
        if hyper::header::HeaderValue::from_str(&cookie).is_ok() {
            client.get("/api/v1/account").await.is(401);
        }
    }
}
