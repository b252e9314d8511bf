//! Calls of a widget that are recorded, kept as a file, and played again later: the same bytes and the same fuel.
//!
//! ```sh
//! cargo run -p fanlight-runtime --example record -- host/assets/guests/counter.wasm
//! ```

#![allow(clippy::print_stdout, reason = "this is what the example is for")]

use anyhow::{Context as _, Result};
use fanlight_bridge::{
    Context, Event, Reach, Widget,
    recording::{Guest, Recorder, settings},
};
use fanlight_runtime::{
    Gate, Settings,
    recording::{Fidelity, Trace},
};

#[tokio::main]
async fn main() -> Result<()> {
    let file = std::env::args().nth(1).context("usage: record PACKAGE.wasm")?;
    let package = std::fs::read(file)?;
    let trace = record(&package).await?;

    // Anywhere else: the package and the recording are all that is needed. Nothing is behind the gate.
    let trace = Trace::read(&trace, None)?;
    let runtime = fanlight_bridge::runtime(settings(&trace)?)?;
    let guest = Guest::load(&runtime, &trace, &package).await?;
    for call in &trace.calls {
        let differences = call.differences(&guest.replay(call, Fidelity::Exact).await?);
        let says = if differences.is_empty() { "equal" } else { "differs" };
        println!("{}: {says}, {} of fuel", call.function, call.fuel);
    }
    Ok(())
}

/// Some calls as an application makes them, with a recorder in between.
async fn record(package: &[u8]) -> Result<Vec<u8>> {
    let runtime = fanlight_bridge::runtime(Settings::default())?;
    let widget = Widget::load(&runtime, package).await?;
    let (limits, context) = (runtime.limits(), Context::default());
    let mut recorder = Recorder::new(&runtime, "counter", "0.1.0", package);
    let mut state = None;
    for event in [Event::Installed, Event::Input { key: "more".into(), value: Default::default() }] {
        let updated = recorder.update(&widget, Gate::new(), limits, &context, state.as_deref(), &event).await;
        state = Some(updated.result?.state);
    }
    recorder.render(&widget, limits, &context, &state.unwrap_or_default(), &Reach::default()).await.result?;
    Ok(recorder.finish()?.write(None)?)
}
