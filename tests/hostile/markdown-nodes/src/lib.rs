//! Twenty thousand rules in one node.

use fanlight_sdk::prelude::*;

#[derive(Default, Serialize, Deserialize)]
struct Guest;

impl Widget for Guest {
    fn update(&mut self, _: Event, ctx: &Context) -> Result<()> {
        let _ = ctx;
        Ok(())
    }

    fn view(&self, _: &Context) -> View {
        column(markdown("***\n".repeat(16_000)))
    }
}

fanlight_sdk::export!(Guest);
