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

    fn view(&self, _: &Context) -> View {
        column((stat("Count", self.count), row((button("less", "One less"), button("more", "One more").primary()))))
    }
}

fanlight_sdk::export!(Counter);
