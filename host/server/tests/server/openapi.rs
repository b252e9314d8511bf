//! The API's description is whole and true: its routes are the router's, and who it says may come in may.

use std::{collections::BTreeSet, fs, path::Path};

use fanlight_server::{Guard, routes};
use hyper::Method;
use serde_json::Value;

use crate::{api_page, contract, guards::filled, house::House};

/// Method, path and operation of each.
fn operations(document: &Value) -> Vec<(Method, String, Value)> {
    let paths = document["paths"].as_object().unwrap().iter();
    let each = paths.flat_map(|(path, item)| item.as_object().unwrap().iter().map(move |it| (path, it)));
    each.map(|(path, (method, operation))| (method.to_uppercase().parse().unwrap(), path.clone(), operation.clone())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_served_to_anybody_with_every_route() {
    let house = House::new().await;
    let answer = house.stranger().get("/api/v1/openapi.json").await;
    let document = answer.is(200);
    assert_eq!(document["openapi"], "3.1.0");
    let described: BTreeSet<_> = operations(&document).into_iter().map(|(method, path, _)| format!("{method} {path}")).collect();
    let routed: BTreeSet<_> = routes().map(|(method, path, _)| format!("{method} {}", path.replace("{*", "{"))).collect();
    assert_eq!(described, routed);
    // The cookie is the one that this very server gives.
    let cookie = document["components"]["securitySchemes"]["session"]["name"].as_str().unwrap().to_owned();
    assert_eq!(house.owner.cookie.as_deref().unwrap().split('=').next(), Some(cookie.as_str()));
    let known = [("if-none-match", answer.header("etag"))];
    house.stranger().send(Method::GET, "/api/v1/openapi.json", &known, Vec::new()).await.is(304);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_it_calls_public_is_and_nothing_else() {
    let house = House::new().await;
    let document = house.stranger().get("/api/v1/openapi.json").await.is(200);
    let mut public = Vec::new();
    for (method, path, operation) in operations(&document) {
        let headers = [("sec-fetch-site", "same-origin"), ("content-type", "application/json")];
        let answer = house.stranger().send(method.clone(), &filled(&path), &headers, b"{}".to_vec()).await;
        let open = operation["security"].as_array().unwrap().is_empty();
        assert_eq!(open, answer.status != 401, "{method} {path}");
        assert_eq!(open, operation["x-guard"] == "public", "{method} {path}");
        assert_eq!(!open, operation["responses"]["401"].is_object(), "{method} {path}");
        public.extend(open.then_some((method, path)));
    }
    assert_eq!(public.len(), routes().filter(|(_, _, guard)| *guard == Guard::Public).count());
}

#[test]
fn every_reference_leads_somewhere() {
    fn walk(document: &Value, value: &Value, seen: &mut usize) {
        match value {
            Value::Object(map) => {
                if let Some(Value::String(to)) = map.get("$ref") {
                    assert!(document.pointer(to.strip_prefix('#').unwrap()).is_some(), "{to}");
                    *seen += 1;
                }
                map.values().for_each(|value| walk(document, value, seen));
            }
            Value::Array(list) => list.iter().for_each(|value| walk(document, value, seen)),
            _ => {}
        }
    }
    let (document, mut seen) = (contract::document(), 0);
    walk(document, document, &mut seen);
    assert!(seen > 200, "{seen}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_there_is_a_problem_for_programs() {
    let house = House::new().await;
    for client in [house.stranger(), house.owner.clone()] {
        for path in ["/api", "/api/", "/api/v2/account", "/api/v1/openapi.yaml", "/.well-known/change-password", "/metrics"] {
            let answer = client.get(path).await;
            assert_eq!(answer.is(404)["type"], "urn:fanlight:problem:not-found", "{path}");
            assert_eq!(answer.header("content-type"), "application/problem+json", "{path}");
        }
    }
}

/// `docs/API.md` is written from the document: FANLIGHT_BLESS=1 writes it anew.
#[test]
fn the_page_about_it_is_current() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/API.md");
    let page = api_page::of(contract::document());
    if std::env::var_os("FANLIGHT_BLESS").is_some() {
        fs::write(&file, &page).unwrap();
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        written == page,
        "docs/API.md is stale: FANLIGHT_BLESS=1 cargo test --release --workspace --test server the_page_about_it"
    );
}
