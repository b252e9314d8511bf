//! What fails again and again is left alone, says so, and is tried again.

use std::time::Duration;

use serde_json::{Value, json};

use crate::{
    guests::{self, Deed},
    house::{House, at, event},
};

async fn refresh(house: &House, widget: &Value) -> crate::client::Answer {
    house.owner.post(&at(widget, "/events"), &event(widget, json!({ "type": "refresh" }))).await
}

async fn runs(house: &House, widget: &Value) -> i64 {
    house.owner.get(&at(widget, "/usage")).await.is(200)["calls"].as_i64().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn five_crashes_in_a_row_suspend_it() {
    let house = House::new().await;
    let widget = house.install(&guests::hostile("crasher", Deed::Crash), json!({})).await;
    for _ in 0..3 {
        assert_eq!(refresh(&house, &widget).await.is(200)["status"], "failed");
    }
    let last = refresh(&house, &widget).await.is(200);
    assert_eq!((last["status"].as_str(), last["error"]["kind"].as_str()), (Some("suspended"), Some("trap")), "{last}");
    assert_eq!(last["error"]["message"], "Its last 5 calls failed.");

    // Nothing is run for whoever comes now, and everybody hears the same.
    let before = runs(&house, &widget).await;
    let refused = refresh(&house, &widget).await;
    let problem = refused.is(503);
    assert_eq!(problem["type"], "urn:fanlight:problem:suspended");
    assert!((1..=6).contains(&refused.header("retry-after").parse::<u32>().unwrap()), "{}", refused.header("retry-after"));
    assert_eq!(problem["widget"]["status"], "suspended");
    let seen = house.frame(&widget).await;
    assert_eq!(seen["status"], "suspended");
    assert!(seen["retry_after"].as_i64().is_some_and(|left| (0..=6_000).contains(&left)), "{seen}");
    assert_eq!(runs(&house, &widget).await, before);

    // The trail and the board's owner were told, once.
    let suspended = house.actions().await.into_iter().filter(|action| action == "widget.suspended").count();
    assert_eq!(suspended, 1);
    let notices = house.owner.get("/api/v1/notices").await.is(200);
    let told = notices["notices"].as_array().unwrap().iter().filter(|notice| notice["kind"] == "widget-suspended").count();
    assert_eq!(told, 1, "{notices}");

    // Somebody wants it tried: once, and it is left alone for longer.
    let tried = house.owner.post(&at(&widget, "/retry"), &json!({})).await.is(200);
    assert_eq!(tried["status"], "suspended");
    assert_eq!(runs(&house, &widget).await, before + 1);
    assert!(tried["retry_after"].as_i64().is_some_and(|left| left > 6_000), "{tried}");
    assert!(house.actions().await.contains(&"widget.retried".to_owned()));
    // Its neighbours are not.
    assert_eq!(house.install(&guests::counter(), json!({})).await["status"], "live");
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_tried_again_by_whoever_comes_after_the_pause() {
    let house = House::new().await;
    let widget = house.install(&guests::hostile("crasher", Deed::Crash), json!({})).await;
    while refresh(&house, &widget).await.status.as_u16() == 200 {}
    let before = runs(&house, &widget).await;
    let left = house.frame(&widget).await["retry_after"].as_u64().unwrap();
    tokio::time::sleep(Duration::from_millis(left + 50)).await;
    assert_eq!(refresh(&house, &widget).await.is(200)["status"], "suspended", "it was tried and failed");
    assert_eq!(runs(&house, &widget).await, before + 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pause_goes_before_it_and_a_restart_ends_it() {
    let house = House::new().await;
    let widget = house.install(&guests::hostile("crasher", Deed::Crash), json!({})).await;
    while refresh(&house, &widget).await.status.as_u16() == 200 {}
    house.owner.patch(&at(&widget, ""), &json!({ "paused": true })).await.is(200);
    assert_eq!(house.frame(&widget).await["status"], "paused");
    house.owner.patch(&at(&widget, ""), &json!({ "paused": false })).await.is(200);
    assert_eq!(house.frame(&widget).await["status"], "suspended");
    let house = house.restart().await;
    assert_eq!(house.frame(&widget).await["status"], "failed", "found out again, call by call");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_it_may_not_do_suspends_nobody() {
    let house = House::new().await;
    let widget = house.install(&guests::storage_reader(), json!({})).await;
    for _ in 0..12 {
        assert_eq!(refresh(&house, &widget).await.is(200)["status"], "denied");
    }
}
