//! One widget in a plain Rust program: load it, tell it that somebody pressed a button, print what it shows.
//!
//! ```sh
//! cargo run -p fanlight-runtime --example embed -- host/assets/guests/counter.wasm
//! ```

#![allow(clippy::print_stdout, reason = "this is what the example is for")]

use std::{
    collections::BTreeMap,
    sync::{Arc, RwLock},
};

use anyhow::{Context as _, Result};
use fanlight_bridge::{
    Context, Event, Reach, Widget,
    capabilities::{self, Backing, documents::Folder},
};
use fanlight_registry::{Capabilities, Package};
use fanlight_runtime::{Rights, Settings};

#[tokio::main]
async fn main() -> Result<()> {
    let file = std::env::args().nth(1).context("usage: embed PACKAGE.wasm")?;
    let bytes = std::fs::read(file)?;
    let package = Package::open(&bytes, &Capabilities::fanlight()?)?;
    let runtime = fanlight_bridge::runtime(Settings::default())?;
    let widget = Widget::load(&runtime, &bytes).await?;

    // What stands behind the capabilities is yours: here a map in memory and the folder we are in.
    let backing = Backing {
        storage: Arc::new(RwLock::new(BTreeMap::new())),
        documents: Arc::new(Folder::open(".".as_ref())?),
        settings: package.manifest.default_settings(),
        manifest: Arc::new(package.manifest.clone()),
    };
    // Nothing is granted: whatever the widget asks for, the gate says no.
    let rights = Rights::new(capabilities::declared(&package.manifest), BTreeMap::new());
    let (limits, context) = (runtime.limits(), Context { settings: backing.settings.clone(), ..Context::default() });

    let mut state = None;
    for event in [Event::Installed, Event::Input { key: "more".into(), value: Default::default() }] {
        let gate = capabilities::open(&rights, &backing, &limits)?;
        state = Some(widget.update(gate, limits, &context, state.as_deref(), &event).await.result?.state);
    }
    let view = widget.render(limits, &context, &state.unwrap_or_default(), &Reach::default()).await;
    println!("{}\n{:?}", serde_json::to_string_pretty(&view.result?)?, view.usage);
    Ok(())
}
