//! Nothing is changed by a request from anybody else's page, cookie or not.

use hyper::Method;

use crate::house::House;

#[tokio::test(flavor = "multi_thread")]
async fn changes_come_from_our_own_page_or_not_at_all() {
    let house = House::new().await;
    let own = format!("http://{}", house.server.address());
    let behind_tls = format!("https://{}", house.server.address());
    let matrix: [(u16, &[(&str, &str)]); 11] = [
        (403, &[]),
        (403, &[("sec-fetch-site", "cross-site")]),
        (403, &[("sec-fetch-site", "same-site")]),
        (403, &[("sec-fetch-site", "none")]),
        (403, &[("origin", "http://evil.example")]),
        (403, &[("origin", "null")]),
        (403, &[("sec-fetch-site", "cross-site"), ("origin", &own)]),
        (403, &[("sec-fetch-site", "same-origin"), ("origin", "http://evil.example")]),
        (200, &[("sec-fetch-site", "same-origin")]),
        (200, &[("origin", &own)]),
        (200, &[("origin", &behind_tls)]),
    ];
    for (status, headers) in matrix {
        let mut all = vec![("content-type", "application/json")];
        all.extend_from_slice(headers);
        let answer = house.owner.send(Method::PUT, "/api/v1/themes/current", &all, br#"{"package":null}"#.to_vec()).await;
        assert_eq!(answer.status.as_u16(), status, "{headers:?} {}", answer.text());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_of_another_site_cannot_even_speak_json() {
    let house = House::new().await;
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"] {
        let headers = [("sec-fetch-site", "same-origin"), ("content-type", kind)];
        let answer = house.owner.send(Method::PUT, "/api/v1/themes/current", &headers, br#"{"package":null}"#.to_vec()).await;
        answer.is(415);
        house.owner.send(Method::POST, "/api/v1/packages", &headers, b"\0asm".to_vec()).await.is(415);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_other_site_may_read() {
    let house = House::new().await;
    let answer = house.owner.send(Method::GET, "/api/v1/account", &[("origin", "http://evil.example")], Vec::new()).await;
    assert!(answer.headers.get("access-control-allow-origin").is_none());
    let asked = house
        .owner
        .send(
            Method::OPTIONS,
            "/api/v1/packages",
            &[("origin", "http://evil.example"), ("access-control-request-method", "POST")],
            Vec::new(),
        )
        .await;
    assert!(asked.headers.get("access-control-allow-origin").is_none());
    assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
}
