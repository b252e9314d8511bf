//! From an event to a frame: in order, once, and about the frame that was seen.

use serde_json::{Value, json};

use crate::{
    guests,
    house::{House, at, event, press},
};

/// What the counter shows.
fn count(widget: &Value) -> i64 {
    widget["view"]["children"][0]["value"]["value"].as_f64().unwrap_or(f64::NAN) as i64
}

#[tokio::test(flavor = "multi_thread")]
async fn a_widget_is_installed_and_counts() {
    let house = House::new().await;
    let widget = house.install(&guests::counter(), json!({})).await;
    assert_eq!((widget["status"].as_str(), widget["version"].as_i64(), count(&widget)), (Some("live"), Some(1), 0));
    assert_eq!(widget["package"]["publisher"], "Tests");
    let after = house.owner.post(&at(&widget, "/events"), &press(&widget, "more")).await.is(200);
    assert_eq!((after["version"].as_i64(), count(&after)), (Some(2), 1));
    assert_eq!(count(&house.frame(&widget).await), 1);

    let usage = house.owner.get(&at(&widget, "/usage")).await.is(200);
    assert_eq!(usage["calls"], 2);
    assert_eq!(usage["last"][0]["event"], "input");
    assert!(usage["fuel"].as_u64() > Some(0) && usage["memory_peak_bytes"].as_u64() > Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stale_event_does_nothing_and_brings_the_newer_frame() {
    let house = House::new().await;
    let old = house.install(&guests::counter(), json!({})).await;
    house.owner.post(&at(&old, "/events"), &press(&old, "more")).await.is(200);
    let stale = house.owner.post(&at(&old, "/events"), &press(&old, "more")).await.is(409);
    assert_eq!(stale["type"], "urn:fanlight:problem:stale");
    assert_eq!((stale["widget"]["version"].as_i64(), count(&stale["widget"])), (Some(2), 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_comes_twice_happens_once() {
    let house = House::new().await;
    let widget = house.install(&guests::counter(), json!({})).await;
    let sent = press(&widget, "more");
    let first = house.owner.post(&at(&widget, "/events"), &sent).await.is(200);
    let again = house.owner.post(&at(&widget, "/events"), &sent).await.is(200);
    assert_eq!((count(&first), count(&again)), (1, 1));
    assert_eq!(again["version"], first["version"]);
    // Another event that took the id is not answered like the first.
    let mut other = press(&widget, "less");
    other["id"] = sent["id"].clone();
    let refused = house.owner.post(&at(&widget, "/events"), &other).await.is(409);
    assert_eq!(refused["type"], "urn:fanlight:problem:event-id");
    assert_eq!(house.frame(&widget).await["version"], first["version"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_at_once_are_served_in_turn() {
    let house = House::new().await;
    let widget = house.install(&guests::counter(), json!({})).await;
    let clients: Vec<_> = (0..16)
        .map(|_| {
            let (client, widget) = (house.owner.clone(), widget.clone());
            tokio::spawn(async move {
                let mut seen = widget;
                // Whoever is late looks at the newer frame and tries again, as a person would.
                for _ in 0..100 {
                    let answer = client.post(&at(&seen, "/events"), &press(&seen, "more")).await;
                    match answer.status.as_u16() {
                        200 => return true,
                        409 => seen = answer.json()["widget"].clone(),
                        other => panic!("{other} {}", answer.text()),
                    }
                }
                false
            })
        })
        .collect();
    for client in clients {
        assert!(client.await.unwrap());
    }
    let end = house.frame(&widget).await;
    assert_eq!((count(&end), end["version"].as_i64()), (16, Some(17)));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_on_the_screen_cannot_be_used() {
    let house = House::new().await;
    let widget = house.install(&guests::counter(), json!({})).await;
    for (what, wrong) in [
        ("no such key", json!({ "type": "input", "key": "most", "value": null })),
        ("a value for a button", json!({ "type": "input", "key": "more", "value": true })),
        ("not a form", json!({ "type": "submitted", "key": "more", "fields": {} })),
        ("the host's own", json!({ "type": "installed" })),
        ("the host's own", json!({ "type": "tick", "name": "x" })),
        ("unknown", json!({ "type": "reset" })),
    ] {
        house.owner.post(&at(&widget, "/events"), &event(&widget, wrong)).await.is(422);
        assert_eq!(house.frame(&widget).await["version"], 1, "{what}");
    }
    let mut long = press(&widget, "more");
    long["id"] = json!("x".repeat(65));
    house.owner.post(&at(&widget, "/events"), &long).await.is(422);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_of_the_browser_is_bounded_or_refused() {
    let house = House::new().await;
    let widget = house.install(&guests::counter(), json!({})).await;
    house
        .owner
        .get(&at(
            &widget,
            "/frame?locale=de-CH&time_zone=Europe/Zurich&utc_offset=60&direction=ltr&scheme=dark&contrast=more&size=small",
        ))
        .await
        .is(200);
    house.owner.get(&at(&widget, "/frame?locale=%22%3Cscript&utc_offset=99999999")).await.is(200);
    house.owner.get(&at(&widget, "/frame?scheme=pink")).await.is(400);
    house.owner.get(&at(&widget, "/frame?unknown=1")).await.is(400);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_is_the_widgets_own() {
    let house = House::new().await;
    let widget = house.install(&guests::hostile("crasher", guests::Deed::Crash), json!({})).await;
    assert_eq!(widget["status"], "failed");
    assert_eq!(widget["error"]["kind"], "trap");
    assert_eq!((widget["view"].clone(), widget["version"].as_i64()), (Value::Null, Some(0)));
    // Looking at it does not run it again and again.
    for _ in 0..5 {
        assert_eq!(house.frame(&widget).await["error"]["kind"], "trap");
    }
    let usage = house.owner.get(&at(&widget, "/usage")).await.is(200);
    assert_eq!((usage["calls"].as_i64(), usage["last"][0]["kind"].as_str()), (Some(1), Some("trap")));
    // Trying again does.
    let again = house.owner.post(&at(&widget, "/events"), &event(&widget, json!({ "type": "refresh" }))).await.is(200);
    assert_eq!(again["status"], "failed");
    let counter = house.install(&guests::counter(), json!({})).await;
    assert_eq!(counter["status"], "live");
}
