//! Bytes of strangers: what is no package is refused with a reason, and a version never changes.

use std::{
    fs,
    time::{Duration, Instant},
};

use serde_json::json;

use crate::{guests, house::House};

/// How much is kept of what was compiled of a package.
fn artifacts(house: &House, package: &[u8]) -> usize {
    let digest = blake3::hash(package).to_hex();
    let names = fs::read_dir(house.data().join("artifacts")).unwrap().map(|entry| entry.unwrap().file_name());
    names.filter(|name| name.to_string_lossy().starts_with(digest.as_str())).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_package_comes_in_once() {
    let house = House::new().await;
    let package = guests::counter();
    let first = house.owner.upload(&package).await;
    let described = first.is(201);
    assert_eq!(described["name"], "counter");
    assert_eq!(described["kind"], "widget");
    assert_eq!(described["state"], "board");
    assert_eq!(described["permissions"], json!([]));
    assert_eq!(described["size"], package.len());
    let cannot: Vec<_> = described["cannot"].as_array().unwrap().iter().map(|words| words.as_str().unwrap()).collect();
    assert!(cannot.contains(&"reach the internet") && cannot.contains(&"read your documents"), "{cannot:?}");
    assert!(described["limits"].as_array().unwrap().iter().any(|limit| limit["words"] == "32 MB of memory"));

    assert_eq!(house.owner.upload(&package).await.is(200)["digest"], described["digest"]);
    let path = format!("/api/v1/packages/{}", described["digest"].as_str().unwrap());
    assert_eq!(house.owner.get(&path).await.is(200), described);
    house.owner.get(&format!("{path}/picture")).await.is(404);
    assert!(house.actions().await.contains(&"package.added".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_compiled_of_a_package_goes_with_it() {
    let house = House::new().await;
    let theme = guests::plain_theme();
    let come_to = async |count: usize| {
        let end = Instant::now() + Duration::from_secs(60);
        while artifacts(&house, &theme) != count {
            assert!(Instant::now() < end, "there are {}, not {count}", artifacts(&house, &theme));
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    for _ in 0..2 {
        let uploaded = house.owner.upload(&theme).await.is(201);
        come_to(1).await;
        house.owner.delete(&format!("/api/v1/packages/{}", uploaded["digest"].as_str().unwrap())).await.is(204);
        come_to(0).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_left_of_a_theme_that_is_refused() {
    let house = House::new().await;
    let theme = guests::pale_theme();
    for _ in 0..2 {
        assert_eq!(house.owner.upload(&theme).await.is(422)["kind"], "invalid.tokens");
        assert_eq!(artifacts(&house, &theme), 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_never_changes() {
    let house = House::new().await;
    house.owner.upload(&guests::counter()).await.is(201);
    let other = fanlight_registry::build(
        include_bytes!("../../../assets/guests/counter.wasm"),
        &guests::manifest("counter", |json| json["title"] = json!("Another one")),
        None,
    );
    let refused = house.owner.upload(&other.unwrap()).await.is(409);
    assert_eq!(refused["type"], "urn:fanlight:problem:version-exists");
    house.owner.upload(&guests::counter_of("1.0.1")).await.is(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_package_is_refused_with_a_reason() {
    let house = House::new().await;
    let package = guests::counter();
    let cut = package.get(..package.len() / 2).unwrap();
    let core = [b"\0asm".as_slice(), &[1, 0, 0, 0]].concat();
    let bare = guests::without_manifest();
    for (what, bytes) in [("nothing", &b""[..]), ("garbage", b"hello"), ("core", &core), ("cut", cut), ("bare", &bare)] {
        let problem = house.owner.upload(bytes).await.is(422);
        assert_eq!(problem["kind"], "invalid.package", "{what}: {problem}");
        for field in ["type", "title", "detail", "hint"] {
            assert!(problem[field].as_str().is_some_and(|text| !text.is_empty()), "{what}: {problem}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_large_is_not_even_read() {
    let house = House::new().await;
    house.owner.upload(&vec![0; (16 << 20) + 1]).await.is(413);
    let body = json!({ "package": "0".repeat(70_000) });
    house.owner.put("/api/v1/themes/current", &body).await.is(413);
}

#[tokio::test(flavor = "multi_thread")]
async fn images_of_a_package_are_there_for_who_is_signed_in() {
    let house = House::new().await;
    let manifest = guests::manifest("counter", |json| json["images"] = json!({ "window": "images/window.png" }));
    let window = include_bytes!("../../../../sample-widgets/specimen/images/window.png").to_vec();
    let images = std::collections::BTreeMap::from([("window".to_owned(), window)]);
    let core = include_bytes!("../../../assets/guests/counter.wasm");
    let package = fanlight_registry::build_with_images(core, &manifest, None, &images).unwrap();
    let described = house.owner.upload(&package).await.is(201);
    let path = format!("/api/v1/packages/{}/images", described["digest"].as_str().unwrap());
    let image = house.owner.get(&format!("{path}/window")).await;
    assert_eq!(image.status, 200);
    assert_eq!(image.header("content-type"), "image/png");
    assert!(image.header("cache-control").contains("immutable"));
    house.owner.get(&format!("{path}/door")).await.is(404);
    house.stranger().get(&format!("{path}/window")).await.is(401);
}
