//! Ten thousand options, far more than a person can choose from.

use fanlight_sdk::prelude::*;

#[derive(Default, Serialize, Deserialize)]
pub struct Attack;

impl Widget for Attack {
    fn update(&mut self, _: Event, _: &Context) -> Result<()> {
        Ok(())
    }

    fn view(&self, _: &Context) -> View {
        column(select("k", "One of many").options((0..10_000).map(|n| (n.to_string(), "x"))))
    }
}
