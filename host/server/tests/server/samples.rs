//! The packages that come with Fanlight, in the gallery of a new workspace and at work.

use serde_json::{Value, json};

use crate::house::{House, at, event};

fn texts(node: &Value) -> String {
    node.to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn they_are_in_the_gallery_of_a_new_workspace() {
    let house = House::new().await;
    for name in ["tasks", "notes-insight", "daylight", "high-contrast", "paper", "meadow"] {
        assert_eq!(house.package(name).await["publisher"], "Fanlight");
    }
    // Once, however often the server starts.
    let house = house.restart().await;
    let all = house.owner.get("/api/v1/packages").await.is(200);
    let tasks = all["packages"].as_array().unwrap().iter().filter(|package| package["name"] == "tasks");
    assert_eq!(tasks.count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn tasks_are_added_and_kept() {
    let house = House::new().await;
    let package = house.package("tasks").await;
    let widget = house.install_known(package["digest"].as_str().unwrap(), json!({ "storage": {} })).await;
    assert_eq!(widget["status"], "live", "{widget}");
    let form = find(&widget["view"], "form").unwrap();
    let field = find(form, "text-field").unwrap();
    let submitted = json!({ "type": "submitted", "key": form["key"], "fields": { field["key"].as_str().unwrap(): "Buy milk" } });
    let after = house.owner.post(&at(&widget, "/events"), &event(&widget, submitted)).await.is(200);
    assert!(texts(&after["view"]).contains("Buy milk"), "{after}");
    let house = house.restart().await;
    assert!(texts(&house.frame(&widget).await["view"]).contains("Buy milk"));
}

#[tokio::test(flavor = "multi_thread")]
async fn notes_are_read_only_where_that_was_granted() {
    let house = House::new().await;
    let package = house.package("notes-insight").await;
    let digest = package["digest"].as_str().unwrap();
    let permission = &package["permissions"][0];
    assert_eq!((permission["risk"].as_str(), permission["narrowable"].as_bool()), (Some("reads-your-data"), Some(true)));
    let widget = house.install_known(digest, json!({ "documents": { "folder": "projects" } })).await;
    assert_eq!(widget["status"], "live", "{widget}");
    assert!(!texts(&widget["view"]).contains("recipes"));
    assert!(widget["grants"]["documents"]["words"].as_str().unwrap().contains("projects"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_theme_is_put_on_and_taken_off() {
    let house = House::new().await;
    assert_eq!(house.owner.get("/api/v1/themes/current").await.is(200), json!({ "package": null, "tokens": {} }));
    let package = house.package("daylight").await;
    house.owner.put("/api/v1/themes/current", &json!({ "package": package["digest"] })).await.is(200);
    let themes = house.owner.get("/api/v1/themes").await.is(200);
    assert_eq!((&themes["current"], themes["themes"].as_array().unwrap().len()), (&package["digest"], 4));
    let day = house.owner.get("/api/v1/themes/current?scheme=light&contrast=standard&hour=12").await.is(200);
    let night = house.owner.get("/api/v1/themes/current?scheme=dark&contrast=more&hour=23").await.is(200);
    assert_eq!(day["package"]["name"], "daylight");
    assert_ne!(day["tokens"]["color"]["canvas"], night["tokens"]["color"]["canvas"]);
    for shadow in day["tokens"]["shadow"].as_object().unwrap().values() {
        assert!(shadow.is_array(), "{shadow}");
    }
    // A widget is no theme, and a theme is no widget.
    let tasks = house.package("tasks").await;
    house.owner.put("/api/v1/themes/current", &json!({ "package": tasks["digest"] })).await.is(422);
    let path = format!("/api/v1/boards/{}/widgets", house.home().await);
    house.owner.post(&path, &json!({ "package": package["digest"] })).await.is(422);
    house.owner.put("/api/v1/themes/current", &json!({ "package": null })).await.is(200);
    assert_eq!(house.owner.get("/api/v1/themes").await.is(200)["current"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_note_is_told_while_somebody_looks() {
    let house = House::new().await;
    let package = house.package("notes-insight").await;
    let widget = house.install_known(package["digest"].as_str().unwrap(), json!({ "documents": { "folder": "projects" } })).await;
    let stream =
        house.owner.begin(hyper::Method::GET, &format!("/api/v1/boards/{}/live", house.home().await), &[], Vec::new()).await;
    let notes = house.data().join("workspace");
    let version = async || house.frame(&widget).await["version"].as_i64().unwrap();
    // Long enough for the watcher to know the folder; outside of the grant nothing is told.
    tokio::time::sleep(std::time::Duration::from_secs(6)).await;
    std::fs::write(notes.join("recipes/new.md"), "# New\n").unwrap();
    tokio::time::sleep(std::time::Duration::from_secs(6)).await;
    assert_eq!(version().await, 1);
    std::fs::write(notes.join("projects/new.md"), "# New\n").unwrap();
    for _ in 0..100 {
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        if version().await == 2 {
            break;
        }
    }
    assert_eq!(version().await, 2);
    drop(stream);
}

/// The first node of that kind.
fn find<'a>(node: &'a Value, kind: &str) -> Option<&'a Value> {
    if node["node"] == kind {
        return Some(node);
    }
    node["children"].as_array()?.iter().find_map(|child| find(child, kind))
}
