//! Writes under a key that is one byte too long.

use fanlight_sdk::prelude::*;

#[derive(Default, Serialize, Deserialize)]
pub struct Attack;

impl Widget for Attack {
    fn update(&mut self, _: Event, ctx: &Context) -> Result<()> {
        let _ = ctx;
        storage::put(&"k".repeat(257), "value")
    }

    fn view(&self, _: &Context) -> View {
        column("I look harmless.")
    }
}
