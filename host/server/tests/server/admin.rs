//! The operator's listener: figures, there and nowhere else, and no name of anything that people made.

use serde_json::json;

use crate::{
    client::Client,
    guests,
    house::{House, at, press},
};

#[tokio::test(flavor = "multi_thread")]
async fn figures_are_on_an_address_of_their_own() {
    let house =
        House::open(tempfile::tempdir().unwrap(), |options| options.admin_listen = Some("127.0.0.1:0".parse().unwrap())).await;
    let widget = house.install(&guests::counter(), json!({})).await;
    house.owner.post(&at(&widget, "/events"), &press(&widget, "more")).await.is(200);
    let admin = Client::operator(house.server.admin_address().unwrap());
    let answer = admin.get("/metrics").await;
    assert_eq!(answer.status.as_u16(), 200);
    assert!(answer.header("content-type").starts_with("application/openmetrics-text"), "{}", answer.header("content-type"));
    let text = answer.text();
    for line in [
        "fanlight_guest_calls_total{function=\"update\",outcome=\"ok\"} 2",
        "fanlight_queue_wait_seconds_count{queue=\"event\"}",
        "fanlight_queue_inside{queue=\"look\"} 0",
        "fanlight_suspended 0",
        "# EOF",
    ] {
        assert!(text.contains(line), "no `{line}` in\n{text}");
    }
    assert!(!text.contains(widget["id"].as_str().unwrap()));
    // Each listener has its own routes, and no others.
    assert_eq!(admin.get("/healthz").await.status.as_u16(), 200);
    admin.get("/api/v1/account").await.is(404);
    house.owner.get("/metrics").await.is(404);

    let usage = house.owner.get(&at(&widget, "/usage")).await.is(200);
    assert!(usage["lately"]["ok"].as_u64() > Some(2), "two updates, and what was drawn: {usage}");
    assert_eq!((&usage["lately"]["failed"], &usage["suspended"]), (&json!({}), &json!(null)));
}

#[tokio::test(flavor = "multi_thread")]
async fn there_is_none_unless_it_is_asked_for() {
    assert_eq!(House::new().await.server.admin_address(), None);
}
