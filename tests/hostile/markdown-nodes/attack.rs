//! Twenty thousand rules in one node.

use fanlight_sdk::prelude::*;

#[derive(Default, Serialize, Deserialize)]
pub struct Attack;

impl Widget for Attack {
    fn update(&mut self, _: Event, _: &Context) -> Result<()> {
        Ok(())
    }

    fn view(&self, _: &Context) -> View {
        column(markdown("***\n".repeat(16_000)))
    }
}
