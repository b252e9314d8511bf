//! A line of Markdown that begins 32,000 quotes within each other.

use fanlight_sdk::prelude::*;

#[derive(Default, Serialize, Deserialize)]
struct Guest;

impl Widget for Guest {
    fn update(&mut self, _: Event, ctx: &Context) -> Result<()> {
        let _ = ctx;
        Ok(())
    }

    fn view(&self, _: &Context) -> View {
        column(markdown("> ".repeat(32_000)))
    }
}

fanlight_sdk::export!(Guest);
