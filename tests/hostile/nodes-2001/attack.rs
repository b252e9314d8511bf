//! Two thousand texts in a column are 2,001 nodes.

use fanlight_sdk::prelude::*;

#[derive(Default, Serialize, Deserialize)]
pub struct Attack;

impl Widget for Attack {
    fn update(&mut self, _: Event, _: &Context) -> Result<()> {
        Ok(())
    }

    fn view(&self, _: &Context) -> View {
        column(vec!["one too many"; 2_000])
    }
}
