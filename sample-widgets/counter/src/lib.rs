//! Counts up and down: a whole widget in thirty lines.

use fanlight_sdk::prelude::*;

/// The state: one number.
#[derive(Default, Serialize, Deserialize)]
pub struct Counter {
    count: i64,
}

impl Widget for Counter {
    fn update(&mut self, event: Event, _: &Context) -> Result<()> {
        if event.pressed("more") {
            self.count += 1;
        } else if event.pressed("less") {
            self.count -= 1;
        }
        Ok(())
    }

    fn view(&self, ctx: &Context) -> View {
        let (count, less, more) = match ctx.language() {
            "de" => ("Stand", "Eins weniger", "Eins mehr"),
            _ => ("Count", "One less", "One more"),
        };
        column((stat(count, self.count), row((button("less", less), button("more", more).primary()))))
    }
}

fanlight_sdk::export!(Counter);
