//! Asks the gate a million times.

use fanlight_sdk::prelude::*;

#[derive(Default, Serialize, Deserialize)]
pub struct Attack;

impl Widget for Attack {
    fn update(&mut self, _: Event, ctx: &Context) -> Result<()> {
        for _ in 0..1_000_000 {
            let _: Option<u64> = storage::get("anything")?;
        }
        let _ = ctx;
        Ok(())
    }

    fn view(&self, _: &Context) -> View {
        column("I look harmless.")
    }
}
