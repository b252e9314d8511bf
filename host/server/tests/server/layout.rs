//! Several boards: made, named, ordered and arranged, and a widget that moves between them.

use serde_json::{Value, json};

use crate::{
    guests,
    house::{House, at, press},
};

async fn boards(house: &House) -> Vec<Value> {
    house.owner.get("/api/v1/boards").await.is(200)["boards"].as_array().unwrap().clone()
}

async fn make(house: &House, name: &str) -> String {
    house.owner.post("/api/v1/boards", &json!({ "name": name })).await.is(201)["id"].as_str().unwrap().to_owned()
}

fn names(boards: &[Value]) -> Vec<&str> {
    boards.iter().map(|board| board["name"].as_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn boards_are_made_named_and_ordered() {
    let house = House::new().await;
    let made = house.owner.post("/api/v1/boards", &json!({ "name": "  Garden " })).await.is(201);
    assert_eq!((made["name"].as_str(), made["position"].as_i64(), made["widgets"].as_i64()), (Some("Garden"), Some(1), Some(0)));
    assert_eq!((made["mine"].as_bool(), made["shared"].as_str()), (Some(true), Some("no")));
    let garden = made["id"].as_str().unwrap();
    make(&house, "Work").await;
    let patched =
        house.owner.patch(&format!("/api/v1/boards/{garden}"), &json!({ "name": "Allotment", "position": 9 })).await.is(200);
    assert_eq!((patched["name"].as_str(), patched["position"].as_i64()), (Some("Allotment"), Some(2)));
    assert_eq!(names(&boards(&house).await), ["Home", "Work", "Allotment"]);
    for bad in [json!({ "name": "" }), json!({ "name": "\u{200b}" }), json!({ "name": "x".repeat(61) }), json!({})] {
        house.owner.post("/api/v1/boards", &bad).await.is(422);
    }
    for n in 3..50 {
        make(&house, &format!("Board {n}")).await;
    }
    let full = house.owner.post("/api/v1/boards", &json!({ "name": "One more" })).await.is(409);
    assert_eq!(full["type"], "urn:fanlight:problem:full");
    for action in ["board.created", "board.renamed", "board.moved"] {
        assert!(house.actions().await.contains(&action.to_owned()), "{action}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_layout_is_kept() {
    let house = House::new().await;
    let first = house.install(&guests::counter(), json!({})).await;
    let second = house.install(&guests::storage_reader(), json!({})).await;
    assert_eq!(first["size"], "medium");
    let path = format!("/api/v1/boards/{}", house.home().await);
    let layout = json!({ "widgets": [{ "id": second["id"], "size": "full" }] });
    let board = house.owner.put(&format!("{path}/layout"), &layout).await.is(200);
    let order: Vec<_> = board["widgets"].as_array().unwrap().iter().map(|widget| (&widget["id"], &widget["size"])).collect();
    assert_eq!(order, [(&second["id"], &json!("full")), (&first["id"], &json!("medium"))]);
    assert_eq!(house.owner.get(&format!("{path}/widgets")).await.is(200)["board"], board["board"]);
    assert!(board["board"]["version"].as_i64() > Some(1) && board["board"]["position"] == 0);
    let unknown = "01890a5d-ac96-774b-bcce-b302099a8057";
    for bad in [
        json!({ "widgets": [{ "id": unknown, "size": "small" }] }),
        json!({ "widgets": [{ "id": first["id"], "size": "huge" }] }),
        json!({ "widgets": [{ "id": first["id"], "size": "small" }, { "id": first["id"], "size": "full" }] }),
    ] {
        house.owner.put(&format!("{path}/layout"), &bad).await.is(422);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_widget_moves_to_another_board_with_all_it_has() {
    let house = House::new().await;
    let widget = house.install(&guests::counter(), json!({})).await;
    house.owner.post(&at(&widget, "/events"), &press(&widget, "more")).await.is(200);
    let other = make(&house, "Other").await;
    let moved = house.owner.patch(&at(&widget, ""), &json!({ "board": other })).await.is(200);
    assert_eq!((moved["board"].as_str(), moved["version"].as_i64()), (Some(other.as_str()), Some(2)));
    let all = boards(&house).await;
    assert_eq!((all[0]["widgets"].as_i64(), all[1]["widgets"].as_i64()), (Some(0), Some(1)));
    house.owner.patch(&at(&widget, ""), &json!({ "board": "01890a5d-ac96-774b-bcce-b302099a8057" })).await.is(404);
    assert!(house.actions().await.contains(&"widget.moved".to_owned()));
}
