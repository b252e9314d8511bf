//! Security headers are on every answer: pages, assets, JSON, errors, streams.

use hyper::Method;

use crate::{client::Answer, house::House};

/// As a whole: a directive that is missing falls back to what another says, or to everything.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; \
     base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html";

const FEATURES: &str = "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), clipboard-read=(), clipboard-write=(), \
     compute-pressure=(), display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), geolocation=(), gyroscope=(), hid=(), \
     identity-credentials-get=(), idle-detection=(), keyboard-map=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), \
     payment=(), picture-in-picture=(), publickey-credentials-create=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), \
     speaker-selection=(), storage-access=(), usb=(), window-management=(), xr-spatial-tracking=()";

#[track_caller]
fn secure(answer: &Answer, what: &str) {
    for (name, value) in [
        ("content-security-policy", POLICY),
        ("permissions-policy", FEATURES),
        ("x-frame-options", "DENY"),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "strict-origin-when-cross-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(answer.header(name), value, "{what}");
    }
    assert!(!answer.header("cache-control").is_empty(), "{what}");
}

#[tokio::test(flavor = "multi_thread")]
async fn on_every_answer() {
    let house = House::new().await;
    for (what, status, answer) in [
        ("page", 200, house.stranger().get("/").await),
        ("json", 200, house.owner.get("/api/v1/account").await),
        ("unauthorised", 401, house.stranger().get("/api/v1/account").await),
        ("not found", 404, house.owner.get("/api/v1/nothing").await),
        ("wrong method", 405, house.owner.delete("/api/v1/account").await),
        ("refused by origin", 403, house.owner.send(Method::DELETE, "/api/v1/session", &[], Vec::new()).await),
        ("health", 200, house.stranger().get("/healthz").await),
        ("missing asset", 404, house.stranger().get("/assets/missing.js").await),
        ("too large", 413, house.owner.upload(&vec![0; (16 << 20) + 1]).await),
        ("preflight", 405, house.owner.send(Method::OPTIONS, "/api/v1/account", &[], Vec::new()).await),
    ] {
        assert_eq!(answer.status.as_u16(), status, "{what}: {}", answer.text());
        secure(&answer, what);
    }
    let path = format!("/api/v1/boards/{}/live", house.home().await);
    let stream = house.owner.begin(Method::GET, &path, &[], Vec::new()).await;
    secure(&Answer { status: stream.status(), headers: stream.headers().clone(), body: Vec::new() }, "stream");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_somebodys_is_not_cached() {
    let house = House::new().await;
    for path in ["/api/v1/account", "/api/v1/packages", "/api/v1/audit"] {
        assert_eq!(house.owner.get(path).await.header("cache-control"), "no-store", "{path}");
    }
}
