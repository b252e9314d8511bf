//! What was acknowledged is there after a restart.

use serde_json::json;

use crate::{
    guests,
    house::{House, at, press},
};

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_as_it_was() {
    let house = House::new().await;
    let widget = house.install(&guests::counter(), json!({})).await;
    let after = house.owner.post(&at(&widget, "/events"), &press(&widget, "more")).await.is(200);
    let cookie = house.owner.cookie.clone();
    let house = house.restart().await;
    assert_eq!(house.frame(&widget).await, after);
    // A session outlives the server, a spent link does not come back.
    let before = crate::client::Client { cookie, ..house.stranger() };
    before.get("/api/v1/account").await.is(200);
    // An event that was acknowledged before is still known.
    let mut sent = press(&after, "more");
    sent["id"] = json!("the same");
    let first = house.owner.post(&at(&widget, "/events"), &sent).await.is(200);
    let house = house.restart().await;
    assert_eq!(house.owner.post(&at(&widget, "/events"), &sent).await.is(200)["version"], first["version"]);
    assert!(std::fs::read_dir(house.data().join("artifacts")).unwrap().count() > 0);
}
