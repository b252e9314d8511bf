//! Two thousand texts in a column are 2,001 nodes.

use fanlight_sdk::prelude::*;

#[derive(Default, Serialize, Deserialize)]
struct Guest;

impl Widget for Guest {
    fn update(&mut self, _: Event, ctx: &Context) -> Result<()> {
        let _ = ctx;
        Ok(())
    }

    fn view(&self, _: &Context) -> View {
        column(vec!["one too many"; 2_000])
    }
}

fanlight_sdk::export!(Guest);
