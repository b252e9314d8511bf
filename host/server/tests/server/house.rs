//! A server with a folder of its own, and shortcuts to what is in it.

use std::{
    fs::{self, DirBuilder},
    path::{Path, PathBuf},
    sync::OnceLock,
    time::{Duration, Instant},
};

use fanlight_server::{Options, Server};
use serde_json::{Value, json};

use crate::client::Client;

/// A running server. Its folder goes away with it.
pub struct House {
    pub server: Server,
    pub folder: tempfile::TempDir,
    /// The owner, signed in.
    pub owner: Client,
}

pub fn options(folder: &Path) -> Options {
    Options { listen: "127.0.0.1:0".parse().unwrap(), ..Options::new(folder.join("data")) }
}

pub fn token(link: &str) -> String {
    link.split_once('#').unwrap().1.to_owned()
}

pub async fn sign_in(client: &Client, token: &str) -> Client {
    let answer = client.post("/api/v1/session", &json!({ "token": token })).await;
    answer.is(204);
    let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
    Client { cookie: Some(cookie), ..client.clone() }
}

impl House {
    pub async fn new() -> Self {
        Self::open(tempfile::tempdir().unwrap(), |_| {}).await
    }

    /// A house in a folder that may have been lived in, with options changed.
    pub async fn open(folder: tempfile::TempDir, change: impl FnOnce(&mut Options)) -> Self {
        share_artifacts(&folder.path().join("data"));
        let mut options = options(folder.path());
        change(&mut options);
        let server = Server::start(options).await.unwrap();
        let owner = sign_in(&Client::new(server.address()), &token(&server.sign_in_link())).await;
        Self { server, folder, owner }
    }

    pub fn stranger(&self) -> Client {
        Client::new(self.server.address())
    }

    /// Another session of the owner.
    pub async fn another_session(&self) -> Client {
        sign_in(&self.stranger(), &token(&self.server.another_sign_in_link().await.unwrap())).await
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Stop, and start again on the same folder.
    pub async fn restart(self) -> Self {
        let Self { server, folder, .. } = self;
        server.stop().await;
        Self::open(folder, |_| {}).await
    }

    pub async fn home(&self) -> String {
        self.owner.get("/api/v1/account").await.is(200)["home_board"].as_str().unwrap().to_owned()
    }

    /// Upload a package and put it on the home board. The widget.
    pub async fn install(&self, package: &[u8], grants: Value) -> Value {
        let uploaded = self.owner.upload(package).await;
        assert!(uploaded.status.is_success(), "{}", uploaded.text());
        self.install_known(uploaded.json()["digest"].as_str().unwrap(), grants).await
    }

    /// Put a package of the gallery on the home board.
    pub async fn install_known(&self, digest: &str, grants: Value) -> Value {
        let path = format!("/api/v1/boards/{}/widgets", self.home().await);
        let installed = self.owner.post(&path, &json!({ "package": digest, "grants": grants })).await.is(201);
        // A slow compile is not waited for; looking at it is.
        if installed["view"].is_null() && installed["error"].is_null() { self.frame(&installed).await } else { installed }
    }

    /// The first frame that is so; what was changed is told a moment after the answer.
    pub async fn until(&self, widget: &Value, so: impl Fn(&Value) -> bool) -> Value {
        let end = Instant::now() + Duration::from_secs(20);
        loop {
            let frame = self.frame(widget).await;
            if so(&frame) {
                return frame;
            }
            assert!(Instant::now() < end, "{frame}");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Install it from the gallery once more, exactly as the server answers.
    pub async fn put_back(&self, name: &str) -> Value {
        let path = format!("/api/v1/boards/{}/widgets", self.home().await);
        let digest = self.package(name).await["digest"].clone();
        self.owner.post(&path, &json!({ "package": digest, "grants": {} })).await.is(201)
    }

    pub async fn frame(&self, widget: &Value) -> Value {
        self.owner.get(&at(widget, "/frame")).await.is(200)
    }

    /// The package of that name in the gallery.
    pub async fn package(&self, name: &str) -> Value {
        let all = self.owner.get("/api/v1/packages").await.is(200);
        let found = all["packages"].as_array().unwrap().iter().find(|package| package["name"] == name);
        found.unwrap_or_else(|| panic!("no package {name} in {all}")).clone()
    }

    pub async fn actions(&self) -> Vec<String> {
        let audit = self.owner.get("/api/v1/audit").await.is(200);
        audit["entries"].as_array().unwrap().iter().map(|entry| entry["action"].as_str().unwrap().to_owned()).collect()
    }
}

/// Compiling takes seconds in a debug build, so all houses of a run share what was compiled, and the key that vouches for it.
fn share_artifacts(data: &Path) {
    use std::os::unix::fs::{DirBuilderExt, symlink};
    static SHARED: OnceLock<tempfile::TempDir> = OnceLock::new();
    let shared = SHARED.get_or_init(|| {
        let shared = tempfile::tempdir().unwrap();
        fanlight_runtime::ArtifactKey::open(&shared.path().join("key")).unwrap();
        fs::create_dir(shared.path().join("artifacts")).unwrap();
        shared
    });
    if !data.exists() {
        DirBuilder::new().recursive(true).mode(0o700).create(data.join("keys")).unwrap();
        fs::copy(shared.path().join("key"), data.join("keys/artifacts.key")).unwrap();
        symlink(shared.path().join("artifacts"), data.join("artifacts")).unwrap();
    }
}

/// An address of a widget.
pub fn at(widget: &Value, rest: &str) -> String {
    format!("/api/v1/widgets/{}{rest}", widget["id"].as_str().unwrap())
}

/// An event as the web client sends it, with an id that nothing else has.
pub fn event(widget: &Value, event: Value) -> Value {
    use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
    static COUNT: AtomicU32 = AtomicU32::new(0);
    json!({ "id": format!("event-{}", COUNT.fetch_add(1, Relaxed)), "seen": widget["version"], "event": event, "context": {} })
}

pub fn press(widget: &Value, key: &str) -> Value {
    event(widget, json!({ "type": "input", "key": key, "value": null }))
}
