//! On and off the board: install, pause, remove, come back.

use serde_json::{Value, json};

use crate::{
    guests,
    house::{House, at, event, press},
};

fn count(widget: &Value) -> Option<f64> {
    widget["view"]["children"][0]["value"]["value"].as_f64()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paused_widget_does_nothing() {
    let house = House::new().await;
    let widget = house.install(&guests::counter(), json!({})).await;
    let paused = house.owner.patch(&at(&widget, ""), &json!({ "paused": true })).await.is(200);
    assert_eq!((paused["status"].as_str(), &paused["view"]), (Some("paused"), &widget["view"]), "it shows what it showed last");
    let refused = house.owner.post(&at(&widget, "/events"), &press(&widget, "more")).await.is(409);
    assert_eq!(
        (refused["type"].as_str(), refused["widget"]["status"].as_str()),
        (Some("urn:fanlight:problem:paused"), Some("paused"))
    );
    assert_eq!(refused["widget"]["view"], widget["view"]);
    let usage = house.owner.get(&at(&widget, "/usage")).await.is(200);
    assert_eq!(usage["calls"], 1, "the first one alone");
    let resumed = house.owner.patch(&at(&widget, ""), &json!({ "paused": false })).await.is(200);
    assert_eq!((resumed["status"].as_str(), resumed["version"].as_i64(), count(&resumed)), (Some("live"), Some(1), Some(0.0)));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_kept_comes_back_and_what_is_deleted_does_not() {
    let house = House::new().await;
    let widget = house.install(&guests::counter(), json!({})).await;
    house.owner.post(&at(&widget, "/events"), &press(&widget, "more")).await.is(200);

    house.owner.delete(&at(&widget, "?data=keep")).await.is(200);
    house.owner.get(&at(&widget, "/frame")).await.is(404);
    house.owner.delete(&at(&widget, "")).await.is(404);
    let back = house.put_back("counter").await;
    assert_eq!(back["restored"], true);
    let back = house.frame(&back).await;
    assert_eq!((count(&back), back["version"].as_i64()), (Some(1.0), Some(2)));

    house.owner.delete(&at(&back, "?data=delete")).await.is(200);
    let fresh = house.put_back("counter").await;
    assert_eq!(fresh["restored"], false);
    let fresh = house.frame(&fresh).await;
    assert_eq!((count(&fresh), fresh["version"].as_i64()), (Some(0.0), Some(1)));
    house.owner.delete(&at(&fresh, "?data=burn")).await.is(400);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_kept_is_not_for_strangers() {
    let house = House::new().await;
    let widget = house.install(&guests::counter(), json!({})).await;
    house.owner.post(&at(&widget, "/events"), &press(&widget, "more")).await.is(200);
    house.owner.delete(&at(&widget, "?data=keep")).await.is(200);
    let stranger = house.install(&guests::counter_by("Somebody else", "2.0.0"), json!({})).await;
    assert_ne!(stranger["id"], widget["id"]);
    assert_eq!(count(&stranger), Some(0.0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_version_takes_the_kept_state_over() {
    let house = House::new().await;
    let widget = house.install(&guests::counter(), json!({})).await;
    house.owner.post(&at(&widget, "/events"), &press(&widget, "more")).await.is(200);
    house.owner.delete(&at(&widget, "?data=keep")).await.is(200);
    let newer = house.install(&guests::counter_of("1.1.0"), json!({})).await;
    assert_eq!(
        (newer["package"]["version"].as_str(), count(&newer), newer["version"].as_i64()),
        (Some("1.1.0"), Some(1.0), Some(3))
    );
    let usage = house.owner.get(&at(&newer, "/usage")).await.is(200);
    assert_eq!(usage["last"][0]["event"], "migrate");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_board_lists_its_widgets_in_order() {
    let house = House::new().await;
    let first = house.install(&guests::counter(), json!({})).await;
    let second = house.install(&guests::storage_reader(), json!({ "storage": {} })).await;
    let boards = house.owner.get("/api/v1/boards").await.is(200);
    assert_eq!(boards["boards"][0]["id"].as_str(), Some(house.home().await.as_str()));
    let board = house.owner.get(&format!("/api/v1/boards/{}/widgets", house.home().await)).await.is(200);
    let ids: Vec<_> = board["widgets"].as_array().unwrap().iter().map(|widget| widget["id"].clone()).collect();
    assert_eq!(ids, [first["id"].clone(), second["id"].clone()]);
    assert_eq!(board["widgets"][1]["grants"]["storage"]["granted"], true);
    house.owner.get("/api/v1/boards/01890a5d-ac96-774b-bcce-b302099a8057/widgets").await.is(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_widget_of_its_own_for_each_viewer_starts_when_somebody_looks() {
    let house = House::new().await;
    let widget = house.install(&guests::counter_with_settings(), json!({})).await;
    let opened = house.owner.post(&at(&widget, "/events"), &event(&widget, json!({ "type": "opened" }))).await.is(200);
    assert_eq!(opened["version"], 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn frames_of_several_widgets_come_together_and_in_order() {
    let house = House::new().await;
    let first = house.install(&guests::counter(), json!({})).await;
    let second = house.install_known(first["package"]["digest"].as_str().unwrap(), json!({})).await;
    house.owner.post(&at(&second, "/events"), &press(&second, "more")).await.is(200);
    let path = format!("/api/v1/boards/{}/frames", house.home().await);
    let nobody = "01890a5d-ac96-774b-bcce-b302099a8057";
    let wanted = json!({ "context": { "locale": "de" }, "widgets": [{ "id": second["id"] }, { "id": nobody }, { "id": first["id"], "size": "large" }] });
    let answer = house.owner.post(&path, &wanted).await.is(200);
    let frames = answer["frames"].as_array().unwrap();
    assert_eq!((count(&frames[0]["frame"]), count(&frames[2]["frame"])), (Some(1.0), Some(0.0)));
    assert_eq!((frames[1]["problem"]["status"].as_i64(), frames.len()), (Some(404), 3));
    assert_eq!(frames[0]["frame"], house.owner.get(&at(&second, "/frame?locale=de")).await.is(200), "the same as one by one");
    assert_ne!(frames[0]["frame"]["view"], house.frame(&second).await["view"], "and in the language that was asked for");

    let many: Vec<_> = (0..101).map(|n| json!({ "id": format!("01890a5d-ac96-774b-bcce-{n:012x}") })).collect();
    house.owner.post(&path, &json!({ "widgets": many })).await.is(422);
    house.owner.post(&path, &json!({ "widgets": [{ "id": first["id"], "size": "vast" }] })).await.is(422);
    let twice = json!({ "widgets": [{ "id": first["id"] }, { "id": first["id"], "size": "large" }] });
    assert_eq!(house.owner.post(&path, &twice).await.is(422)["type"], "urn:fanlight:problem:unprocessable");
    house.owner.post(&format!("/api/v1/boards/{nobody}/frames"), &json!({ "widgets": [] })).await.is(404);
}
