//! A chart that goes back in time.

use fanlight_sdk::prelude::*;

#[derive(Default, Serialize, Deserialize)]
pub struct Attack;

impl Widget for Attack {
    fn update(&mut self, _: Event, _: &Context) -> Result<()> {
        Ok(())
    }

    fn view(&self, _: &Context) -> View {
        column(chart::line("Back").dates([3, 2, 1]).series("s", [1.0, 2.0, 3.0]))
    }
}
