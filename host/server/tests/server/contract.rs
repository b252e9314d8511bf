//! Every answer of every test is held against the API's own description: the client calls [`hold`]. Bodies are held against their schemas
//! in `tests/browser/api.test.mjs`, where there is a validator.

use std::sync::OnceLock;

use hyper::{HeaderMap, Method};
use serde_json::Value;

/// The document.
pub fn document() -> &'static Value {
    static DOCUMENT: OnceLock<Value> = OnceLock::new();
    DOCUMENT.get_or_init(|| fanlight_server::openapi("fanlight-00000000"))
}

/// What the document says about a path: the operations of the template that fits, one without parameters first.
fn item(path: &str) -> Option<&'static Value> {
    let path = path.split('?').next().unwrap();
    let paths = document()["paths"].as_object().unwrap();
    let fits = |template: &str| {
        let rest = template == "/assets/{file}" && path.starts_with("/assets/");
        let (parts, given) = (template.split('/'), path.split('/'));
        rest || parts.clone().count() == given.clone().count()
            && parts.zip(given).all(|(part, given)| part == given || part.starts_with('{'))
    };
    paths.get(path).or_else(|| paths.iter().find(|(template, _)| fits(template)).map(|(_, item)| item))
}

fn essence(headers: &HeaderMap) -> &str {
    headers.get("content-type").map_or("", |kind| kind.to_str().unwrap().split(';').next().unwrap())
}

/// Fail if this answer is none that the document allows.
#[track_caller]
pub fn hold(method: &Method, path: &str, status: u16, headers: &HeaderMap, body: Option<&[u8]>) {
    let answer = format!("{method} {path}: {status} {}", essence(headers));
    let name = if *method == Method::HEAD { "get".to_owned() } else { method.as_str().to_lowercase() };
    let Some(operation) = item(path).and_then(|item| item.get(name)) else {
        // What stands before the API speaks for it.
        assert!(matches!(status, 403..=405), "{answer} is of no operation");
        let page = status == 404 && essence(headers) == "text/html";
        assert!(page || essence(headers) == "application/problem+json", "{answer} is no problem");
        return;
    };
    let response = &operation["responses"][status.to_string()];
    assert!(response.is_object(), "{answer} is not described");
    let Some(content) = response["content"].as_object() else {
        assert!(body.is_none_or(<[u8]>::is_empty), "{answer} has a body that is not described");
        return;
    };
    let Some(media) = content.get(essence(headers)).or_else(|| content.get("*/*")) else {
        panic!("{answer} is not among {:?}", content.keys().collect::<Vec<_>>());
    };
    if let (true, Some(body)) = (status >= 400, body.filter(|body| !body.is_empty())) {
        let problem: Value = serde_json::from_slice(body).unwrap();
        let types = media["schema"]["properties"]["type"]["enum"].as_array().unwrap();
        assert!(types.contains(&problem["type"]), "{answer}: {problem} is none of {types:?}");
    }
}
