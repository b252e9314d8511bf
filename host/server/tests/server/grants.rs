//! Nothing is allowed that was not granted, what was granted can be taken back at once, and settings stay what they may be.

use serde_json::{Value, json};

use crate::{
    guests,
    house::{House, at, event},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_grant_is_given_used_and_revoked() {
    let house = House::new().await;
    let widget = house.install(&guests::storage_reader(), json!({ "storage": {} })).await;
    assert_eq!(widget["status"], "live");
    let grant = &widget["grants"]["storage"];
    assert_eq!((grant["granted"].as_bool(), grant["reason"].as_str()), (Some(true), Some("To read a note.")));

    let revoked = house.owner.delete(&at(&widget, "/grants/storage")).await.is(200);
    assert_eq!(revoked["grants"]["storage"]["granted"], false);
    let refresh = |widget: &Value| event(widget, json!({ "type": "refresh" }));
    let told = house.until(&widget, |frame| frame["status"] == "denied").await;
    assert_eq!(told["error"]["hint"], "Allow it under Permissions.", "said to whoever looks, not to the author");
    let usage = house.owner.get(&at(&widget, "/usage")).await.is(200);
    assert_eq!(usage["last"][0]["kind"], "denied", "it was told at once, and could not cope");
    let asked = |refused: u64| json!([{ "capability": "storage", "operation": "get", "times": 1, "refused": refused }]);
    assert_eq!(usage["last"][0]["asked"], asked(1));
    let denied = house.owner.post(&at(&widget, "/events"), &refresh(&widget)).await.is(200);
    assert_eq!((denied["status"].as_str(), denied["error"]["kind"].as_str()), (Some("denied"), Some("denied")));
    assert_eq!(denied["version"], 1, "nothing is kept of a call that was denied");
    assert!(denied["view"].is_object(), "what was there is still shown");

    house.owner.put(&at(&widget, "/grants"), &json!({ "grants": { "storage": {} } })).await.is(200);
    let live = house.until(&widget, |frame| frame["version"] == 2).await;
    assert_eq!(live["status"], "live", "told again, and it works again");
    let live = house.owner.post(&at(&widget, "/events"), &refresh(&live)).await.is(200);
    assert_eq!(live["version"], 3);
    assert_eq!(house.owner.get(&at(&widget, "/usage")).await.is(200)["last"][0]["asked"], asked(0));
    assert_eq!(house.owner.get(&at(&widget, "/grants")).await.is(200)["grants"], live["grants"]);

    let actions = house.actions().await;
    for action in ["widget.installed", "grant.revoked", "call.denied", "grants.changed"] {
        assert!(actions.contains(&action.to_owned()), "{action} in {actions:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_its_grant_it_is_denied_from_the_start() {
    let house = House::new().await;
    let widget = house.install(&guests::storage_reader(), json!({})).await;
    assert_eq!((widget["status"].as_str(), widget["grants"]["storage"]["granted"].as_bool()), (Some("denied"), Some(false)));
    // The grant is worth another try, without anybody asking for one.
    house.owner.put(&at(&widget, "/grants"), &json!({ "grants": { "storage": {} } })).await.is(200);
    house.until(&widget, |frame| frame["status"] == "live").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_can_grant_more_than_is_declared() {
    let house = House::new().await;
    let uploaded = house.owner.upload(&guests::storage_reader()).await.is(201);
    let path = format!("/api/v1/boards/{}/widgets", house.home().await);
    for grants in
        [json!({ "documents": {} }), json!({ "storage": { "more": 1 } }), json!({ "storage": null }), json!({ "everything": {} })]
    {
        house.owner.post(&path, &json!({ "package": uploaded["digest"], "grants": grants })).await.is(422);
    }
    let widget = house.install_known(uploaded["digest"].as_str().unwrap(), json!({})).await;
    house.owner.put(&at(&widget, "/grants"), &json!({ "grants": { "documents": { "folder": "" } } })).await.is(422);
    house.owner.delete(&at(&widget, "/grants/documents")).await.is(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_are_checked_kept_and_told() {
    let house = House::new().await;
    let widget = house.install(&guests::counter_with_settings(), json!({})).await;
    let settings = house.owner.get(&at(&widget, "/settings")).await.is(200);
    assert_eq!(settings["values"], json!({ "step": 1 }));
    assert_eq!(settings["schema"][0]["label"], "Step");
    for wrong in [json!({ "step": "two" }), json!({ "stride": 2 })] {
        house.owner.put(&at(&widget, "/settings"), &json!({ "values": wrong })).await.is(422);
    }
    let after = house.owner.put(&at(&widget, "/settings"), &json!({ "values": { "step": 2 } })).await.is(200);
    assert_eq!((after["version"].as_i64(), after["id"].clone()), (Some(1), widget["id"].clone()), "answered from what was kept");
    house.until(&widget, |frame| frame["version"] == 2).await;
    assert_eq!(house.owner.get(&at(&widget, "/settings")).await.is(200)["values"], json!({ "step": 2 }));
}
