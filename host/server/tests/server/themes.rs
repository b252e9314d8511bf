//! Themes over HTTP: packs of tokens come in and go out, looks before they are put on, and answers that are not sent twice.

use hyper::Method;
use serde_json::{Value, json};

use crate::{
    client::{Answer, Client},
    guests,
    house::House,
};

const MEADOW: &str = include_str!("../../../../sample-widgets/meadow/meadow.tokens.json");

/// The pack of another name, with a change.
fn pack(name: &str, change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut document: Value = serde_json::from_str(MEADOW).unwrap();
    document["$extensions"]["app.fanlight"]["name"] = json!(name);
    change(&mut document);
    document.to_string().into_bytes()
}

async fn send(client: &Client, bytes: &[u8], kind: &str) -> Answer {
    let headers = [("sec-fetch-site", "same-origin"), ("content-type", kind)];
    client.send(Method::POST, "/api/v1/packages", &headers, bytes.to_vec()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pack_is_a_theme_like_any_other() {
    let house = House::new().await;
    let bytes = pack("pasture", |_| {});
    let uploaded = send(&house.owner, &bytes, "application/design-tokens+json; charset=utf-8").await.is(201);
    assert_eq!((uploaded["kind"].as_str(), uploaded["has_picture"].as_bool()), (Some("theme"), Some(false)));
    for kind in ["application/json", "application/octet-stream", "application/wasm"] {
        send(&house.owner, &bytes, kind).await.is(200);
    }
    send(&house.owner, &bytes, "text/plain").await.is(415);
    let digest = uploaded["digest"].as_str().unwrap();
    let look = async |query: &str| house.owner.get(&format!("/api/v1/themes/{digest}/preview?{query}")).await.is(200);
    let (light, dark) = (look("scheme=light").await, look("scheme=dark&contrast=more&hour=3").await);
    assert_eq!((&light["package"]["name"], &light["tokens"]["family"]["display"]), (&json!("pasture"), &json!("serif")));
    assert_ne!(light["tokens"]["color"]["canvas"], dark["tokens"]["color"]["canvas"]);
    assert_eq!(house.owner.get("/api/v1/themes").await.is(200)["current"], Value::Null, "looking puts nothing on");
    house.owner.put("/api/v1/themes/current", &json!({ "package": digest })).await.is(200);
    let house = house.restart().await;
    let worn = house.owner.get("/api/v1/themes/current?scheme=light").await.is(200);
    assert_eq!(worn["tokens"], light["tokens"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_pack_is_said_and_nothing_is_kept() {
    let house = House::new().await;
    let before = house.owner.get("/api/v1/packages").await.is(200)["packages"].as_array().unwrap().len();
    let pale = pack("pale", |document| document["light"]["color"]["text"] = json!({ "$value": "#bbbbbb" }));
    let circle = pack("circle", |document| document["plant"]["leaf"] = json!({ "$value": "{plant.leaf}" }));
    let nameless = pack("nameless", |document| document["$extensions"] = json!({}));
    for (bytes, kind, words) in [
        (&pale[..], "invalid.tokens", "The nearest `text` that passes is #"),
        (&circle, "invalid.tokens", "Give one of these tokens"),
        (&nameless, "invalid.manifest", "app.fanlight"),
        (b"{\"light\":", "invalid.package", "docs/TOKENS.md"),
    ] {
        let problem = send(&house.owner, bytes, "application/json").await.is(422);
        assert_eq!(problem["kind"], kind, "{problem}");
        assert!(problem["hint"].as_str().unwrap().contains(words), "{problem}");
    }
    assert_eq!(house.owner.get("/api/v1/packages").await.is(200)["packages"].as_array().unwrap().len(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_theme_goes_out_as_a_pack_that_comes_in_again() {
    let house = House::new().await;
    for name in ["daylight", "meadow"] {
        let digest = house.package(name).await["digest"].as_str().unwrap().to_owned();
        let answer = house.owner.get(&format!("/api/v1/themes/{digest}/tokens.json?hour=20")).await;
        assert_eq!(answer.header("content-type"), "application/design-tokens+json");
        assert_eq!(answer.header("content-disposition"), format!("attachment; filename=\"{name}.tokens.json\""));
        let mut document = answer.is(200);
        document["$extensions"]["app.fanlight"]["name"] = json!(format!("{name}-again"));
        let again = send(&house.owner, document.to_string().as_bytes(), "application/json").await.is(201);
        let again = again["digest"].as_str().unwrap();
        for query in ["scheme=light&hour=20", "scheme=dark&contrast=more&hour=20"] {
            let look = async |digest: &str| {
                house.owner.get(&format!("/api/v1/themes/{digest}/preview?{query}")).await.is(200)["tokens"].clone()
            };
            assert_eq!(look(&digest).await, look(again).await, "{name} {query}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_widget_has_no_look() {
    let house = House::new().await;
    let counter = house.owner.upload(&guests::counter()).await.is(201);
    let digest = counter["digest"].as_str().unwrap();
    house.owner.get(&format!("/api/v1/themes/{digest}/preview")).await.is(422);
    house.owner.get(&format!("/api/v1/themes/{digest}/tokens.json")).await.is(422);
    house.owner.get(&format!("/api/v1/themes/{}/preview", "0".repeat(64))).await.is(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_that_the_browser_has_are_not_sent_again() {
    let house = House::new().await;
    let digest = house.package("paper").await["digest"].clone();
    house.owner.put("/api/v1/themes/current", &json!({ "package": digest })).await.is(200);
    let path = "/api/v1/themes/current?scheme=dark&hour=9";
    let first = house.owner.get(path).await;
    let tag = first.header("etag").to_owned();
    first.is(200);
    let again = async |path: &str| house.owner.send(Method::GET, path, &[("if-none-match", &tag)], Vec::new()).await;
    again(path).await.is(304);
    again("/api/v1/themes/current?scheme=light&hour=9").await.is(200);
    house.owner.put("/api/v1/themes/current", &json!({ "package": null })).await.is(200);
    again(path).await.is(200);
}
