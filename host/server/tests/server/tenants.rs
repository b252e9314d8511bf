//! Two tenants in one database, and one server in front of both: whatever one asks by the names of what the other has, it gets nothing and
//! changes nothing. The router's own table is walked, so no route can be forgotten.

use std::process::Command;

use fanlight_server::{Guard, routes};
use hyper::Method;
use serde_json::{Value, json};

use crate::{
    client::{Answer, Client},
    guests,
    house::{House, at},
};

const OTHER: &str = "0199c000-0000-7000-8000-00000000000b";
/// In whatever the first tenant calls something, and in nothing else.
const CANARY: &str = "kingfisher";

/// A second tenant, which no route makes yet: written by hand, and a session of the first moved into it before it is used. The owner of it.
async fn other_owner(house: &House) -> Client {
    let client = house.another_session().await;
    let script = format!(
        "INSERT INTO tenants VALUES ('{OTHER}', 'Other', 0);
         INSERT INTO principals (tenant, id, name, created_at, role) VALUES ('{OTHER}', '{OTHER}', 'Other owner', 0, 'owner');
         INSERT INTO boards (tenant, id, name, created_at, owner) VALUES ('{OTHER}', '{OTHER}', 'Other home', 0, '{OTHER}');
         UPDATE sessions SET tenant = '{OTHER}', principal = '{OTHER}' WHERE id = (SELECT id FROM sessions ORDER BY id DESC LIMIT 1);"
    );
    let python = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript(sys.argv[2])";
    let mut by_hand = Command::new("python3");
    by_hand.args(["-c", python]).arg(house.data().join("fanlight.db")).arg(script);
    assert!(by_hand.status().unwrap().success());
    assert_eq!(client.get("/api/v1/account").await.is(200)["workspace"]["name"], "Other");
    client
}

/// What the first tenant has, by what routes call it.
struct Names(Vec<(&'static str, String)>);

impl Names {
    async fn of(house: &House) -> Self {
        let owner = &house.owner;
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let widget = house.install(&guests::storage_reader(), json!({ "storage": {} })).await;
        let kept = house.install(&guests::counter(), json!({})).await;
        owner.delete(&at(&kept, "?data=keep")).await.is(200);
        let board = owner.post("/api/v1/boards", &json!({ "name": CANARY })).await.is(201);
        let gone = owner.post("/api/v1/boards", &json!({ "name": CANARY })).await.is(201);
        let undo = owner.delete(&format!("/api/v1/boards/{}", text(&gone["id"]))).await.is(200);
        let member = owner.post("/api/v1/members", &json!({ "name": CANARY })).await.is(201);
        let session = owner.get("/api/v1/sessions").await.is(200)["sessions"][0].clone();
        owner.patch(&format!("/api/v1/boards/{}", text(&board["id"])), &json!({ "shared": "use" })).await.is(200);
        owner.put(&at(&widget, "/grants"), &json!({ "grants": { "storage": {} } })).await.is(200);
        Self(vec![
            ("{board}", text(&board["id"])),
            ("{widget}", text(&widget["id"])),
            ("{kept}", text(&kept["id"])),
            ("{undo}", text(&undo["undo"])),
            ("{member}", text(&member["member"]["id"])),
            ("{session}", text(&session["id"])),
            ("{digest}", text(&widget["package"]["digest"])),
            ("{capability}", "storage".to_owned()),
            ("{name}", "logo".to_owned()),
        ])
    }

    /// A path with them, if there is anything of the first tenant in it.
    fn filled(&self, path: &str) -> Option<String> {
        let filled = self.0.iter().fold(path.to_owned(), |path, (name, value)| path.replace(name, value));
        assert!(!filled.contains('{'), "{path} names something that this test does not know");
        (filled != path).then_some(filled)
    }

    fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(one, _)| *one == name).map(|(_, value)| value.as_str()).unwrap()
    }
}

/// A request with a body that would be taken, so that it is refused for what it names.
async fn ask(client: &Client, method: &Method, path: &str, names: &Names) -> Answer {
    let digest = names.get("{digest}");
    let body = match path.rsplit('/').next().unwrap_or_default() {
        "words" | "grants" => json!({ "grants": {} }),
        "events" => json!({ "id": "0123456789abcdef", "seen": 1, "event": { "type": "refresh" }, "context": {} }),
        "settings" => json!({ "values": {} }),
        "package" => json!({ "package": digest, "grants": {} }),
        "layout" | "frames" => json!({ "widgets": [] }),
        _ => json!({}),
    };
    let headers = [("sec-fetch-site", "same-origin"), ("content-type", "application/json")];
    client.send(method.clone(), path, &headers, body.to_string().into_bytes()).await
}

/// Everything that the first tenant sees of its own.
async fn sights(house: &House, names: &Names) -> Vec<Value> {
    let board = names.get("{board}");
    let mut all = Vec::new();
    let home = format!("boards/{}/widgets", house.home().await);
    let lists = ["account", "boards", "packages", "members", "kept", "notices", "themes", "sessions"].map(str::to_owned);
    for path in lists.into_iter().chain([home, format!("boards/{board}/widgets")]) {
        all.push(house.owner.get(&format!("/api/v1/{path}")).await.is(200));
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn no_route_gives_or_changes_anything_of_another_tenants() {
    let house = House::new().await;
    let names = Names::of(&house).await;
    let other = other_owner(&house).await;
    let before = sights(&house, &names).await;
    let mut walked = 0;
    for (method, path, _) in routes().filter(|(_, path, guard)| *guard != Guard::Public && path.starts_with("/api/")) {
        if let Some(filled) = names.filled(path) {
            walked += 1;
            let answer = ask(&other, &method, &filled, &names).await;
            // What was never removed cannot be put back any more.
            let nothing = if path.contains("{undo}") { 410 } else { 404 };
            assert_eq!(answer.status.as_u16(), nothing, "{method} {path}: {}", answer.text());
        } else if method == Method::GET {
            walked += 1;
            let answer = ask(&other, &method, path, &names).await;
            let said = answer.text();
            assert!(answer.status.is_success(), "{method} {path}: {said}");
            let known =
                [CANARY].into_iter().chain(names.0.iter().filter(|(_, value)| value.len() > 20).map(|(_, value)| value.as_str()));
            for name in known {
                assert!(!said.contains(name), "{method} {path} tells of `{name}`: {said}");
            }
        }
    }
    assert!(walked > 35, "{walked}");
    // What is named in a body.
    let package = json!({ "package": names.get("{digest}"), "grants": {} });
    other.post(&format!("/api/v1/boards/{OTHER}/widgets"), &package).await.is(404);
    other.patch("/api/v1/account", &json!({ "name": "Other name", "workspace": "Other workspace" })).await.is(200);
    other.put("/api/v1/themes/current", &json!({ "package": names.get("{digest}") })).await.is(404);
    let frames = json!({ "context": {}, "widgets": [{ "id": names.get("{widget}"), "size": "small" }] });
    let drawn = other.post(&format!("/api/v1/boards/{OTHER}/frames"), &frames).await.text();
    assert!(!drawn.contains("\"view\":{"), "{drawn}");
    assert_eq!(sights(&house, &names).await, before);
}
