//! What was removed can be put back for half a minute; what is kept can be seen and erased.

use serde_json::{Value, json};

use crate::{
    guests,
    house::{House, at, press},
};

async fn put_back(house: &House, removed: &Value) -> Value {
    house.owner.post(&format!("/api/v1/undo/{}", removed["undo"].as_str().unwrap()), &json!({})).await.is(200)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removed_widget_is_put_back_as_it_was() {
    let house = House::new().await;
    let widget = house.install(&guests::storage_reader(), json!({ "storage": {} })).await;
    let before = house.frame(&widget).await;
    for data in ["keep", "delete"] {
        let removed = house.owner.delete(&at(&widget, &format!("?data={data}"))).await.is(200);
        assert!(removed["until"].is_i64());
        house.owner.get(&at(&widget, "/frame")).await.is(404);
        let back = put_back(&house, &removed).await;
        assert_eq!((&back["widget"], &back["board"]), (&widget["id"], &widget["board"]));
        assert_eq!(house.frame(&widget).await, before);
        let late = house.owner.post(&format!("/api/v1/undo/{}", removed["undo"].as_str().unwrap()), &json!({})).await.is(410);
        assert_eq!(late["type"], "urn:fanlight:problem:gone");
    }
    // It survives the end of the server.
    let removed = house.owner.delete(&at(&widget, "?data=delete")).await.is(200);
    let house = house.restart().await;
    put_back(&house, &removed).await;
    assert_eq!(house.frame(&widget).await["version"], before["version"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removed_board_is_put_back_with_what_was_on_it() {
    let house = House::new().await;
    let widget = house.install(&guests::counter(), json!({})).await;
    let widget = house.owner.post(&at(&widget, "/events"), &press(&widget, "more")).await.is(200);
    let home = format!("/api/v1/boards/{}", house.home().await);
    let last = house.owner.delete(&home).await.is(409);
    assert!(last["hint"].as_str().unwrap().contains("another one"), "{last}");
    house.owner.post("/api/v1/boards", &json!({ "name": "Other" })).await.is(201);
    let removed = house.owner.delete(&home).await.is(200);
    for gone in [format!("{home}/widgets"), at(&widget, "/frame"), at(&widget, "/usage")] {
        house.owner.get(&gone).await.is(404);
    }
    house.owner.post(&at(&widget, "/events"), &press(&widget, "more")).await.is(404);
    let back = put_back(&house, &removed).await;
    assert_eq!((&back["board"], back.get("widget")), (&widget["board"], None));
    assert_eq!(house.frame(&widget).await["view"], widget["view"]);
    let boards = house.owner.get("/api/v1/boards").await.is(200);
    assert_eq!((boards["boards"][0]["id"].clone(), boards["boards"][0]["widgets"].as_i64()), (widget["board"].clone(), Some(1)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_package_goes_when_nothing_uses_it() {
    let house = House::new().await;
    let widget = house.install(&guests::counter(), json!({})).await;
    let digest = widget["package"]["digest"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/packages/{digest}");
    let used = house.owner.delete(&path).await.is(409);
    assert!(used["detail"].as_str().unwrap().contains("Home"), "{used}");
    house.owner.delete(&at(&widget, "?data=keep")).await.is(200);
    house.owner.delete(&path).await.is(409);
    house.owner.delete(&format!("/api/v1/kept/{}", widget["id"].as_str().unwrap())).await.is(204);
    let file = house.data().join(format!("packages/{digest}.wasm"));
    assert!(file.exists());
    house.owner.delete(&path).await.is(204);
    assert!(!file.exists());
    house.owner.get(&path).await.is(404);
    house.owner.delete(&path).await.is(404);
    // The same bytes can come back.
    house.install(&guests::counter(), json!({})).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn kept_data_is_listed_and_erased() {
    let house = House::new().await;
    let widget = house.install(&guests::counter(), json!({})).await;
    let removed = house.owner.delete(&at(&widget, "?data=keep")).await.is(200);
    let kept = house.owner.get("/api/v1/kept").await.is(200);
    let left = &kept["kept"][0];
    assert_eq!((&left["id"], left["name"].as_str(), left["title"].as_str()), (&widget["id"], Some("counter"), Some("counter")));
    assert!(left["bytes"].as_i64() > Some(0) && left["removed_at"].is_i64());
    let path = format!("/api/v1/kept/{}", widget["id"].as_str().unwrap());
    house.owner.delete(&path).await.is(204);
    house.owner.delete(&path).await.is(404);
    house.owner.post(&format!("/api/v1/undo/{}", removed["undo"].as_str().unwrap()), &json!({})).await.is(410);
    assert_eq!(house.put_back("counter").await["restored"], false);
    // What stands on a board is not kept data.
    let widget = house.put_back("counter").await;
    house.owner.delete(&format!("/api/v1/kept/{}", widget["id"].as_str().unwrap())).await.is(404);
}
