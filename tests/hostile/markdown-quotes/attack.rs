//! A line of Markdown that begins 32,000 quotes within each other.

use fanlight_sdk::prelude::*;

#[derive(Default, Serialize, Deserialize)]
pub struct Attack;

impl Widget for Attack {
    fn update(&mut self, _: Event, _: &Context) -> Result<()> {
        Ok(())
    }

    fn view(&self, _: &Context) -> View {
        column(markdown("> ".repeat(32_000)))
    }
}
