//! Another version of a widget takes its place: what it has stays, and what it may do is decided anew.

use serde_json::{Value, json};

use crate::{
    client::Answer,
    guests::{self, Deed},
    house::{House, at, event, press},
};

/// Bring `package` to the gallery and put it in the place of `widget`.
async fn update(house: &House, widget: &Value, package: &[u8], grants: Value) -> Answer {
    let uploaded = house.owner.upload(package).await;
    assert!(uploaded.status.is_success(), "{}", uploaded.text());
    let wanted = json!({ "package": uploaded.json()["digest"], "grants": grants });
    house.owner.put(&at(widget, "/package"), &wanted).await
}

/// The frame of a version that took the place of the one that drew `before`, and has nothing to do any more.
async fn settled(house: &House, before: &Value) -> Value {
    let version = before["version"].as_i64().unwrap() + 2;
    house.until(before, |frame| frame["version"] == version).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_it_has_stays() {
    let house = House::new().await;
    let widget = house.install(&guests::counter(), json!({})).await;
    let counted = house.owner.post(&at(&widget, "/events"), &press(&widget, "more")).await.is(200);

    let updated = update(&house, &widget, &guests::counter_of("1.1.0"), json!({})).await.is(200);
    assert_eq!((&updated["id"], &updated["board"]), (&widget["id"], &widget["board"]));
    assert_eq!(updated["package"]["version"], "1.1.0");
    // It brings the state into its own form, and is told that things may be otherwise now.
    let updated = settled(&house, &counted).await;
    assert_eq!(updated["view"], counted["view"], "it counts on from there");
    let on = house.owner.post(&at(&widget, "/events"), &press(&updated, "more")).await.is(200);
    assert_ne!(on["view"], counted["view"]);
    assert!(house.actions().await.contains(&"widget.updated".to_owned()));

    // The way back is the same.
    update(&house, &widget, &guests::counter(), json!({})).await.is(200);
    let back = settled(&house, &on).await;
    assert_eq!((back["package"]["version"].as_str(), &back["view"]), (Some("1.0.0"), &on["view"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn it_may_do_what_was_decided_for_this_version() {
    let house = House::new().await;
    let widget = house.install(&guests::storage_reader(), json!({ "storage": {} })).await;
    let next = guests::storage_reader_of("1.1.0");
    for more in [json!({ "documents": { "folder": "" } }), json!({ "storage": { "all": true } })] {
        update(&house, &widget, &next, more).await.is(422);
    }
    assert_eq!(house.frame(&widget).await["package"], widget["package"], "nothing happened");

    // What the version before was granted is not this one's.
    let without = update(&house, &widget, &next, json!({})).await.is(200);
    assert_eq!(without["grants"]["storage"]["granted"], false);
    let denied = house.until(&widget, |frame| frame["status"] == "denied").await;
    let refused = house.owner.post(&at(&widget, "/events"), &event(&denied, json!({ "type": "refresh" }))).await.is(200);
    assert_eq!(refused["status"], "denied");
    update(&house, &widget, &next, json!({ "storage": {} })).await.is(200);
    house.until(&widget, |frame| frame["status"] == "live").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_else_takes_its_place() {
    let house = House::new().await;
    let widget = house.install(&guests::counter(), json!({})).await;
    for other in [guests::counter_by("Mallory", "2.0.0"), guests::storage_reader(), guests::plain_theme()] {
        update(&house, &widget, &other, json!({})).await.is(422);
    }
    house.owner.put(&at(&widget, "/package"), &json!({ "package": "0".repeat(64) })).await.is(404);
    assert_eq!(house.frame(&widget).await["package"], widget["package"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspended_one_gets_a_version_that_works() {
    let house = House::new().await;
    let widget = house.install(&guests::hostile("counter", Deed::Crash), json!({})).await;
    while house.frame(&widget).await["status"] != "suspended" {
        house.owner.post(&at(&widget, "/events"), &event(&widget, json!({ "type": "refresh" }))).await.is(200);
    }
    let updated = update(&house, &widget, &guests::counter_of("1.1.0"), json!({})).await.is(200);
    assert_eq!(updated["status"], "live", "{updated}");
}
