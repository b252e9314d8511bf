//! How many commits a second this machine's disk acknowledges: `cargo run --release -p fanlight-store --example commits
//! [-- FOLDER]`. One widget, one writer after the other, then 16 writers on 16 widgets; each commit is a state of 1 KiB, one
//! storage write, an event id and a usage entry, with `synchronous = FULL`.
#![allow(clippy::print_stdout, reason = "it prints what it found, and ends at the first surprise")]

use std::error::Error;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use fanlight_store::{
    Call, Config, JsonMap, NewPackage, NewState, NewWidget, Run, StorageQuota, Store, TenantScope, Viewer, WidgetId,
};
use tokio::task::JoinSet;

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

const WIDGETS: usize = 16;
const EACH: Duration = Duration::from_secs(3);

#[tokio::main]
async fn main() -> Result<()> {
    let beneath = std::env::args_os().nth(1).map_or_else(std::env::temp_dir, PathBuf::from);
    let folder = beneath.join(format!("fanlight-commits-{}", std::process::id()));
    let (store, steward) = Store::open(Config::new(&folder), 0).await?;
    let scope = steward.scope();
    let widgets = install(&store, &scope).await?;

    let started = Instant::now();
    let (alone, mut times) = commit_until(&store, &scope, &widgets[0], 0).await?;
    println!("one writer:  {:.0} commits/s", f64::from(alone) / started.elapsed().as_secs_f64());
    times.sort_unstable();
    println!("  p50 {:?}, p99 {:?}", times[times.len() / 2], times[times.len() * 99 / 100]);

    let started = Instant::now();
    let mut writers = JoinSet::new();
    for (n, widget) in widgets.into_iter().enumerate() {
        let (store, scope) = (store.clone(), scope.clone());
        let from = if n == 0 { alone } else { 0 };
        writers.spawn(async move { commit_until(&store, &scope, &widget, from).await });
    }
    let mut together = 0;
    while let Some(done) = writers.join_next().await {
        together += done??.0;
    }
    println!("{WIDGETS} writers:  {:.0} commits/s", f64::from(together) / started.elapsed().as_secs_f64());

    drop(steward);
    store.close().await;
    std::fs::remove_dir_all(folder)?;
    Ok(())
}

async fn install(store: &Store, scope: &TenantScope) -> Result<Vec<WidgetId>> {
    let staged = store.stage_package(scope, b"a package".to_vec()).await?;
    let new = NewPackage {
        name: "commits".into(),
        publisher: "Fanlight".into(),
        version: "0.1.0".into(),
        kind: "widget".into(),
        manifest: serde_json::Value::Null,
        picture: None,
    };
    let mut write = store.write(scope).await?;
    let package = write.add_package(staged, new, 0).await?.package().digest.clone();
    let board = write.home_board().await?.id;
    let mut widgets = vec![];
    for _ in 0..WIDGETS {
        let (board, package) = (board.clone(), package.clone());
        let new = NewWidget { board, package, granted: JsonMap::new(), settings: JsonMap::new() };
        widgets.push(write.install(new, 0).await?.widget.id);
    }
    write.commit().await?;
    Ok(widgets)
}

/// Commits for a while; how many, and how long each took.
async fn commit_until(store: &Store, scope: &TenantScope, widget: &WidgetId, from: u32) -> Result<(u32, Vec<Duration>)> {
    let run = Run { event: "input".into(), fuel: 1_000, ..Run::default() };
    let (started, mut count, mut times) = (Instant::now(), 0, vec![]);
    while started.elapsed() < EACH {
        let begun = Instant::now();
        let event = format!("event {}", from + count);
        let call = Call {
            widget,
            viewer: &Viewer::Board,
            expected: i64::from(from + count),
            state: NewState { bytes: vec![7; 1024], package_version: "0.1.0".into(), refresh_after: None },
            storage_writes: &[("key".into(), Some(vec![7; 100]))],
            quota: StorageQuota::default(),
            settings: None,
            event_id: Some(&event),
            event_digest: None,
            run: &run,
        };
        store.write_together(scope).await?.commit_call(call, 0).await?;
        count += 1;
        times.push(begun.elapsed());
    }
    Ok((count, times))
}
