//! One widget in processes of its own: this program starts itself as a worker and as a compiler.
//!
//! ```sh
//! cargo run -p fanlight-runtime --example workers -- host/assets/guests/counter.wasm
//! ```

#![allow(clippy::print_stdout, reason = "this is what the example is for")]

use anyhow::{Context as _, Result};
use fanlight_bridge::{Context, Event, Reach, Widget};
use fanlight_runtime::{ArtifactKey, CompileLimits, Compiler, Gate, Launch, Settings};

/// Before anything else: a worker gives up all its rights, and nothing may have been opened or started by then.
fn main() -> Result<()> {
    match std::env::args().nth(1).as_deref() {
        Some("as-worker") => Ok(fanlight_bridge::work(&[])?),
        Some("as-compiler") => Ok(fanlight_runtime::compile()?),
        Some(file) => tokio::runtime::Runtime::new()?.block_on(show(file)),
        None => anyhow::bail!("usage: workers PACKAGE.wasm"),
    }
}

async fn show(file: &str) -> Result<()> {
    let bytes = std::fs::read(file).context("the package cannot be read")?;
    // A program that goes on keeps both: what is compiled once is loaded in less than a millisecond from then on.
    let folder = tempfile::tempdir()?;
    let mut settings = Settings::default();
    settings.artifacts = Some((folder.path().join("artifacts"), ArtifactKey::open(&folder.path().join("key"))?));
    settings.compiler = Some(Compiler::new(Launch::this(["as-compiler"]), CompileLimits::default()));
    let workers = fanlight_bridge::workers(settings, &[], Launch::this(["as-worker"])).await?;
    println!("walls that this kernel does not give: {:?}", workers.walls().missing());

    // From here on it is the same as in one process.
    let (limits, context) = (workers.limits(), Context::default());
    let widget = Widget::load(workers, &bytes).await?;
    let state = widget.update(Gate::new(), limits, &context, None, &Event::Installed).await.result?.state;
    let view = widget.render(limits, &context, &state, &Reach::default()).await;
    println!("{}\n{:?}", serde_json::to_string_pretty(&view.result?)?, view.usage);
    Ok(())
}
