//! kill -9 at any moment: whatever was acknowledged is there, and the database is whole.
//!
//! The child is this very test binary, told by its environment to commit in a loop and to print each acknowledgement.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use fanlight_store::{Committed, Config, Store, Viewer, WidgetId};

use crate::fixture::{Commit, Folder, NOW, add_package, install};

const FOLDER: &str = "FANLIGHT_CRASH_FOLDER";
/// How many kills; a few by default, thousands when asked.
const ROUNDS: &str = "FANLIGHT_CRASH_ROUNDS";
const CHILD: &str = "crash::child_that_commits_until_it_is_killed";

#[tokio::test]
async fn what_was_acknowledged_survives_being_killed() {
    let folder = Folder::new();
    let mut acknowledged = 0;
    let rounds = std::env::var(ROUNDS).map_or(8, |n| n.parse().unwrap());
    for round in 0..rounds {
        // A different number each time, so that the kill meets different moments of a commit.
        let reached = run_child_until(&folder, 20 + round * 7 % 100);
        acknowledged = acknowledged.max(reached);

        let (store, steward) = Store::open(Config::new(folder.data()), NOW).await.unwrap();
        let scope = steward.scope();
        let mut read = store.read(&scope).await.unwrap();
        let widget = the_widget(&mut read).await;
        let state = read.state(&widget, &Viewer::Board).await.unwrap().unwrap();
        assert!(state.version >= acknowledged, "{} < {acknowledged}", state.version);
        // State, storage and event of a version are one: none is ahead of the others.
        assert_eq!(state.bytes, state.version.to_be_bytes());
        let stored = read.storage_get(&widget, "version").await.unwrap().unwrap();
        assert_eq!(stored, state.version.to_be_bytes());
        let event = read.event(&widget, &Viewer::Board, &format!("e{}", state.version)).await.unwrap();
        assert_eq!(event, Some(state.version));
        let packages = read.packages().await.unwrap();
        for package in packages {
            assert!(read.package_bytes(&package.digest).await.unwrap().is_some());
        }
        drop(read);
        drop(steward);
        store.close().await;
        let check: (String,) = sqlx::query_as("PRAGMA integrity_check").fetch_one(&mut folder.raw().await).await.unwrap();
        assert_eq!(check.0, "ok");
    }
    assert!(acknowledged > 100, "the child did too little to prove anything: {acknowledged}");
}

/// Kills the child after `count` acknowledgements; the last one seen.
fn run_child_until(folder: &Folder, count: usize) -> i64 {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", CHILD, "--ignored", "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder.data())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let acks = lines.filter_map(|line| line.rsplit_once("ack ").and_then(|(_, n)| n.parse().ok()));
    let mut last = 0;
    for (seen, version) in acks.enumerate() {
        last = version;
        if seen + 1 == count {
            child.kill().unwrap(); // SIGKILL; what it printed before is still read
        }
    }
    child.wait().unwrap();
    last
}

#[tokio::test]
#[ignore = "the child of the test above: without its folder it does nothing"]
async fn child_that_commits_until_it_is_killed() {
    let Some(data) = std::env::var_os(FOLDER) else { return };
    let (store, steward) = Store::open(Config::new(data), NOW).await.unwrap();
    let scope = steward.scope();
    let mut read = store.read(&scope).await.unwrap();
    let empty = read.all_widgets().await.unwrap().is_empty();
    drop(read);
    if empty {
        let package = add_package(&store, &scope, "tasks", "0.1.0").await;
        install(&store, &scope, &package).await;
    }
    let mut read = store.read(&scope).await.unwrap();
    let widget = the_widget(&mut read).await;
    let mut version = read.state(&widget, &Viewer::Board).await.unwrap().map_or(0, |s| s.version);
    drop(read);
    loop {
        let next = version + 1;
        let event = format!("e{next}");
        let mut commit = Commit::new(&widget, version);
        commit.bytes = next.to_be_bytes().to_vec();
        commit.storage = vec![("version".into(), Some(next.to_be_bytes().to_vec()))];
        commit.event = Some(&event);
        assert_eq!(commit.send(&store, &scope).await.unwrap(), Committed::Applied(next));
        println!("ack {next}");
        version = next;
    }
}

async fn the_widget(read: &mut fanlight_store::Read) -> WidgetId {
    read.all_widgets().await.unwrap()[0].id.clone()
}
