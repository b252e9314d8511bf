//! What the host tells people: once, to whom it concerns, and in every window.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::{
    guests::{self, Deed},
    house::{House, at, event},
};

async fn notices(house: &House) -> Value {
    house.owner.get("/api/v1/notices").await.is(200)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_widget_that_fails_again_and_again_makes_one_notice() {
    let house = House::new().await;
    assert_eq!(notices(&house).await, json!({ "notices": [], "unread": 0 }));
    let widget = house.install(&guests::hostile("crasher", Deed::Crash), json!({})).await;
    // Once more, and it would be suspended.
    for _ in 0..3 {
        house.owner.post(&at(&widget, "/events"), &event(&widget, json!({ "type": "refresh" }))).await.is(200);
    }
    let told = notices(&house).await;
    assert_eq!((told["unread"].as_i64(), told["notices"].as_array().unwrap().len()), (Some(1), 1), "{told}");
    let notice = &told["notices"][0];
    assert_eq!(
        (notice["kind"].as_str(), &notice["widget"], notice["read"].as_bool()),
        (Some("widget-failed"), &widget["id"], Some(false))
    );
    // What happened, for whoever says it in another language, and the same in English.
    let (detail, text) = (&notice["detail"], notice["text"].as_str().unwrap());
    assert_eq!((&detail["title"], detail["failure"].as_str()), (&widget["title"], Some("trap")));
    assert_eq!(text, format!("Its last run failed: {}", detail["why"].as_str().unwrap()));
    let read = house.owner.post("/api/v1/notices/read", &json!({ "through": notice["id"] })).await.is(200);
    assert_eq!(read["unread"], 0);
    assert_eq!(notices(&house).await["notices"][0]["read"], true);
}

#[tokio::test(flavor = "multi_thread")]
async fn documents_that_vanish_and_come_back_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let documents = folder.path().join("notes");
    std::fs::create_dir(&documents).unwrap();
    let named = documents.clone();
    let house = House::open(folder, |options| options.documents = Some(named)).await;
    // The folder is looked at while somebody looks.
    let home = house.home().await;
    let live = house.owner.begin(hyper::Method::GET, &format!("/api/v1/boards/{home}/live"), &[], Vec::new()).await;
    std::fs::remove_dir(&documents).unwrap();
    let until = async |kind: &str| {
        let end = Instant::now() + Duration::from_secs(20);
        while notices(&house).await["notices"][0]["kind"] != kind {
            assert!(Instant::now() < end, "{kind}");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    until("documents-gone").await;
    std::fs::create_dir(&documents).unwrap();
    until("documents-back").await;
    drop(live);
}
