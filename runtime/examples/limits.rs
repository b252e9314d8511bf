//! Limits: those of every call, those of one, and one of your own that lasts over many calls.
//!
//! ```sh
//! cargo run -p fanlight-runtime --example limits -- host/assets/guests/counter.wasm
//! ```

#![allow(clippy::print_stdout, reason = "this is what the example is for")]

use std::time::Duration;

use anyhow::{Context as _, Result};
use fanlight_bridge::{Context, Event, Reach, View, Widget};
use fanlight_runtime::{Failure, Finished, Gate, Kind, Limits, Settings, Usage};

#[tokio::main]
async fn main() -> Result<()> {
    let file = std::env::args().nth(1).context("usage: limits PACKAGE.wasm")?;
    // For every call of this runtime: half of the usual memory. No call can be given more.
    let mut settings = Settings::default();
    settings.limits.memory_bytes /= 2;
    let runtime = fanlight_bridge::runtime(settings)?;
    let widget = Widget::load(&runtime, &std::fs::read(file)?).await?;
    let state = widget.update(Gate::new(), runtime.limits(), &Context::default(), None, &Event::Installed).await;
    let state = state.result?.state;

    // For one call: each limit on its own, so that we see what happens beyond it.
    for (name, value) in [("fuel", 1_000), ("memory_bytes", 1 << 16), ("nodes", 3)] {
        let mut limits = runtime.limits();
        limits.set(name, value)?;
        report(&format!("{name} = {value}"), &widget.render(limits, &Context::default(), &state, &Reach::default()).await);
    }

    // Your own, over many calls: what a person has left is the most that their next call may use.
    let mut allowance = Allowance { fuel: 200_000 };
    for look in 1.. {
        let (result, usage) = match allowance.limits(runtime.limits()) {
            Ok(limits) => {
                let Finished { result, usage, .. } = widget.render(limits, &Context::default(), &state, &Reach::default()).await;
                (result, usage)
            }
            Err(used_up) => (Err(used_up), Usage::default()),
        };
        allowance.charge(usage);
        if let Err(failure) = result {
            println!("look {look}: {failure}; {} units are left", allowance.fuel);
            break;
        }
    }

    // Your own, in time: a call that is dropped is gone at once, with its instance and everything it wrote.
    let looking = async { widget.render(runtime.limits(), &Context::default(), &state, &Reach::default()).await };
    match tokio::time::timeout(Duration::ZERO, looking).await {
        Ok(finished) => report("no time at all", &finished),
        Err(_) => println!("no time at all: given up"),
    }
    Ok(())
}

/// Fuel that one person may use until it is filled up again, for instance each minute.
struct Allowance {
    fuel: u64,
}

impl Allowance {
    /// The limits of the next call.
    fn limits(&self, mut limits: Limits) -> Result<Limits, Failure> {
        if self.fuel == 0 {
            return Err(Failure::new(Kind::Fuel, "nothing is left of this minute").hint("Wait for the next one."));
        }
        limits.lower("fuel", self.fuel).map_err(Failure::internal)?;
        Ok(limits)
    }

    /// A call that failed has used what it used.
    fn charge(&mut self, usage: Usage) {
        self.fuel = self.fuel.saturating_sub(usage.fuel);
    }
}

fn report(what: &str, finished: &Finished<View>) {
    match &finished.result {
        Ok(_) => println!("{what}: drawn"),
        Err(failure) => println!("{what}: {failure}"),
    }
}
