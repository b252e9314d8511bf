//! Logs a million lines.

use fanlight_sdk::prelude::*;

#[derive(Default, Serialize, Deserialize)]
pub struct Attack;

impl Widget for Attack {
    fn update(&mut self, _: Event, ctx: &Context) -> Result<()> {
        for n in 0..1_000_000 {
            log::info(format!("line {n} of {}", ctx.seed()));
        }
        Ok(())
    }

    fn view(&self, _: &Context) -> View {
        column("I look harmless.")
    }
}
