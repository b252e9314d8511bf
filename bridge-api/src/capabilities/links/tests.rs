#![allow(clippy::unwrap_used, reason = "a test ends at the first surprise")]
use std::collections::BTreeMap;

use fanlight_runtime::Rights;
use serde_json::{Value, json};

use super::*;

fn origins(list: &[&str]) -> Value {
    json!({ "origins": list })
}

#[test]
fn an_origin_is_written_in_one_way() {
    let many: Vec<String> = (0..21).map(|n| format!("https://{n}.example")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    for wrong in [
        &[][..],
        &many,
        &["http://example.com"],
        &["example.com"],
        &["https://example.com/"],
        &["https://example.com/path"],
        &["https://example.com:443"],
        &["https://EXAMPLE.com"],
        &["https://user@example.com"],
        &["https://*.example.com"],
        &["https://192.168.0.1"],
        &["https://bücher.example"],
        &["https://"],
        &["javascript:alert(1)"],
    ] {
        assert!(DESCRIPTOR.words(&origins(wrong)).is_err(), "{wrong:?}");
    }
    assert!(DESCRIPTOR.words(&json!({})).is_err());
    assert!(DESCRIPTOR.words(&json!({ "origins": ["https://a.example"], "all": true })).is_err());
}

#[test]
fn says_where_links_lead() {
    let words = |list: &[&str]| DESCRIPTOR.words(&origins(list)).unwrap();
    assert_eq!(words(&["https://example.com"]), "Open links to example.com.");
    assert_eq!(words(&["https://c.org:8443", "https://a.org", "https://b.org"]), "Open links to a.org, b.org and c.org:8443.");
}

#[test]
fn rights_are_the_origins_that_both_name() {
    let right = |declared: &[&str], granted: &[&str]| {
        let scope = |list| BTreeMap::from([(Links::NAME.to_owned(), origins(list))]);
        Rights::new(scope(declared), scope(granted)).grant::<Links>().unwrap()
    };
    let some = right(&["https://a.org", "https://b.org"], &["https://b.org", "https://c.org"]).unwrap();
    assert!(some.scope().covers("https://b.org"));
    assert!(!some.scope().covers("https://a.org") && !some.scope().covers("https://c.org"));
    assert!(right(&["https://a.org"], &["https://c.org"]).is_none());
}
