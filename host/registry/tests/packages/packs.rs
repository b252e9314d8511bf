//! Themes without code: what is known of them before anybody puts them on.

use fanlight_bridge::manifest::Kind;
use fanlight_registry::{Capabilities, Package, contrast};

const MEADOW: &str = include_str!("../../../../sample-widgets/meadow/meadow.tokens.json");

#[test]
fn a_pack_is_a_package_by_the_digest_of_its_bytes() {
    let package = Package::open(MEADOW.as_bytes(), &Capabilities::fanlight().unwrap()).unwrap();
    assert_eq!(package.digest, blake3::hash(MEADOW.as_bytes()).to_hex().to_string());
    assert_eq!((package.manifest.kind, package.manifest.name.as_str(), package.size), (Kind::Theme, "meadow", MEADOW.len()));
    assert!(package.imports.is_empty() && package.exports.is_empty() && package.findings.is_empty() && package.picture.is_none());
}

#[test]
fn what_fails_is_listed_for_whoever_mends_it() {
    let pale = MEADOW.replace("0.46,", "0.75,");
    assert_ne!(pale, MEADOW);
    let refused = Package::open(pale.as_bytes(), &Capabilities::fanlight().unwrap()).unwrap_err();
    assert_eq!(refused.kind.as_str(), "invalid.tokens");
    let findings = contrast(pale.as_bytes());
    assert_eq!(findings.len(), 3, "on three grounds: {findings:?}");
    assert!(findings.iter().all(|finding| finding.code == "contrast" && finding.contrast.is_some()));
    assert!(contrast(b"no pack").is_empty() && contrast(MEADOW.as_bytes()).is_empty());
}
