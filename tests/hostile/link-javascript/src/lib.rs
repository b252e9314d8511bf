//! A link whose address is a script.

use fanlight_sdk::prelude::*;

#[derive(Default, Serialize, Deserialize)]
struct Guest;

impl Widget for Guest {
    fn update(&mut self, _: Event, ctx: &Context) -> Result<()> {
        let _ = ctx;
        Ok(())
    }

    fn view(&self, _: &Context) -> View {
        column(link("Harmless", "javascript:fetch('/api/v1/boards')"))
    }
}

fanlight_sdk::export!(Guest);
