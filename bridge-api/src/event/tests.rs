//! Every input of a view, and what it takes.
#![allow(clippy::unwrap_used, reason = "a test ends at the first surprise")]
use serde_json::{Value as Json, json};

use crate::{Event, View};

fn view() -> View {
    let choices = json!([{ "value": "a", "label": "A" }, { "value": "b", "label": "B" }]);
    let field = |node: &str, key: &str, more: Json| {
        let mut field = json!({ "node": node, "key": key, "label": "Label", "problem": null, "required": false });
        field.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        field
    };
    let text = json!({ "value": "", "placeholder": null, "max_length": 3 });
    let number = json!({ "value": null, "min": -1, "max": 2.5, "step": null });
    let date = json!({ "value": null, "min": "2026-01-02", "max": "2026-03-01" });
    let choice = json!({ "options": choices, "selected": null });
    let check = |node: &str, key: &str, disabled: bool| json!({ "node": node, "key": key, "label": "Label", "checked": true, "disabled": disabled });
    let slider =
        |key: &str| json!({ "node": "slider", "key": key, "label": "Label", "value": 1, "min": 0, "max": 2, "step": 0.5 });
    let in_form = [
        field("text-area", "f-area", json!({ "value": "", "placeholder": null, "max_length": 3, "required": true })),
        field("number-field", "f-number", json!({ "value": null, "min": null, "max": null, "step": null, "required": true })),
        slider("f-slider"),
        field("date-field", "f-date", date.clone()),
        check("toggle", "f-toggle", false),
        check("check", "f-off", true),
        field("select", "f-select", choice.clone()),
        field("radio", "f-radio", json!({ "options": choices, "selected": null, "required": true })),
    ];
    let column = json!({ "title": "Name", "align": "start", "key": "by-name", "sorted": "none" });
    let children = json!([
        field("text-area", "area", text),
        field("number-field", "number", number),
        slider("slider"),
        field("date-field", "date", date),
        check("toggle", "toggle", false),
        check("toggle", "off", true),
        field("select", "select", choice.clone()),
        field("radio", "radio", choice),
        { "node": "table", "caption": "Table", "columns": [column], "rows": [] },
        { "node": "disclosure", "key": "fold", "summary": "More", "open": false, "children": [] },
        { "node": "form", "key": "form", "submit": "Send", "children": in_form },
    ]);
    let root = json!({ "node": "column", "gap": "small", "align": "start", "children": children });
    serde_json::from_value(root).unwrap()
}

fn input(view: &View, key: &str, value: &Json) -> Result<Json, String> {
    let event: Event = serde_json::from_value(json!({ "type": "input", "key": key, "value": value })).unwrap();
    let Event::Input { value, .. } = event.checked(view).map_err(|e| e.message)? else { unreachable!("it stays an input") };
    Ok(serde_json::to_value(value).unwrap())
}

#[test]
fn an_input_takes_what_its_node_can_show() {
    let view = view();
    let taken = [
        ("area", json!("abc")),
        ("area", json!("")),
        ("number", json!(2.5)),
        ("number", json!(-1.0)),
        ("number", json!(null)),
        ("slider", json!(0.25)),
        ("date", json!("2026-01-02")),
        ("date", json!("2026-03-01")),
        ("date", json!(null)),
        ("toggle", json!(false)),
        ("select", json!("b")),
        ("select", json!(null)),
        ("radio", json!("a")),
        ("by-name", json!(null)),
    ];
    for (key, value) in taken {
        assert_eq!(input(&view, key, &value), Ok(value.clone()), "{key} = {value}");
    }
    assert_eq!(input(&view, "date", &json!("")), Ok(json!(null)));
    assert_eq!(input(&view, "radio", &json!("")), Ok(json!(null)));
}

#[test]
fn what_a_node_cannot_show_is_refused_with_a_reason() {
    let view = view();
    let refused = [
        ("area", json!("abcd"), "at most 3 characters"),
        ("area", json!(3), "its value is a text"),
        ("number", json!(2.6), "must be 2.5 or less"),
        ("number", json!(-1.1), "must be -1 or more"),
        ("number", json!("1"), "its value is a number"),
        ("slider", json!(2.1), "a number from 0 to 2"),
        ("slider", json!(null), "a number from 0 to 2"),
        ("date", json!("2026-01-01"), "must be 2026-01-02 or later"),
        ("date", json!("2026-03-02"), "must be 2026-03-01 or earlier"),
        ("date", json!("2026-02-29"), "its value is a day"),
        ("date", json!("2026-2-1"), "its value is a day"),
        ("toggle", json!("yes"), "is a toggle"),
        ("toggle", json!(null), "is a toggle"),
        ("off", json!(true), "is disabled"),
        ("select", json!("c"), "one of its options"),
        ("radio", json!(1), "one of its options"),
        ("by-name", json!(true), "a column to sort by"),
        ("fold", json!(null), "takes no input"),
        ("form", json!(null), "send `submitted`"),
        ("other", json!(null), "no node with the key"),
    ];
    for (key, value, words) in refused {
        let message = input(&view, key, &value).expect_err(key);
        assert!(message.contains(words), "{key} = {value}: {message}");
    }
}

#[test]
fn a_form_sends_every_field_in_the_order_of_the_view() {
    let view = view();
    let send = |fields: Json| {
        let event: Event = serde_json::from_value(json!({ "type": "submitted", "key": "form", "fields": fields })).unwrap();
        match event.checked(&view) {
            Ok(Event::Submitted { fields, .. }) => Ok(Json::Object(fields)),
            Ok(_) => unreachable!("it stays a submission"),
            Err(e) => Err(e.message),
        }
    };
    let least = json!({ "f-radio": "a", "f-area": "x", "f-number": 7 });
    let whole = json!({
        "f-area": "x", "f-number": 7.0, "f-slider": 1.0, "f-date": null, "f-toggle": false, "f-off": true, "f-select": null,
        "f-radio": "a",
    });
    assert_eq!(send(least.clone()), Ok(whole.clone()));
    assert_eq!(send(whole.clone()), Ok(whole.clone()));
    let with = |key: &str, value: Json| {
        let mut fields = least.clone();
        fields[key] = value;
        send(fields)
    };
    for (key, value, words) in [
        ("f-number", json!(null), "must not be empty"),
        ("f-radio", json!(null), "must not be empty"),
        ("f-area", json!(" "), "must not be empty"),
        ("f-off", json!(false), "is disabled"),
        ("f-date", json!("2026-02-30"), "its value is a day"),
        ("f-select", json!(["a"]), "no list and no object"),
        ("number", json!(1), "has no field `number`"),
    ] {
        let message = with(key, value).expect_err(key);
        assert!(message.contains(words), "{key}: {message}");
    }
    // Not that the number is missing.
    let misspelled = send(json!({ "f-radio": "a", "f-area": "x", "f-nubmer": 7 })).unwrap_err();
    assert!(misspelled.contains("has no field `f-nubmer`"), "{misspelled}");
}
