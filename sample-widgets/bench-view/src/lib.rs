//! A view of exactly fifty nodes, and one read from storage for each event: what the benchmarks measure.

use fanlight_sdk::prelude::*;

const TASKS: usize = 21;

/// The state: how often something happened, and which tasks are done.
#[derive(Default, Serialize, Deserialize)]
pub struct Bench {
    events: u64,
    done: Vec<String>,
}

impl Widget for Bench {
    fn update(&mut self, event: Event, _: &Context) -> Result<()> {
        self.events += 1;
        if let Some((task, on)) = event.checked_among("task-") {
            self.done.retain(|done| done != task);
            if on {
                self.done.push(task.to_owned());
            }
        }
        let _: Option<u64> = storage::get("events")?;
        Ok(())
    }

    fn view(&self, ctx: &Context) -> View {
        column((
            heading("Fifty nodes"),
            row((stat("Events", self.events), stat("Done", self.done.len()), badge("bench").tone(Tone::Accent))),
            list((0..TASKS).map(|n| self.task(n, ctx)).collect::<Vec<_>>()),
            button("again", "Again").primary(),
        ))
    }
}

impl Bench {
    /// Two nodes: a check and a line below it. With the eight around them, and 21 of them, that is fifty.
    fn task(&self, n: usize, ctx: &Context) -> (Check, Text) {
        let done = self.done.iter().any(|done| done.parse() == Ok(n));
        let added = ctx.now().saturating_sub(n as u64 * 3_600_000);
        (check(format!("task-{n}"), format!("Task number {n}"), done), text(("Added ", relative(added))))
    }
}

fanlight_sdk::export!(Bench);
