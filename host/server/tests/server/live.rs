//! Whoever follows a board hears of every change, until the session or the server ends.

use std::time::Duration;

use http_body_util::BodyExt;
use hyper::{Method, body::Incoming};
use serde_json::json;
use tokio::time::timeout;

use crate::{
    client::Client,
    guests,
    house::{House, at, press},
};

const SOON: Duration = Duration::from_secs(5);

/// What a board's follower hears.
pub struct Stream(Incoming, String);

impl Stream {
    pub async fn open(client: &Client, board: &str) -> Self {
        let answer = client.begin(Method::GET, &format!("/api/v1/boards/{board}/live"), &[], Vec::new()).await;
        assert_eq!((answer.status().as_u16(), answer.headers()["content-type"].to_str().unwrap()), (200, "text/event-stream"));
        Self(answer.into_body(), String::new())
    }

    /// The next event as it is on the wire; `None` at the end.
    pub async fn next(&mut self) -> Option<String> {
        loop {
            if let Some((event, rest)) = self.1.split_once("\n\n") {
                let (event, rest) = (event.to_owned(), rest.to_owned());
                self.1 = rest;
                // Comments greet, and keep the connection alive.
                if event.starts_with(':') {
                    continue;
                }
                return Some(event);
            }
            let frame = timeout(SOON, self.0.frame()).await.expect("an event in time")?.ok()?;
            self.1.push_str(std::str::from_utf8(frame.data_ref()?).unwrap());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_change_is_told() {
    let house = House::new().await;
    let home = house.home().await;
    let mut stream = Stream::open(&house.owner, &home).await;
    let widget = house.install(&guests::counter(), json!({})).await;
    let id = widget["id"].as_str().unwrap();
    assert_eq!(stream.next().await.as_deref(), Some("event: widgets\ndata: {}"));
    assert_eq!(stream.next().await, Some(format!("event: changed\ndata: {{\"version\":1,\"widget\":\"{id}\"}}")));
    house.owner.post(&at(&widget, "/events"), &press(&widget, "more")).await.is(200);
    assert_eq!(stream.next().await, Some(format!("event: changed\ndata: {{\"version\":2,\"widget\":\"{id}\"}}")));
    house.owner.put("/api/v1/themes/current", &json!({ "package": null })).await.is(200);
    assert_eq!(stream.next().await.as_deref(), Some("event: theme\ndata: {}"));
    house.owner.patch(&at(&widget, ""), &json!({ "paused": true })).await.is(200);
    assert_eq!(stream.next().await.as_deref(), Some("event: widgets\ndata: {}"));
    house.owner.delete(&at(&widget, "")).await.is(200);
    assert_eq!(stream.next().await.as_deref(), Some("event: widgets\ndata: {}"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_session_hears_no_more() {
    let house = House::new().await;
    let other = house.another_session().await;
    let mut stream = Stream::open(&other, &house.home().await).await;
    other.delete("/api/v1/session").await.is(204);
    assert_eq!(stream.next().await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_stops_ends_its_streams_at_once() {
    let house = House::new().await;
    let mut stream = Stream::open(&house.owner, &house.home().await).await;
    let began = std::time::Instant::now();
    let House { server, .. } = house;
    let stopping = tokio::spawn(server.stop());
    assert_eq!(stream.next().await, None);
    timeout(SOON, stopping).await.unwrap().unwrap();
    assert!(began.elapsed() < SOON);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_session_has_sixteen_streams() {
    let house = House::new().await;
    let home = house.home().await;
    let mut open = Vec::new();
    for _ in 0..16 {
        open.push(Stream::open(&house.owner, &home).await);
    }
    let path = format!("/api/v1/boards/{home}/live");
    let refused = house.owner.get(&path).await;
    refused.is(503);
    assert!(!refused.header("retry-after").is_empty());
    let other = house.another_session().await;
    drop(Stream::open(&other, &home).await);
    open.pop();
    // The place is free as soon as the server notices that nobody listens.
    timeout(SOON, async {
        loop {
            if house.owner.begin(Method::GET, &path, &[], Vec::new()).await.status().as_u16() == 200 {
                return;
            }
            house.owner.put("/api/v1/themes/current", &json!({ "package": null })).await.is(200);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_elses_board_can_be_followed() {
    let house = House::new().await;
    house.owner.get("/api/v1/boards/01890a5d-ac96-774b-bcce-b302099a8057/live").await.is(404);
}
