//! A data folder that goes away with the test, and the shortest ways to something in it.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use fanlight_store::{
    Added, Call, CommitError, Committed, Config, JsonMap, NewPackage, NewState, NewWidget, Package, Run, Steward, StorageQuota,
    Store, TenantScope, Version, Viewer, Widget, WidgetId,
};
use serde_json::json;
use sqlx::ConnectOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};

/// Any moment will do: the store never looks at a clock.
pub const NOW: i64 = 1_760_000_000_000;

/// A fresh folder, removed when dropped.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("fanlight-store-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// Where a store may be opened: not there yet.
    pub fn data(&self) -> PathBuf {
        self.0.join("data")
    }

    /// The database by another door.
    pub async fn raw(&self) -> SqliteConnection {
        SqliteConnectOptions::new().filename(self.data().join("fanlight.db")).connect().await.unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// An open store in a fresh folder.
pub struct Fixture {
    pub store: Store,
    pub steward: Steward,
    pub scope: TenantScope,
    pub folder: Folder,
}

impl Fixture {
    pub async fn new() -> Self {
        let folder = Folder::new();
        let (store, steward) = Store::open(Config::new(folder.data()), NOW).await.unwrap();
        let scope = steward.scope();
        Self { store, steward, scope, folder }
    }

    pub async fn package(&self, name: &str, version: &str) -> Package {
        add_package(&self.store, &self.scope, name, version).await
    }

    pub async fn install(&self, package: &Package) -> Widget {
        install(&self.store, &self.scope, package).await
    }

    /// A widget of a package of its own.
    pub async fn widget(&self) -> WidgetId {
        let package = self.package("tasks", "0.1.0").await;
        self.install(&package).await.id
    }

    /// Signs the owner in: the cookie's secret.
    pub async fn sign_in(&self) -> String {
        let token = self.steward.issue_sign_in(NOW).await.unwrap();
        self.store.sign_in(token.expose(), "test", NOW).await.unwrap().unwrap().secret.expose().to_owned()
    }
}

pub async fn add_package(store: &Store, scope: &TenantScope, name: &str, version: &str) -> Package {
    let staged = store.stage_package(scope, format!("{name} {version}").into_bytes()).await.unwrap();
    let mut write = store.write(scope).await.unwrap();
    let added = write.add_package(staged, new_package(name, version), NOW).await.unwrap();
    write.commit().await.unwrap();
    match added {
        Added::New(package) | Added::Already(package) => package,
    }
}

pub fn new_package(name: &str, version: &str) -> NewPackage {
    NewPackage {
        name: name.into(),
        publisher: "Tests".into(),
        version: version.into(),
        kind: "widget".into(),
        manifest: json!({ "name": name, "version": version }),
        picture: None,
    }
}

pub async fn install(store: &Store, scope: &TenantScope, package: &Package) -> Widget {
    let mut write = store.write(scope).await.unwrap();
    let board = write.home_board().await.unwrap().id;
    let new = NewWidget {
        board,
        package: package.digest.clone(),
        granted: object(json!({ "storage": {} })),
        settings: object(json!({ "greeting": "hello" })),
    };
    let installed = write.install(new, NOW).await.unwrap();
    write.commit().await.unwrap();
    installed.widget
}

pub fn object(value: serde_json::Value) -> JsonMap {
    value.as_object().unwrap().clone()
}

/// One storage write: a key, and its value or its deletion.
pub type StorageWrite = (String, Option<Vec<u8>>);

/// A commit with what most tests do not care about filled in.
pub struct Commit<'a> {
    pub widget: &'a WidgetId,
    pub expected: Version,
    pub bytes: Vec<u8>,
    pub storage: Vec<StorageWrite>,
    pub event: Option<&'a str>,
    pub settings: Option<JsonMap>,
}

impl<'a> Commit<'a> {
    pub fn new(widget: &'a WidgetId, expected: Version) -> Self {
        Self { widget, expected, bytes: b"state".to_vec(), storage: vec![], event: None, settings: None }
    }

    pub async fn send(self, store: &Store, scope: &TenantScope) -> Result<Committed, CommitError> {
        let run = Run { at: NOW, event: "input".into(), fuel: 10, gate_calls: 1, wall_us: 5, ..Run::default() };
        let call = Call {
            widget: self.widget,
            viewer: &Viewer::Board,
            expected: self.expected,
            state: NewState { bytes: self.bytes, package_version: "0.1.0".into(), refresh_after: None },
            storage_writes: &self.storage,
            quota: StorageQuota::default(),
            settings: self.settings.as_ref(),
            event_id: self.event,
            event_digest: None,
            run: &run,
        };
        store.write_together(scope).await?.commit_call(call, NOW).await
    }
}
