//! A manifest that is accepted, and one case for each thing that is not.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test ends at the first surprise")]

use fanlight_runtime::Limits;
use serde_json::{Map, Value, json};

use super::*;

fn whole() -> Value {
    json!({
        "name": "tasks", "version": "0.1.0", "kind": "widget", "api": "0.1.0", "publisher": "Fanlight",
        "title": "Tasks", "description": "A list of tasks.", "state": "board",
        "permissions": { "pantry": { "reason": "Keeps the list of tasks.", "scope": { "folder": "" } } },
        "settings": {
            "greeting": { "type": "text", "label": "Greeting", "default": "Hello" },
            "size": { "type": "choice", "label": "Size", "default": "small", "options": ["small", "large"] },
            "count": { "type": "number", "label": "Count", "default": 3, "min": 1, "max": 9.5, "step": 0.5, "hint": "At a time." },
        },
        "settings_order": ["greeting", "size", "count"],
        "limits": { "fuel": 1000 },
    })
}

fn with(pointer: &str, value: Value) -> Result<Manifest, ManifestError> {
    let mut manifest = whole();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    manifest.pointer_mut(parent).unwrap().as_object_mut().unwrap().insert(key.to_owned(), value);
    Manifest::from_json(manifest.to_string().as_bytes())
}

#[test]
fn a_whole_manifest_is_read_and_written_the_same() {
    let manifest = Manifest::from_json(whole().to_string().as_bytes()).unwrap();
    assert_eq!(manifest.state, StateScope::Board);
    assert_eq!(Manifest::from_json(&manifest.to_json().unwrap()).unwrap(), manifest);
}

#[test]
fn toml_and_json_mean_the_same() {
    let text = r#"
        name = "tasks"
        version = "0.1.0"
        kind = "widget"
        api = "0.1.0"
        publisher = "Fanlight"
        title = "Tasks"
        description = "A list of tasks."
        state = "board"
        [permissions.pantry]
        reason = "Keeps the list of tasks."
        scope = { folder = "" }
        [settings]
        greeting = { type = "text", label = "Greeting", default = "Hello" }
        size = { type = "choice", label = "Size", default = "small", options = ["small", "large"] }
        count = { type = "number", label = "Count", default = 3, min = 1, max = 9.5, step = 0.5, hint = "At a time." }
        [limits]
        fuel = 1000
    "#;
    let expected = Manifest::from_json(whole().to_string().as_bytes()).unwrap();
    assert_eq!(Manifest::from_toml(text).unwrap(), expected);
    let wrong = Manifest::from_toml(&text.replace("publisher", "publisherr")).unwrap_err();
    assert_eq!(wrong.field, "publisherr");
    assert!(wrong.problem.contains("line 6"), "{wrong}");
    // serde alone would not say of which field it speaks.
    for (right, wrong, field, line) in [
        ("kind = \"widget\"", "kind = \"wdiget\"", "kind", "line 4"),
        ("type = \"number\"", "type = \"int\"", "settings.count", "line 16"),
        ("title = \"Tasks\"", "title = Tasks", "title", "line 7"),
        ("fuel = 1000", "fuel = \"much\"", "limits.fuel", "line 18"),
    ] {
        let error = Manifest::from_toml(&text.replace(right, wrong)).unwrap_err();
        assert_eq!(error.field, field, "{error}");
        assert!(error.problem.contains(line), "{error}");
    }
}

#[test]
fn what_is_wrong_is_named() {
    let long = "x".repeat(601);
    let theme = json!("theme");
    let cases = [
        ("/name", json!("Tasks"), "name"),
        ("/name", json!("../etc"), "name"),
        ("/name", json!("a".repeat(50)), "name"),
        ("/version", json!("1.0"), "version"),
        ("/version", json!("1.0.0+today"), "version"),
        ("/version", json!("v1.0.0"), "version"),
        ("/version", json!("99999999999999999999.0.0"), "version"),
        ("/api", json!("0.2.0"), "api"),
        ("/publisher", json!(""), "publisher"),
        ("/title", json!("Tasks\u{202e}"), "title"),
        ("/title", json!("Ta\nsks"), "title"),
        ("/title", json!("\u{200b}"), "title"),
        ("/title", json!(" Tasks"), "title"),
        ("/title", json!(long), "title"),
        ("/description", json!(long), "description"),
        ("/kind", theme, "permissions"),
        ("/surprise", json!(1), "surprise"),
        ("/permissions/pantry", json!({}), "permissions.pantry.reason"),
        ("/permissions/pantry", json!({ "reason": "because" }), "permissions.pantry.reason"),
        ("/permissions/pantry/scope", json!("all"), "permissions.pantry.scope"),
        ("/permissions/pantry/scope", json!({ "a": "x".repeat(5000) }), "permissions.pantry.scope"),
        ("/permissions/pantry/more", json!(1), "more"),
        ("/permissions/Pantry", json!({ "reason": "Keeps the list of tasks." }), "permissions"),
        ("/settings/greeting/default", json!(7), "settings.greeting.default"),
        ("/settings/greeting/options", json!(["a"]), "settings.greeting.options"),
        ("/settings/size/options", json!([]), "settings.size.options"),
        ("/settings/size/options", json!(["small", "small"]), "settings.size.options"),
        ("/settings/size/default", json!("huge"), "settings.size.default"),
        ("/settings/greeting/min", json!(1), "settings.greeting.min"),
        ("/settings/count/min", json!(4), "settings.count.default"),
        ("/settings/count/max", json!(0.5), "settings.count.min"),
        ("/settings/count/step", json!(0), "settings.count.step"),
        ("/settings/count/hint", json!(""), "settings.count.hint"),
        ("/settings_order", json!(["colour"]), "settings_order"),
        ("/settings_order", json!(["size", "size"]), "settings_order"),
        ("/limits/fuel", json!(0), "limits.fuel"),
        ("/limits/flue", json!(1), "limits.flue"),
    ];
    for (pointer, value, field) in cases {
        let error = with(pointer, value.clone()).expect_err(&format!("{pointer} = {value}"));
        assert_eq!(error.field, field, "{pointer} = {value}: {error}");
        assert!(!error.hint.is_empty());
    }
}

#[test]
fn joiners_and_other_scripts_are_fine() {
    for title in ["می‌خواهم", "日本語", "👩‍👩‍👧", "Été", "משימות"] {
        assert!(with("/title", json!(title)).is_ok(), "{title}");
    }
}

#[test]
fn too_many_and_too_much_are_refused() {
    let setting = json!({ "type": "boolean", "label": "On", "default": true });
    let many: Map<String, Value> = (0..33).map(|i| (format!("s{i}"), setting.clone())).collect();
    assert_eq!(with("/settings", many.into()).unwrap_err().field, "settings");
    let permission = json!({ "reason": "Keeps the list of tasks." });
    let many: Map<String, Value> = (0..17).map(|i| (format!("p{i}"), permission.clone())).collect();
    assert_eq!(with("/permissions", many.into()).unwrap_err().field, "permissions");
    assert_eq!(Manifest::from_json(&vec![b' '; MAX_BYTES + 1]).unwrap_err().field, "manifest");
}

#[test]
fn settings_are_checked_and_completed() {
    let manifest = Manifest::from_json(whole().to_string().as_bytes()).unwrap();
    let chosen = json!({ "size": "large" });
    let complete = manifest.check_settings(chosen.as_object().unwrap()).unwrap();
    assert_eq!(Value::from(complete), json!({ "greeting": "Hello", "size": "large", "count": 3 }));
    for (wrong, field) in [
        (json!({ "size": "huge" }), "settings.size"),
        (json!({ "count": "3" }), "settings.count"),
        (json!({ "count": 0.99 }), "settings.count"),
        (json!({ "count": 10 }), "settings.count"),
        (json!({ "greeting": "a\u{0}" }), "settings.greeting"),
        (json!({ "colour": "red" }), "settings.colour"),
    ] {
        assert_eq!(manifest.check_settings(wrong.as_object().unwrap()).unwrap_err().field, field);
    }
}

#[test]
fn settings_are_in_the_order_of_their_author() {
    let names = |manifest: &Manifest| manifest.settings_in_order().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    let manifest = Manifest::from_json(whole().to_string().as_bytes()).unwrap();
    assert_eq!(names(&manifest), ["greeting", "size", "count"]);
    assert_eq!(names(&with("/settings_order", json!(["size"])).unwrap()), ["size", "count", "greeting"]);
    assert_eq!(names(&with("/settings_order", json!([])).unwrap()), ["count", "greeting", "size"]);
}

#[test]
fn limits_only_lower() {
    let manifest = Manifest::from_json(whole().to_string().as_bytes()).unwrap();
    assert_eq!(manifest.limits.applied_to(Limits::default()).fuel, 1000);
    let mut small = Limits::default();
    small.fuel = 10;
    assert_eq!(manifest.limits.applied_to(small), small);
}
