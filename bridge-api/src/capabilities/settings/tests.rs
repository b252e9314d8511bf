#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends at the first surprise")]
use std::collections::BTreeMap;

use fanlight_runtime::Halt;
use serde_json::json;

use super::*;

fn gate() -> Gate {
    let manifest = json!({
        "name": "tasks", "version": "0.1.0", "kind": "widget", "api": "0.1.0", "publisher": "Fanlight",
        "title": "Tasks", "description": "A list of tasks.", "state": "board",
        "permissions": {},
        "settings": {
            "greeting": { "type": "text", "label": "Greeting", "default": "Hello" },
            "order": { "type": "choice", "label": "Order", "default": "name", "options": ["name", "date"] },
        },
    });
    let manifest = Arc::new(Manifest::from_json(manifest.to_string().as_bytes()).unwrap());
    let scopes = || BTreeMap::from([("settings".to_owned(), json!({}))]);
    let grant = Rights::new(scopes(), scopes()).grant::<OwnSettings>().unwrap().unwrap();
    let mut gate = Gate::new();
    gate.open(OwnSettings::NAME, SettingsSession { _grant: grant, manifest, put: Map::new() });
    gate
}

/// Puts and puts back, as the gate would hold the session over a call.
async fn ask(gate: &mut Gate, name: &str, json: &str) -> Result<(), Refusal> {
    let mut session = gate.take::<SettingsSession>(OwnSettings::NAME).unwrap();
    let answer = session.answer("put", &encode(&(name, json)).unwrap()).await;
    gate.open(OwnSettings::NAME, session);
    match answer {
        Ok(_) => Ok(()),
        Err(Halt::Refuse(refusal)) => Err(refusal),
        Err(Halt::End(failure)) => panic!("{failure}"),
    }
}

#[tokio::test]
async fn what_was_put_is_left_behind_and_nothing_else() {
    let mut gate = gate();
    ask(&mut gate, "order", r#""name""#).await.unwrap();
    ask(&mut gate, "order", r#""date""#).await.unwrap();
    assert_eq!(Value::Object(put(&mut gate)), json!({ "order": "date" }));
}

#[tokio::test]
async fn what_is_not_a_setting_is_refused_and_changes_nothing() {
    let mut gate = gate();
    let huge = format!("\"{}\"", "x".repeat(MAX_VALUE));
    for (name, json) in
        [("order", r#""size""#), ("order", "3"), ("colour", r#""red""#), ("greeting", "{"), ("greeting", ""), ("greeting", &huge)]
    {
        assert!(matches!(ask(&mut gate, name, json).await, Err(Refusal::Invalid(_))), "{name} = {json}");
    }
    assert!(put(&mut gate).is_empty());
}

#[test]
fn without_the_right_there_is_nothing() {
    assert!(put(&mut Gate::new()).is_empty());
}
