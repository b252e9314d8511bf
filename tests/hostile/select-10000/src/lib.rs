//! Ten thousand options, far more than a person can choose from.

use fanlight_sdk::prelude::*;

#[derive(Default, Serialize, Deserialize)]
struct Guest;

impl Widget for Guest {
    fn update(&mut self, _: Event, ctx: &Context) -> Result<()> {
        let _ = ctx;
        Ok(())
    }

    fn view(&self, _: &Context) -> View {
        column(select("k", "One of many").options((0..10_000).map(|n| (n.to_string(), "x"))))
    }
}

fanlight_sdk::export!(Guest);
