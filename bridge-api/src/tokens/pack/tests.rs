#![allow(clippy::unwrap_used, reason = "a test ends at the first surprise")]
use serde_json::json;

use super::*;

fn own() -> Value {
    json!({ EXTENSION: { "name": "ink", "version": "1.0.0", "title": "Ink", "publisher": "Tests", "description": "Black on white." } })
}

/// Black on white, and white on black, with changes.
fn ink(change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut document = json!({
        "$extensions": own(),
        "palette": {
            "$type": "color",
            "black": { "$value": { "colorSpace": "oklch", "components": [0.15, 0.02, 260] } },
            "white": { "$value": { "colorSpace": "srgb", "components": [1, 1, 1] } },
        },
        "ground": { "$type": "color", "of": {} },
        "light": { "color": {
            "$type": "color",
            "canvas": { "$value": "{palette.white}" }, "surface": { "$value": "{palette.white}" }, "surface-raised": { "$value": "{palette.white}" },
            "text": { "$value": "{palette.black}" }, "text-muted": { "$value": "{palette.black}" },
            "accent": { "$value": "{palette.black}" }, "on-accent": { "$value": "{palette.white}" },
            "success": { "$value": "{palette.black}" }, "on-success": { "$value": "{palette.white}" },
            "warning": { "$value": "{palette.black}" }, "on-warning": { "$value": "{palette.white}" },
            "danger": { "$value": "{palette.black}" }, "on-danger": { "$value": "{palette.white}" },
            "focus": { "$value": "{palette.black}" },
        } },
    });
    change(&mut document);
    document.to_string().into_bytes()
}

fn failure(change: impl FnOnce(&mut Value)) -> Failure {
    Pack::read(&ink(change)).unwrap_err()
}

#[test]
fn a_pack_gives_each_screen_its_tokens() {
    let pack = Pack::read(&ink(|document| {
        document["all"] = json!({
            "dimension": { "$type": "dimension", "space": { "$value": { "value": 0.5, "unit": "rem" } } },
            "duration": { "$type": "duration", "motion-fast": { "$value": { "value": 0.12, "unit": "s" } } },
            "family": { "$type": "fontFamily", "body": { "$value": ["Papyrus", "Georgia", "serif"] } },
            "weight": { "$type": "fontWeight", "strong": { "$value": "semi-bold" } },
            "shadow": { "$type": "shadow", "raised": { "$value": {
                "color": { "colorSpace": "srgb", "components": [0, 0, 0], "alpha": 0.2 }, "offsetX": { "value": 0, "unit": "px" },
                "offsetY": { "value": 2, "unit": "px" }, "blur": { "value": 8, "unit": "px" }, "spread": { "value": 0, "unit": "px" },
            } } },
        });
        document["dark"] = json!({ "$extends": "{light}", "dimension": {
            "$type": "dimension", "space": { "$value": { "value": 6, "unit": "px" } },
        } });
        document["light-more"] = json!({ "color": { "$type": "color", "text": { "$value": "#000000" } } });
    }))
    .unwrap();
    assert_eq!((pack.manifest.name.as_str(), pack.manifest.kind), ("ink", crate::manifest::Kind::Theme));
    let light = pack.tokens(Scheme::Light, Contrast::Standard);
    assert_eq!(light.color["canvas"], "#ffffff");
    assert_ne!(light.color["text"], "#000000");
    assert_eq!((light.dimension["space"], light.duration["motion-fast"]), (8.0, 120));
    assert_eq!((light.family["body"], light.weight["strong"]), ("serif", 600));
    assert_eq!((light.shadow["raised"].color.as_str(), light.shadow["raised"].y), ("#00000033", 2.0));
    assert_eq!(pack.tokens(Scheme::Light, Contrast::More).color["text"], "#000000");
    let dark = pack.tokens(Scheme::Dark, Contrast::Standard);
    assert_eq!((dark.dimension["space"], &dark.color), (6.0, &light.color));
    assert_eq!(pack.notes.iter().map(|note| note.code).collect::<Vec<_>>(), ["group.unused"], "{:?}", pack.notes);
}

#[test]
fn what_is_written_is_read_as_the_same_theme() {
    let pack = Pack::read(&ink(|document| {
        document["$extensions"][EXTENSION]["translations"] = json!({ "de": { "title": "Tinte" } });
    }))
    .unwrap();
    assert_eq!(pack.manifest.translations["de"].title.as_deref(), Some("Tinte"));
    let looks: Vec<_> = SCREENS.into_iter().map(|(scheme, contrast)| (scheme, contrast, pack.tokens(scheme, contrast))).collect();
    let again = Pack::read(dtcg::export(&pack.manifest, &looks).to_string().as_bytes()).unwrap();
    assert_eq!(again.manifest, pack.manifest);
    assert_eq!(again.looks, pack.looks);
    assert!(again.notes.is_empty());
}

#[test]
fn colours_of_other_spaces_are_brought_into_srgb() {
    let danger = |value: Value| {
        let bytes = ink(|document| document["light"]["color"]["border"] = json!({ "$value": value }));
        Pack::read(&bytes).map(|pack| pack.tokens(Scheme::Light, Contrast::Standard).color["border"].clone())
    };
    let space = |space: &str, components: Value| danger(json!({ "colorSpace": space, "components": components })).unwrap();
    assert_eq!(space("srgb", json!([1, 0, 0])), "#ff0000");
    assert_eq!(space("hsl", json!([120, 100, 50])), "#00ff00");
    assert_eq!(space("hwb", json!([240, 0, 0])), "#0000ff");
    assert_eq!(space("display-p3", json!([0.4, 0.4, 0.4])), "#666666");
    assert_eq!(space("oklab", json!([1, "none", 0])), "#ffffff");
    assert_eq!(space("oklch", json!([0, 0, 0])), "#000000");
    // Display P3's green is outside of sRGB: it keeps its hue, and is not clipped to #00ff00.
    let green = space("display-p3", json!([0, 1, 0]));
    assert!(green != "#00ff00" && green.ends_with("00") || green.starts_with("#00"), "{green}");
    assert_eq!(danger(json!("#abcdef")).unwrap(), "#abcdef");
    assert_eq!(danger(json!({ "colorSpace": "xyz-d65", "components": [0.1, 0.1, 0.1], "hex": "#123456" })).unwrap(), "#123456");
    for wrong in [
        json!("red"),
        json!("#12345"),
        json!("#zzzzzz"),
        json!({ "colorSpace": "srgb", "components": [2, 0, 0] }),
        json!({ "colorSpace": "srgb", "components": [0, 0] }),
        json!({ "colorSpace": "srgb", "components": [0, 0, 0], "alpha": 0.5 }),
        json!({ "colorSpace": "lab", "components": [0, 0, 0] }),
        json!({ "colorSpace": "oklch", "components": [0.5, 1e300, 0] }),
        json!({ "colorSpace": "srgb", "components": [0, 0, 0], "css": "url(x)" }),
        json!(7),
    ] {
        assert_eq!(danger(wrong.clone()).unwrap_err().kind, Kind::InvalidTokens, "{wrong}");
    }
}

#[test]
fn references_are_followed_and_end() {
    let broken = |value: Value| failure(|document| document["palette"]["black"] = json!({ "$value": value })).message;
    assert!(broken(json!("{palette.black}")).contains("in a circle: light.color.accent → palette.black → palette.black"));
    assert!(broken(json!("{light.color.text}")).contains("in a circle"));
    assert!(broken(json!("{palette.gone}")).contains("it refers to `palette.gone`, and there is no such token"));
    let mixed = json!({ "colorSpace": "srgb", "components": [{ "$ref": "#/palette/white/$value/components/0" }, 0, 0] });
    let pack = Pack::read(&ink(|document| document["light"]["color"]["border"] = json!({ "$value": mixed }))).unwrap();
    assert_eq!(pack.tokens(Scheme::Light, Contrast::Standard).color["border"], "#ff0000");
    let whole = Pack::read(&ink(|document| document["light"]["color"]["border"] = json!({ "$ref": "#/palette/white" }))).unwrap();
    assert_eq!(whole.tokens(Scheme::Light, Contrast::Standard).color["border"], "#ffffff");
    assert!(failure(|document| document["dark"] = json!({ "$extends": "{dark}" })).message.contains("extends"));
    assert!(failure(|document| document["dark"] = json!({ "$extends": "{nowhere}" })).message.contains("is no group"));
    // A chain longer than anyone needs.
    let long = failure(|document| {
        for n in 0..100 {
            document["palette"][format!("n{n}")] = json!({ "$value": format!("{{palette.n{}}}", n + 1) });
        }
        document["palette"]["black"] = json!({ "$value": "{palette.n0}" });
    });
    assert!(long.message.contains("longer than 32 steps"), "{long}");
    // Each of twenty tokens holds the one before it ten times: 10^20 values, were they all made.
    let flood = failure(|document| {
        for n in 1..20 {
            document["palette"][format!("n{n}")] = json!({ "$value": vec![format!("{{palette.n{}}}", n - 1); 10] });
        }
        document["palette"]["n0"] = json!({ "$value": [1] });
        document["palette"]["black"] = json!({ "$value": "{palette.n19}" });
    });
    assert!(flood.message.contains("more than 50000 values"), "{flood}");
    // The same by groups that extend each other.
    let wide = failure(|document| {
        document["g0"] = json!({ "$type": "color", "a": { "$value": "#000000" }, "b": { "$value": "#000000" } });
        for n in 1..30 {
            let base = format!("{{g{}}}", n - 1);
            document[format!("g{n}")] = json!({ "a": { "$extends": base }, "b": { "$extends": base } });
        }
    });
    assert!(wide.message.contains("more than 2000 tokens"), "{wide}");
}

#[test]
fn a_slip_is_named_with_what_was_meant() {
    let pack = Pack::read(&ink(|document| {
        document["light"]["color"]["onAccent"] = json!({ "$value": "#ffffff" });
        document["light"]["colour"] = json!({ "$type": "color", "text": { "$value": "#ffffff" } });
        document["drak"] = json!({ "color": { "$type": "color", "text": { "$value": "#ffffff" } } });
        document["ground"] = json!({});
    }))
    .unwrap();
    let notes: Vec<_> = pack.notes.iter().map(|note| (note.code, note.hint.as_str())).collect();
    assert_eq!(
        notes,
        [
            ("token.unknown", "Did you mean `light.color.on-accent`?"),
            ("token.unknown", "Did you mean `light.color`?"),
            ("group.unused", "The sets are all, light, dark, light-more, dark-more; did you mean `dark`?"),
            ("group.unused", "The sets are all, light, dark, light-more, dark-more; did you mean `all`?"),
        ]
    );
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    for (change, place) in [
        (("light", "color", "text", json!({ "$value": { "value": 1, "unit": "px" } })), "light.color.text: "),
        (("light", "color", "text", json!({ "$value": "#000000", "$type": "dimension" })), "its type is `dimension`"),
        (("light", "color", "text", json!({ "$value": "#000000", "nested": {} })), "a token has no tokens in it"),
        (("light", "color", "te.xt", json!({ "$value": "#000000" })), "no dot"),
        (("light", "color", "text", json!(7)), "neither a token"),
    ] {
        let (set, group, name, value) = change;
        let failed = failure(|document| document[set][group][name] = value);
        assert_eq!(failed.kind, Kind::InvalidTokens);
        assert!(failed.message.contains(place) && !failed.hint.is_empty(), "{failed}");
    }
    let untyped = failure(|document| document["light"]["color"]["$type"] = Value::Null);
    assert!(untyped.message.contains("$type"), "{untyped}");
}

#[test]
fn an_account_of_itself_is_needed() {
    for change in [
        json!({}),
        json!({ EXTENSION: {} }),
        json!({ EXTENSION: { "name": "ink" } }),
        json!({ EXTENSION: { "name": "Ink!", "version": "1.0.0", "title": "Ink", "publisher": "T", "description": "D" } }),
        json!({ EXTENSION: { "name": "ink", "version": "1", "title": "Ink", "publisher": "T", "description": "D" } }),
        json!({ EXTENSION: { "name": "ink", "version": "1.0.0", "title": "Ink", "publisher": "T", "description": "D", "kind": "widget" } }),
    ] {
        let failed = failure(|document| document["$extensions"] = change.clone());
        assert_eq!(failed.kind, Kind::InvalidManifest, "{failed}");
        assert!(failed.message.contains(EXTENSION), "{failed}");
    }
}

#[test]
fn bytes_of_a_stranger_are_bounded() {
    let deep = format!("{}{}", "{\"a\":".repeat(200), "}".repeat(200));
    let twice = br#"{"$extensions":{},"$extensions":{}}"#;
    let large = format!("{{\"a\":\"{}\"}}", "x".repeat(300_000));
    for (bytes, words) in [
        (deep.as_bytes(), "nested deeper than 32"),
        (twice, "is there twice"),
        (large.as_bytes(), "262144 is the most"),
        (b"{", "not JSON"),
        (b"[]", "not a JSON object"),
        (b"{\"a\":\"\xff\"}", "not JSON"),
        (b"{} {}", "not JSON"),
    ] {
        let failed = Pack::read(bytes).unwrap_err();
        assert_eq!(failed.kind, Kind::InvalidPackage);
        assert!(failed.message.contains(words), "{failed}");
    }
    let many = failure(|document| {
        for n in 0..3_000 {
            document["palette"][format!("c{n}")] = json!({ "$value": 1 });
        }
    });
    assert!(many.message.contains("more than 2000 tokens"), "{many}");
    let none = Pack::read(json!({ "$extensions": own() }).to_string().as_bytes()).unwrap_err();
    assert!(none.message.contains("sets no token"), "{none}");
}

#[test]
fn unreadable_colours_are_refused_with_the_nearest_that_pass() {
    let bytes = ink(|document| {
        document["dark"] = json!({ "color": { "$type": "color", "text": { "$value": "#999999" } }, "$extends": "{light}" });
    });
    let failed = Pack::read(&bytes).unwrap_err();
    assert_eq!(failed.kind, Kind::InvalidTokens);
    assert!(
        failed.message.starts_with("dark: `text` on `canvas` has a contrast of 2.84:1; it needs 4.5:1, and 2 other"),
        "{failed}"
    );
    assert!(failed.hint.starts_with("The nearest `text` that passes is #767676, oklch(0.5"), "{failed:?}");
    let faults = Pack::faults(&bytes);
    assert_eq!(faults.len(), 6, "three grounds on two screens: {faults:?}");
    let first = serde_json::to_value(&faults[0]).unwrap();
    assert_eq!((first["scheme"].as_str(), first["contrast"].as_str()), (Some("dark"), Some("standard")));
    assert_eq!((first["foreground"].as_str(), first["background"].as_str()), (Some("text"), Some("canvas")));
    assert_eq!(first["suggestion"]["hex"], "#767676");
}

#[test]
fn the_example_in_the_docs_is_a_pack() {
    let docs = include_str!("../../../../docs/TOKENS.md");
    let example = docs.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
    let pack = Pack::read(example.as_bytes()).unwrap();
    assert_eq!((pack.manifest.name.as_str(), pack.notes), ("ink", Vec::new()));
    for kind in &names::KINDS {
        for name in kind.names {
            assert!(docs.contains(&format!("`{name}`")), "docs/TOKENS.md does not name {name}");
        }
    }
}
