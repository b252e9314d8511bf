//! The web client: one page for each of its addresses, files that never go stale, compression for those who take it.

use hyper::Method;

use crate::house::House;

#[tokio::test(flavor = "multi_thread")]
async fn every_address_of_the_client_is_its_page() {
    let house = House::new().await;
    let page = house.stranger().get("/").await;
    assert!(page.text().contains("<title>Fanlight</title>"));
    for path in ["/sign-in", "/gallery", "/activity", "/boards/some-board", "/install/some-digest"] {
        let answer = house.stranger().get(path).await;
        assert_eq!((answer.status.as_u16(), &answer.body), (200, &page.body), "{path}");
        assert_eq!(answer.header("cache-control"), "no-cache");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    }
    let lost = house.stranger().send(Method::GET, "/nowhere", &[("accept", "text/html,*/*")], Vec::new()).await;
    assert_eq!((lost.status.as_u16(), &lost.body), (404, &page.body));
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_kept_for_good_and_known_ones_are_not_sent_again() {
    let house = House::new().await;
    let page = house.stranger().get("/").await.text();
    let script = page.split('"').find(|part| part.starts_with("/assets/") && part.ends_with(".js")).unwrap().to_owned();
    let answer = house.stranger().get(&script).await;
    assert_eq!(answer.status.as_u16(), 200);
    assert!(answer.header("content-type").contains("javascript"));
    assert!(answer.header("cache-control").contains("immutable"));
    let tag = answer.header("etag").to_owned();
    let again = house.stranger().send(Method::GET, &script, &[("if-none-match", &tag)], Vec::new()).await;
    assert_eq!((again.status.as_u16(), again.body.len()), (304, 0));
    let packed = house.stranger().send(Method::GET, &script, &[("accept-encoding", "br, gzip")], Vec::new()).await;
    assert_eq!(packed.header("content-encoding"), "br");
    assert!(packed.body.len() < answer.body.len() / 2);
}

/// Pages of other apps name it, so it keeps its name when its contents change.
#[tokio::test(flavor = "multi_thread")]
async fn the_script_for_other_pages_is_asked_for_again() {
    let house = House::new().await;
    let answer = house.stranger().get("/assets/fanlight-widget.js").await;
    assert_eq!((answer.status.as_u16(), answer.header("cache-control")), (200, "no-cache"));
    assert!(answer.header("content-type").contains("javascript") && answer.text().contains("fanlight-widget"));
    assert!(!answer.header("etag").is_empty());
}
