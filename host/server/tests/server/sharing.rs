//! Who may do what on whose board. The router's own table is walked for every role, so no route can be forgotten: a route about a board
//! or a widget names what it needs, and everybody with less is refused, or does not even see that it is there.

use std::time::{Duration, Instant};

use fanlight_server::{Access, Guard, routes};
use hyper::Method;
use serde_json::{Value, json};

use crate::{
    client::Client,
    guests,
    house::{House, at, event, press, sign_in, token},
};

/// Somebody whom the owner invited, signed in.
async fn member(house: &House, name: &str) -> (Client, Value) {
    let invited = house.owner.post("/api/v1/members", &json!({ "name": name })).await.is(201);
    let link = invited["link"].as_str().unwrap();
    assert!(link.starts_with(&format!("http://{}/sign-in#", house.server.address())), "{link}");
    (sign_in(&house.stranger(), &token(link)).await, invited["member"].clone())
}

/// A board of the owner, shared like that, with a widget on it.
async fn shared(house: &House, how: &str) -> (String, Value) {
    shared_of(house, how, "counter").await
}

/// The same with a widget of that package.
async fn shared_of(house: &House, how: &str, package: &str) -> (String, Value) {
    let board = house.owner.post("/api/v1/boards", &json!({ "name": how })).await.is(201)["id"].as_str().unwrap().to_owned();
    house.owner.patch(&format!("/api/v1/boards/{board}"), &json!({ "shared": how })).await.is(200);
    let digest = house.package(package).await["digest"].clone();
    let path = format!("/api/v1/boards/{board}/widgets");
    let widget = house.owner.post(&path, &json!({ "package": digest, "grants": {} })).await.is(201);
    (board, house.frame(&widget).await)
}

fn filled(path: &str, board: &str, widget: &str) -> String {
    let unknown = "01890a5d-ac96-774b-bcce-b302099a8057";
    path.replace("{board}", board)
        .replace("{widget}", widget)
        .replace("{capability}", "storage")
        .replace("{digest}", &"0".repeat(64))
        .replace("{*file}", "missing.js")
        .split('/')
        .map(|part| if part.starts_with('{') { unknown } else { part })
        .collect::<Vec<_>>()
        .join("/")
}

async fn status(client: &Client, method: &Method, path: &str) -> u16 {
    let headers = [("sec-fetch-site", "same-origin"), ("content-type", "application/json")];
    client.begin(method.clone(), path, &headers, b"{}".to_vec()).await.status().as_u16()
}

#[tokio::test(flavor = "multi_thread")]
async fn people_say_what_they_are_called_and_the_owner_what_the_workspace_is() {
    let house = House::new().await;
    let (ada, _) = member(&house, "Ada").await;
    let (shared, _) = {
        house.owner.upload(&guests::counter()).await;
        shared(&house, "view").await
    };
    let named = house.owner.patch("/api/v1/account", &json!({ "name": " Grace ", "workspace": "Office" })).await.is(200);
    assert_eq!((&named["name"], &named["workspace"]["name"]), (&json!("Grace"), &json!("Office")));
    assert_eq!(house.owner.get("/api/v1/account").await.is(200), named);
    let boards = ada.get("/api/v1/boards").await.is(200)["boards"].clone();
    let board = boards.as_array().unwrap().iter().find(|board| board["id"] == shared.as_str()).unwrap();
    assert_eq!(board["owner"]["name"], "Grace");
    assert_eq!(ada.get("/api/v1/account").await.is(200)["workspace"]["name"], "Office");

    ada.patch("/api/v1/account", &json!({ "name": "Countess" })).await.is(200);
    let members = house.owner.get("/api/v1/members").await.is(200);
    assert_eq!((&members["members"][0]["name"], &members["members"][1]["name"]), (&json!("Grace"), &json!("Countess")));
    ada.patch("/api/v1/account", &json!({ "name": "Queen", "workspace": "Mine" })).await.is(403);
    ada.patch("/api/v1/account", &json!({ "name": "\u{202e}x" })).await.is(422);
    assert_eq!(ada.get("/api/v1/account").await.is(200)["name"], "Countess");
    // What is the same is no change.
    house.owner.patch("/api/v1/account", &json!({ "name": "Grace", "workspace": "Office" })).await.is(200);
    let actions = house.actions().await;
    let times = |action: &str| actions.iter().filter(|one| *one == action).count();
    assert_eq!((times("member.renamed"), times("workspace.renamed")), (2, 1));
}

#[test]
fn what_is_about_a_board_or_a_widget_is_guarded_by_what_one_may_do_there() {
    for (method, path, guard) in routes().filter(|(_, path, _)| path.starts_with("/api/")) {
        match guard {
            Guard::Board(_) => assert!(path.contains("{board}"), "{method} {path}"),
            Guard::Widget(_) => assert!(path.contains("{widget}"), "{method} {path}"),
            _ => assert!(!path.contains("{board}") && !path.contains("{widget}"), "{method} {path}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_holds_for_every_role_on_every_board() {
    let (house, elsewhere) = (House::new().await, House::new().await);
    house.owner.upload(&guests::counter()).await;
    elsewhere.owner.upload(&guests::counter()).await;
    let (ada, _) = member(&house, "Ada").await;
    let mut boards = vec![
        (None, shared(&house, "no").await),
        (Some(Access::View), shared(&house, "view").await),
        (Some(Access::Use), shared(&house, "use").await),
        // Of another tenant, however far it is shared there.
        (None, shared(&elsewhere, "use").await),
    ];
    let own = ada.get("/api/v1/account").await.is(200)["home_board"].as_str().unwrap().to_owned();
    let digest = house.package("counter").await["digest"].clone();
    let widget = ada.post(&format!("/api/v1/boards/{own}/widgets"), &json!({ "package": digest, "grants": {} })).await.is(201);
    boards.push((Some(Access::Own), (own.clone(), widget.clone())));
    let mut walked = 0;
    for (method, path, guard) in routes() {
        for (access, (board, widget)) in &boards {
            let needs = match guard {
                Guard::Board(needs) | Guard::Widget(needs) => needs,
                _ => continue,
            };
            // What would go away is tried last.
            if method == Method::DELETE && *access >= Some(needs) {
                continue;
            }
            walked += 1;
            let status = status(&ada, &method, &filled(path, board, widget["id"].as_str().unwrap())).await;
            match access {
                None => assert_eq!(status, 404, "{method} {path} on a board that is not shared"),
                Some(access) if *access < needs => assert_eq!(status, 403, "{method} {path} with {access:?}"),
                Some(access) => assert!(![401, 403, 404, 500].contains(&status), "{method} {path} with {access:?}: {status}"),
            }
        }
        if guard == Guard::Owner {
            walked += 1;
            assert_eq!(status(&ada, &method, &filled(path, &own, "x")).await, 403, "{method} {path} by a member");
            assert_ne!(status(&house.owner, &method, &filled(path, &own, "x")).await, 403, "{method} {path} by the owner");
        }
    }
    assert!(walked > 60, "{walked}");
    // The owner of the workspace has no key to what a member keeps for herself.
    for (method, path, guard) in routes().filter(|(_, _, guard)| matches!(guard, Guard::Board(_) | Guard::Widget(_))) {
        let status = status(&house.owner, &method, &filled(path, &own, widget["id"].as_str().unwrap())).await;
        assert_eq!(status, 404, "{method} {path} {guard:?}");
    }
    ada.delete(&at(&widget, "")).await.is(200);
    ada.post("/api/v1/boards", &json!({ "name": "Second" })).await.is(201);
    ada.delete(&format!("/api/v1/boards/{own}")).await.is(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_sees_what_is_shared_and_no_more() {
    let house = House::new().await;
    house.owner.upload(&guests::counter()).await;
    let (ada, who) = member(&house, "Ada").await;
    let account = ada.get("/api/v1/account").await.is(200);
    assert_eq!((account["role"].as_str(), &account["id"]), (Some("member"), &who["id"]));
    let (_, hidden) = shared(&house, "no").await;
    let (seen, looked) = shared(&house, "view").await;
    let (_, used) = shared(&house, "use").await;
    let boards = ada.get("/api/v1/boards").await.is(200);
    let list: Vec<_> =
        boards["boards"].as_array().unwrap().iter().map(|board| (board["name"].clone(), board["may"].clone())).collect();
    assert_eq!(
        list,
        [
            (json!("Home"), json!(["view", "use", "arrange", "manage"])),
            (json!("view"), json!(["view"])),
            (json!("use"), json!(["view", "use"])),
        ]
    );
    assert_eq!(boards["boards"][1]["owner"]["name"], "Owner");
    ada.get(&at(&hidden, "/frame")).await.is(404);
    assert_eq!(ada.get(&at(&looked, "/frame")).await.is(200)["view"], looked["view"]);
    ada.post(&at(&looked, "/events"), &press(&looked, "more")).await.is(403);
    let after = ada.post(&at(&used, "/events"), &press(&used, "more")).await.is(200);
    assert_eq!(after["version"], 2, "one state for all who see the board");
    // What is not shared any more is not there any more, and nobody follows it.
    house.owner.patch(&format!("/api/v1/boards/{seen}"), &json!({ "shared": "no" })).await.is(200);
    ada.get(&at(&looked, "/frame")).await.is(404);
    // Nobody else's widget can be pulled to one's own board, or pushed to somebody else's.
    let home = account["home_board"].clone();
    ada.patch(&at(&used, ""), &json!({ "board": home })).await.is(403);
    house.owner.patch(&at(&used, ""), &json!({ "board": home })).await.is(404);
    // Undoing is for who may remove.
    let removed = house.owner.delete(&at(&used, "")).await.is(200);
    let undo = format!("/api/v1/undo/{}", removed["undo"].as_str().unwrap());
    ada.post(&undo, &json!({})).await.is(410);
    assert_eq!(ada.get("/api/v1/kept").await.is(200), json!({ "kept": [] }));
    ada.delete(&format!("/api/v1/kept/{}", used["id"].as_str().unwrap())).await.is(404);
    house.owner.post(&undo, &json!({})).await.is(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn other_settings_are_told_to_the_state_of_everybody_who_is_looking() {
    let house = House::new().await;
    house.owner.upload(&guests::counter_with_settings()).await;
    let (ada, _) = member(&house, "Ada").await;
    let (board, widget) = shared_of(&house, "use", "settable").await;
    let settings = at(&widget, "/settings");
    let version = async |who: &Client| who.get(&at(&widget, "/frame")).await.is(200)["version"].as_i64().unwrap();
    let before = version(&ada).await;
    house.owner.put(&settings, &json!({ "values": { "step": 2 } })).await.is(200);
    house.until(&widget, |frame| frame["version"].as_i64() > widget["version"].as_i64()).await;
    assert_eq!(version(&ada).await, before, "nothing runs for those who are not looking");

    let live = ada.begin(Method::GET, &format!("/api/v1/boards/{board}/live"), &[], Vec::new()).await;
    house.owner.put(&settings, &json!({ "values": { "step": 3 } })).await.is(200);
    let end = Instant::now() + Duration::from_secs(20);
    while version(&ada).await == before {
        assert!(Instant::now() < end, "Ada's state was not told");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    drop(live);
}

#[tokio::test(flavor = "multi_thread")]
async fn members_come_and_go() {
    let house = House::new().await;
    house.owner.upload(&guests::counter_with_settings()).await;
    let (ada, who) = member(&house, "Ada").await;
    let told = house.owner.get("/api/v1/notices").await.is(200);
    assert_eq!((told["notices"][0]["kind"].as_str(), told["unread"].as_i64()), (Some("member-joined"), Some(1)));
    assert_eq!(ada.get("/api/v1/notices").await.is(200)["unread"], 0);
    let members = house.owner.get("/api/v1/members").await.is(200);
    let names: Vec<_> = members["members"].as_array().unwrap().iter().map(|member| (&member["name"], &member["role"])).collect();
    assert_eq!(names, [(&json!("Owner"), &json!("owner")), (&json!("Ada"), &json!("member"))]);
    assert!(members["members"][1]["last_seen"].is_i64());
    let board = ada.get("/api/v1/account").await.is(200)["home_board"].as_str().unwrap().to_owned();
    let digest = house.package("settable").await["digest"].clone();
    let widget = ada.post(&format!("/api/v1/boards/{board}/widgets"), &json!({ "package": digest, "grants": {} })).await.is(201);
    ada.post(&at(&widget, "/events"), &event(&widget, json!({ "type": "opened" }))).await;

    let path = format!("/api/v1/members/{}", who["id"].as_str().unwrap());
    house.owner.delete(&path).await.is(204);
    house.owner.delete(&path).await.is(404);
    ada.get("/api/v1/account").await.is(401);
    // What she had made is not lost.
    house.owner.get(&at(&widget, "/frame")).await.is(200);
    // The owner cannot be sent away.
    let owner = house.owner.get("/api/v1/account").await.is(200)["id"].as_str().unwrap().to_owned();
    house.owner.delete(&format!("/api/v1/members/{owner}")).await.is(404);
    for action in ["member.invited", "member.removed", "session.created"] {
        assert!(house.actions().await.contains(&action.to_owned()), "{action}");
    }
}
