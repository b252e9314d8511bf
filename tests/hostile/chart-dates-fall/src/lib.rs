//! A chart that goes back in time.

use fanlight_sdk::prelude::*;

#[derive(Default, Serialize, Deserialize)]
struct Guest;

impl Widget for Guest {
    fn update(&mut self, _: Event, ctx: &Context) -> Result<()> {
        let _ = ctx;
        Ok(())
    }

    fn view(&self, _: &Context) -> View {
        column(chart::line("Back").dates([3, 2, 1]).series("s", [1.0, 2.0, 3.0]))
    }
}

fanlight_sdk::export!(Guest);
