//! One person on several devices: further links, the list of sessions, and ending one from another.

use hyper::Method;
use serde_json::{Value, json};

use crate::{
    client::Client,
    house::{House, sign_in, token},
    live::Stream,
};

async fn member(house: &House, name: &str) -> (Client, String) {
    let invited = house.owner.post("/api/v1/members", &json!({ "name": name })).await.is(201);
    let client = sign_in(&house.stranger(), &token(invited["link"].as_str().unwrap())).await;
    (client, invited["member"]["id"].as_str().unwrap().to_owned())
}

async fn sessions(client: &Client) -> Vec<Value> {
    client.get("/api/v1/sessions").await.is(200)["sessions"].as_array().unwrap().clone()
}

fn at(session: &Value) -> String {
    format!("/api/v1/sessions/{}", session["id"].as_str().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_whose_session_is_over_comes_back_by_a_link_of_the_owner() {
    let house = House::new().await;
    let (ada, id) = member(&house, "Ada").await;
    let before = ada.get("/api/v1/account").await.is(200);
    ada.delete("/api/v1/session").await.is(204);
    let path = format!("/api/v1/members/{id}/link");
    let first = house.owner.post(&path, &json!({})).await.is(201);
    let second = house.owner.post(&path, &json!({})).await.is(201);
    let link = second["link"].as_str().unwrap();
    assert!(link.starts_with(&format!("http://{}/sign-in#", house.server.address())), "{link}");
    // The earlier one is of no use any more.
    let spent = house.stranger().post("/api/v1/session", &json!({ "token": token(first["link"].as_str().unwrap()) })).await;
    spent.is(403);
    let ada = sign_in(&house.stranger(), &token(link)).await;
    assert_eq!(ada.get("/api/v1/account").await.is(200), before, "everything of hers is there");
    assert!(house.actions().await.contains(&"sign-in.issued".to_owned()));
    // Of each link, although she has read of the one before.
    for links in [2, 3] {
        let told = ada.get("/api/v1/notices").await.is(200);
        let notices = told["notices"].as_array().unwrap();
        let of_links: Vec<_> = notices.iter().filter(|notice| notice["kind"] == "link-made").collect();
        assert_eq!((of_links.len(), &of_links[0]["detail"]["name"]), (links, &json!("Owner")));
        ada.post("/api/v1/notices/read", &json!({ "through": notices[0]["id"] })).await.is(200);
        house.owner.post(&path, &json!({})).await.is(201);
    }

    // For members of this workspace, by its owner.
    let (_, bob) = member(&house, "Bob").await;
    ada.post(&format!("/api/v1/members/{bob}/link"), &json!({})).await.is(403);
    let owner = house.owner.get("/api/v1/account").await.is(200)["id"].as_str().unwrap().to_owned();
    for nobody in [owner.as_str(), "01890a5d-ac96-774b-bcce-b302099a8057", "x"] {
        house.owner.post(&format!("/api/v1/members/{nobody}/link"), &json!({})).await.is(404);
    }
    house.owner.delete(&format!("/api/v1/members/{bob}")).await.is(204);
    house.owner.post(&format!("/api/v1/members/{bob}/link"), &json!({})).await.is(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_device_is_signed_in_by_ones_own_link_and_out_from_any() {
    let house = House::new().await;
    let (ada, _) = member(&house, "Ada").await;
    let home = ada.get("/api/v1/account").await.is(200)["home_board"].as_str().unwrap().to_owned();
    let made = ada.post("/api/v1/account/link", &json!({})).await.is(201);
    let body = json!({ "token": token(made["link"].as_str().unwrap()) });
    let origin = format!("http://{}", house.server.address());
    let headers = [("origin", origin.as_str()), ("content-type", "application/json"), ("user-agent", "A phone")];
    let answer = house.stranger().send(Method::POST, "/api/v1/session", &headers, body.to_string().into_bytes()).await;
    let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
    let phone = Client { cookie: Some(cookie), ..house.stranger() };

    let list = sessions(&ada).await;
    let seen: Vec<_> = list.iter().map(|one| (one["device"].as_str().unwrap(), one["current"].as_bool().unwrap())).collect();
    assert_eq!(seen, [("A phone", false), ("", true)]);
    assert!(list.iter().all(|one| one["created_at"].as_i64() < one["expires_at"].as_i64()));
    assert_eq!(sessions(&phone).await[0]["current"], true);

    // The phone is lost. It follows a board, and somebody has made a link on it.
    let mut stream = Stream::open(&phone, &home).await;
    let made = phone.post("/api/v1/account/link", &json!({})).await.is(201);
    ada.delete(&at(&list[0])).await.is(204);
    assert_eq!(stream.next().await, None);
    phone.get("/api/v1/account").await.is(401);
    let back = json!({ "token": token(made["link"].as_str().unwrap()) });
    house.stranger().post("/api/v1/session", &back).await.is(403);
    ada.delete(&at(&list[0])).await.is(404);
    assert_eq!(sessions(&ada).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_sees_or_ends_somebody_elses_sessions() {
    let (house, elsewhere) = (House::new().await, House::new().await);
    let (ada, _) = member(&house, "Ada").await;
    let of = async |client: &Client| sessions(client).await[0].clone();
    let (hers, owners, foreign) = (of(&ada).await, of(&house.owner).await, of(&elsewhere.owner).await);
    assert_eq!((sessions(&ada).await.len(), sessions(&house.owner).await.len()), (1, 1));
    for (client, session) in [(&ada, &owners), (&house.owner, &hers), (&ada, &foreign), (&house.owner, &foreign)] {
        client.delete(&at(session)).await.is(404);
    }
    for client in [&ada, &house.owner, &elsewhere.owner] {
        client.get("/api/v1/account").await.is(200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn devices_have_an_end() {
    let house = House::new().await;
    let link = async || house.owner.post("/api/v1/account/link", &json!({})).await;
    for _ in 1..16 {
        let made = link().await.is(201);
        sign_in(&house.stranger(), &token(made["link"].as_str().unwrap())).await;
    }
    assert_eq!(link().await.is(409)["type"], "urn:fanlight:problem:full");
    let oldest = sessions(&house.owner).await.into_iter().find(|one| one["current"] == false).unwrap();
    house.owner.delete(&at(&oldest)).await.is(204);
    link().await.is(201);
}
