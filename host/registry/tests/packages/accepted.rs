//! Packages that are fine, and what is known about them afterwards.

use fanlight_bridge::manifest::Permission;
use fanlight_registry::{
    MAX_IMAGE_SIDE, MAX_PICTURE_HEIGHT, MAX_PICTURE_WIDTH, Package, build, build_with_images, with_manifest,
};
use image::{DynamicImage, ImageFormat};

use crate::guest::{self, manifest, module, widget_with};

#[test]
fn what_a_package_says_is_read_back() {
    let caps = guest::capabilities();
    let core = widget_with("import fanlight:log/log@0.1.0; import fanlight:storage/storage@0.1.0;");
    let bytes = build(&core, &manifest("widget", &["log", "storage"]), None).unwrap();
    let package = Package::open(&bytes, &caps).unwrap();
    assert_eq!(package.manifest.name, "sample");
    assert_eq!(package.size, bytes.len());
    assert_eq!(package.digest, blake3::hash(&bytes).to_hex().as_str());
    assert_eq!(package.exports, ["migrate", "render", "update"].map(str::to_owned).into());
    assert_eq!(package.imports["log"], ["write".to_owned()].into());
    assert_eq!(package.imports["storage"], ["delete", "get", "keys", "put"].map(str::to_owned).into());
    assert_eq!(package.picture, None);
    assert_eq!(package.findings, []);
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let core = widget_with("");
    let once = build(&core, &manifest("widget", &[]), None).unwrap();
    assert_eq!(once, build(&core, &manifest("widget", &[]), None).unwrap());
    assert_eq!(once, build(&once, &manifest("widget", &[]), None).unwrap(), "packing a package again changes nothing");
}

#[test]
fn a_theme_that_imports_nothing_is_fine() {
    let bytes = build(&module(guest::THEME), &manifest("theme", &[]), None).unwrap();
    let package = Package::open(&bytes, &guest::capabilities()).unwrap();
    assert_eq!(package.exports, ["tokens".to_owned()].into());
    assert!(package.imports.is_empty());
}

#[test]
fn types_of_the_other_world_are_free() {
    let caps = guest::capabilities();
    let both = "use fanlight:bridge/tokens@0.1.0.{theme-context, token};";
    let bytes = build(&widget_with(both), &manifest("widget", &[]), None).unwrap();
    assert!(Package::open(&bytes, &caps).unwrap().imports.is_empty());
    let both = "use fanlight:bridge/view@0.1.0.{view}; record outcome { state: list<u8>, refresh-after: option<u32> }";
    let bytes = build(&module(&format!("{} {both}", guest::THEME)), &manifest("theme", &[]), None).unwrap();
    assert!(Package::open(&bytes, &caps).unwrap().imports.is_empty());
}

#[test]
fn a_permission_that_is_not_used_is_a_finding() {
    let bytes = build(&widget_with(""), &manifest("widget", &["storage"]), None).unwrap();
    let package = Package::open(&bytes, &guest::capabilities()).unwrap();
    assert_eq!(package.findings.len(), 1);
    assert_eq!(package.findings[0].code, "permission.unused");
    assert!(package.findings[0].message.contains("storage"));
}

#[test]
fn a_limit_that_lowers_nothing_is_a_finding() {
    let mut manifest = manifest("widget", &[]);
    manifest.limits = serde_json::from_str(r#"{ "fuel": 1000, "memory_bytes": 99000000000 }"#).unwrap();
    let bytes = build(&widget_with(""), &manifest, None).unwrap();
    let package = Package::open(&bytes, &guest::capabilities()).unwrap();
    assert_eq!(package.findings.len(), 1);
    assert_eq!(package.findings[0].code, "limit.no-effect");
    assert!(package.findings[0].message.contains("memory_bytes"));
}

#[test]
fn a_component_without_a_manifest_can_be_tried_out() {
    let caps = guest::capabilities();
    let bare = guest::with_sections(&[]);
    assert!(Package::open(&bare, &caps).is_err());
    let package = with_manifest(bare, &caps).unwrap();
    assert_eq!(Package::open(&package, &caps).unwrap().manifest.name, "without-manifest");
    assert_eq!(with_manifest(package.clone(), &caps).unwrap(), package, "a package stays as it is");
    assert_eq!(with_manifest(b"text".to_vec(), &caps).unwrap(), b"text");
}

#[test]
fn a_folder_of_the_author_is_a_finding() {
    let mut bytes = guest::package();
    bytes.extend(guest::section("note", b"panicked at /home/ada/widget/src/lib.rs"));
    let package = Package::open(&bytes, &guest::capabilities()).unwrap();
    assert_eq!(package.findings[0].code, "path.leaked");
    assert!(package.findings[0].message.contains("/home/ada/widget/src/lib.rs"));
}

#[test]
fn pictures_are_written_again_and_fit() {
    let caps = guest::capabilities();
    for (format, width, height) in [(ImageFormat::Png, 64, 40), (ImageFormat::Png, 1280, 1280), (ImageFormat::Jpeg, 800, 100)] {
        let mut source = std::io::Cursor::new(Vec::new());
        DynamicImage::new_rgb8(width, height).write_to(&mut source, format).unwrap();
        let bytes = build(&widget_with(""), &manifest("widget", &[]), Some(source.get_ref())).unwrap();
        let picture = Package::open(&bytes, &caps).unwrap().picture.unwrap();
        let decoded = image::load_from_memory_with_format(&picture, ImageFormat::Png).unwrap();
        assert!(decoded.width() <= MAX_PICTURE_WIDTH && decoded.height() <= MAX_PICTURE_HEIGHT);
        assert!(decoded.width().abs_diff(width.min(640)) < 2 || decoded.height() == MAX_PICTURE_HEIGHT);
    }
}

#[test]
fn metadata_of_a_picture_is_dropped() {
    let mut png = std::io::Cursor::new(Vec::new());
    DynamicImage::new_rgb8(8, 8).write_to(&mut png, ImageFormat::Png).unwrap();
    let mut png = png.into_inner();
    // A text chunk before IEND: length, type, data, and a checksum that decoders of ancillary chunks may skip.
    let end = png.len() - 12;
    png.splice(end..end, [&[0, 0, 0, 10][..], b"tEXt", b"Author\0Ada", &[0x12, 0x34, 0x56, 0x78]].concat());
    let bytes = build(&widget_with(""), &manifest("widget", &[]), Some(&png));
    // Refused or cleaned: never carried on.
    assert!(!bytes.unwrap_or_default().windows(3).any(|w| w == b"Ada"));
}

#[test]
fn images_are_those_of_the_manifest_written_again() {
    let mut source = std::io::Cursor::new(Vec::new());
    DynamicImage::new_rgb8(3_000, 30).write_to(&mut source, ImageFormat::Jpeg).unwrap();
    let mut with_logo = manifest("widget", &[]);
    with_logo.images.insert("logo".into(), "images/logo.jpg".into());
    let files = std::collections::BTreeMap::from([("logo".to_owned(), source.into_inner())]);
    let bytes = build_with_images(&widget_with(""), &with_logo, None, &files).unwrap();
    let package = Package::open(&bytes, &guest::capabilities()).unwrap();
    let logo = image::load_from_memory_with_format(&package.images["logo"], ImageFormat::Png).unwrap();
    assert_eq!(logo.width(), MAX_IMAGE_SIDE);
    assert_eq!(bytes, build_with_images(&bytes, &with_logo, None, &files).unwrap(), "packing a package again changes nothing");

    assert!(build_with_images(&widget_with(""), &manifest("widget", &[]), None, &files).is_err(), "one that nobody named");
    assert!(build(&widget_with(""), &with_logo, None).is_err(), "one that is missing");
}

#[test]
fn a_permission_without_functions_is_not_called_unused() {
    let mut asks = manifest("widget", &[]);
    let scope = serde_json::json!({ "origins": ["https://example.com"] });
    asks.permissions.insert("links".into(), Permission { reason: "Opens the page of a train.".into(), scope });
    let bytes = build(&widget_with(""), &asks, None).unwrap();
    assert_eq!(Package::open(&bytes, &guest::capabilities()).unwrap().findings, []);
}

#[test]
fn a_translation_is_carried_and_what_it_leaves_out_is_a_finding() {
    let translated = |more: &str| {
        let mut manifest = manifest("widget", &["log"]);
        let german = format!(r#"{{ "de": {{ "title": "Muster", "description": "Ein Muster."{more} }} }}"#);
        manifest.translations = serde_json::from_str(&german).unwrap();
        let bytes = build(&widget_with("import fanlight:log/log@0.1.0;"), &manifest, None).unwrap();
        Package::open(&bytes, &guest::capabilities()).unwrap()
    };
    let package = translated(r#", "permissions": { "log": { "reason": "Gebraucht für diesen Test." } }"#);
    assert_eq!(package.manifest.translations["de"].title.as_deref(), Some("Muster"));
    assert_eq!(package.findings, []);
    let package = translated("");
    assert_eq!(package.findings.len(), 1);
    assert_eq!(package.findings[0].code, "translation.incomplete");
    assert!(package.findings[0].message.contains("translations.de has no permissions.log.reason"));
}
