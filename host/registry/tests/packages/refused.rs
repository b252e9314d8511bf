//! One case for each thing that is not a package, with the kind and the words that an author gets.

use fanlight_registry::{MAX_PACKAGE_BYTES, Package, build};
use serde_json::{Value, json};

use crate::guest::{self, manifest, module, module_of, widget_with, with_sections};

fn refused(bytes: &[u8], kind: &str, words: &str) {
    let error = Package::open(bytes, &guest::capabilities()).expect_err(words);
    assert_eq!(error.kind.as_str(), kind, "{error}");
    assert!(error.message.contains(words), "`{words}` is not in `{}`", error.message);
    assert!(!error.hint.is_empty(), "{error}");
}

fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for at in 0..out.len() - from.len() {
        if out[at..].starts_with(from) {
            out[at..at + to.len()].copy_from_slice(to);
        }
    }
    out
}

fn with_manifest(change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut json: Value = serde_json::from_slice(&manifest("widget", &[]).to_json().unwrap()).unwrap();
    change(&mut json);
    with_sections(&[("fanlight:manifest", json.to_string().as_bytes())])
}

#[test]
fn bytes_that_are_no_component() {
    refused(b"", "invalid.package", "empty");
    refused(b"PK\x03\x04 an archive", "invalid.package", "not WebAssembly");
    refused(b"\0asm", "invalid.package", "not WebAssembly");
    refused(&[0xff; 4096], "invalid.package", "not WebAssembly");
    refused(&wat::parse_str("(module)").unwrap(), "invalid.package", "this is a core module");
    refused(&wat::parse_str("(component)").unwrap(), "invalid.package", "no manifest");
    refused(&vec![0; MAX_PACKAGE_BYTES + 1], "invalid.package", "is the most");
}

#[test]
fn a_package_cut_short_anywhere() {
    let whole = guest::package();
    let caps = guest::capabilities();
    for part in 0..16 {
        let cut = whole.len() * part / 16;
        assert!(Package::open(&whole[..cut], &caps).is_err(), "{part}/16");
    }
}

#[test]
fn features_that_are_switched_off() {
    for (module, what) in [
        ("(memory 1 1 shared)", "threads"),
        ("(memory i64 1)", "memory64"),
        ("(memory 1) (memory 1)", "multi-memory"),
        ("(type (struct))", "gc"),
        ("(tag)", "exceptions"),
        ("(func (return_call 0))", "tail calls"),
        ("(func (param v128 v128) (result v128) (i8x16.relaxed_swizzle (local.get 0) (local.get 1)))", "relaxed SIMD"),
        ("(func (param externref))", "gc types"),
    ] {
        let bytes = wat::parse_str(format!("(component (core module {module}))")).expect(what);
        refused(&bytes, "invalid.package", "not valid");
    }
    let async_lift = "(component (import \"f\" (func async)))";
    refused(&wat::parse_str(async_lift).unwrap(), "invalid.package", "not valid");
}

#[test]
fn sections_that_are_there_twice() {
    let json = manifest("widget", &[]).to_json().unwrap();
    let twice: &[(&str, &[u8])] = &[("fanlight:manifest", &json), ("fanlight:manifest", &json)];
    refused(&with_sections(twice), "invalid.package", "more than one section `fanlight:manifest`");
    let twice: &[(&str, &[u8])] = &[("fanlight:manifest", &json), ("fanlight:picture", b""), ("fanlight:picture", b"")];
    refused(&with_sections(twice), "invalid.package", "more than one section `fanlight:picture`");
}

#[test]
fn a_manifest_inside_of_a_nested_component_does_not_count() {
    let json = manifest("widget", &[]).to_json().unwrap();
    let inner = [wat::parse_str("(component)").unwrap(), guest::section("fanlight:manifest", &json)].concat();
    let mut outer = wasm_encoder::ComponentBuilder::default();
    outer.component_raw(None, &inner);
    refused(&outer.finish(), "invalid.package", "no manifest");
}

#[test]
fn manifests_that_are_wrong() {
    refused(&with_sections(&[("fanlight:manifest", b"{")]), "invalid.manifest", "manifest");
    refused(&with_sections(&[("fanlight:manifest", &[0xff, 0xfe])]), "invalid.manifest", "manifest");
    refused(&with_sections(&[("fanlight:manifest", b"[\"sample\", \"1.2.3\"]")]), "invalid.manifest", "not a JSON object");
    let deep = ["{\"name\":", &"[".repeat(60_000)].concat();
    refused(&with_sections(&[("fanlight:manifest", deep.as_bytes())]), "invalid.manifest", "manifest");
    refused(&with_manifest(|m| m["colour"] = json!("red")), "invalid.manifest", "unknown field `colour`");
    refused(&with_manifest(|m| m["title"] = json!("Tasks\u{202e}")), "invalid.manifest", "U+202E");
    refused(&with_manifest(|m| m["permissions"] = json!({ "log": {} })), "invalid.manifest", "permissions.log.reason");
    refused(
        &with_manifest(|m| m["permissions"] = json!({ "teleport": { "reason": "To be elsewhere at once." } })),
        "invalid.manifest",
        "permissions.teleport",
    );
    let german = json!({ "de": { "permissions": { "teleport": { "reason": "Um sofort woanders zu sein." } } } });
    refused(&with_manifest(|m| m["translations"] = german), "invalid.manifest", "translations.de.permissions.teleport");
    refused(&with_manifest(|m| m["translations"] = json!({ "German": {} })), "invalid.manifest", "translations.German");
    refused(
        &with_manifest(|m| m["translations"] = json!({ "de": { "publisher": "Somebody" } })),
        "invalid.manifest",
        "publisher",
    );
    let scope = json!({ "everything": true });
    refused(
        &with_manifest(|m| m["permissions"] = json!({ "storage": { "reason": "Needed for this very test.", "scope": scope } })),
        "invalid.manifest",
        "permissions.storage.scope",
    );
}

#[test]
fn imports_beyond_the_manifest() {
    let log = widget_with("import fanlight:log/log@0.1.0;");
    let bytes = build(&log, &manifest("widget", &[]), None).unwrap();
    refused(&bytes, "invalid.manifest", "imports `write` of `fanlight:log/log`, and its manifest does not ask for `log`");
    let bytes = build(&log, &manifest("widget", &["storage"]), None).unwrap();
    refused(&bytes, "invalid.manifest", "does not ask for `log`");
    let wasi = widget_with("import wasi:keyvalue/store@0.2.0;");
    let bytes = build(&wasi, &manifest("widget", &[]), None).unwrap();
    refused(&bytes, "invalid.package", "imports `open` of `wasi:keyvalue/store@0.2.0`");
    let newer = replaced(&guest::package(), b"log/log@0.1.0", b"log/log@0.1.9");
    refused(&newer, "invalid.package", "this host speaks `fanlight:log/log@0.1.0`");
    let bare = widget_with("import now: func() -> u64;");
    let bytes = build(&bare, &manifest("widget", &[]), None).unwrap();
    refused(&bytes, "invalid.package", "imports `now`");
}

#[test]
fn a_theme_that_imports() {
    let core = module(&format!("{} import fanlight:log/log@0.1.0;", guest::THEME));
    let bytes = build(&core, &manifest("theme", &[]), None).unwrap();
    refused(&bytes, "invalid.package", "a theme imports no function");
}

#[test]
fn worlds_that_do_not_fit_the_kind() {
    let bytes = build(&widget_with(""), &manifest("theme", &[]), None).unwrap();
    refused(&bytes, "invalid.package", "a theme exports `tokens`");
    let bytes = build(&widget_with("export more: func();"), &manifest("widget", &[]), None).unwrap();
    refused(&bytes, "invalid.package", "`more`");
    let bytes = build(&module("export update: func();"), &manifest("widget", &[]), None).unwrap();
    refused(&bytes, "invalid.package", "this component exports `update`");
}

#[test]
fn types_that_are_not_the_contracts() {
    let names = "export update: func(); export render: func(); export migrate: func();";
    let bytes = build(&module(names), &manifest("widget", &[]), None).unwrap();
    refused(&bytes, "invalid.package", "its types are not those of the world `widget`");
    let bridge = include_str!("../../../../bridge-api/wit/bridge.wit").replace("seed: u64,", "seed: u32,");
    let bytes = build(&module_of(&bridge, guest::WIDGET), &manifest("widget", &[]), None).unwrap();
    refused(&bytes, "invalid.package", "its types are not those of the world `widget`");
}

#[test]
fn pictures_that_are_none() {
    let json = manifest("widget", &[]).to_json().unwrap();
    let with = |picture: &[u8]| with_sections(&[("fanlight:manifest", &json), ("fanlight:picture", picture)]);
    refused(&with(b""), "invalid.package", "picture");
    refused(&with(b"<svg onload=alert(1)>"), "invalid.package", "its format is not known");
    refused(&with(&vec![0; 300_000]), "invalid.package", "the picture has 300000 bytes");
    // A PNG that claims 60,000 × 60,000 pixels.
    let mut bomb = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\xea\x60\0\0\xea\x60\x08\x06\0\0\0".to_vec();
    bomb.extend([0; 64]);
    refused(&with(&bomb), "invalid.package", "the picture is refused");
}

#[test]
fn images_that_are_not_those_of_the_manifest() {
    let mut named = manifest("widget", &[]);
    named.images.insert("logo".into(), "logo.png".into());
    let json = named.to_json().unwrap();
    let with = |images: &[(&str, &[u8])]| {
        let sections: Vec<_> = std::iter::once(("fanlight:manifest", &json[..])).chain(images.iter().copied()).collect();
        with_sections(&sections)
    };
    refused(&with(&[]), "invalid.package", "names the image `logo`, which it does not carry");
    refused(&with(&[("fanlight:image:logo", b""), ("fanlight:image:x", b"")]), "invalid.package", "carries the image `x`");
    refused(&with(&[("fanlight:image:logo", b""), ("fanlight:image:logo", b"")]), "invalid.package", "more than one section");
    refused(&with(&[("fanlight:image:logo", b"<svg onload=alert(1)>")]), "invalid.package", "its format is not known");
    refused(&with(&[("fanlight:image:logo", &vec![0; 600_000])]), "invalid.package", "the image `logo` has 600000 bytes");
    let names: Vec<String> = (0..17).map(|n| format!("fanlight:image:i{n}")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    refused(&with(&many), "invalid.package", "it carries 17 images");
    for file in ["../logo.png", "/logo.png", "a//b.png", ".git/x.png", "c:\\logo.png", ""] {
        let m = with_manifest(|m| m["images"] = json!({ "logo": file }));
        refused(&m, "invalid.manifest", "images.logo");
    }
    refused(&with_manifest(|m| m["images"] = json!({ "Logo": "logo.png" })), "invalid.manifest", "is not a name");
}

#[test]
fn modules_that_were_not_made_with_the_sdk() {
    let error = build(&wat::parse_str("(module (func (export \"main\")))").unwrap(), &manifest("widget", &[]), None);
    assert!(error.is_err() || Package::open(&error.unwrap(), &guest::capabilities()).is_err());
    assert!(build(b"text", &manifest("widget", &[]), None).unwrap_err().to_string().contains("not WebAssembly"));
}

/// A component of components of components; `validate_all` would take minutes for it.
#[test]
fn a_nest_of_components_is_refused_before_it_is_validated() {
    let mut nest = b"\0asm\x0d\0\x01\0".to_vec();
    for _ in 0..20_000 {
        let mut outer = b"\0asm\x0d\0\x01\0\x04".to_vec();
        let mut length = nest.len();
        while length > 0x7f {
            outer.push((length & 0x7f) as u8 | 0x80);
            length >>= 7;
        }
        outer.push(length as u8);
        outer.append(&mut nest);
        nest = outer;
    }
    refused(&nest, "invalid.package", "deeper than 8");
}
