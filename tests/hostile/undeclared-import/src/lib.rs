//! Uses storage; fanlight.toml is silent about it.

use fanlight_sdk::prelude::*;

#[derive(Default, Serialize, Deserialize)]
struct Guest;

impl Widget for Guest {
    fn update(&mut self, _: Event, ctx: &Context) -> Result<()> {
        let _ = ctx;
        storage::put("key", "value")
    }

    fn view(&self, _: &Context) -> View {
        column("I look harmless.")
    }
}

fanlight_sdk::export!(Guest);
