//! A link whose address is a script.

use fanlight_sdk::prelude::*;

#[derive(Default, Serialize, Deserialize)]
pub struct Attack;

impl Widget for Attack {
    fn update(&mut self, _: Event, _: &Context) -> Result<()> {
        Ok(())
    }

    fn view(&self, _: &Context) -> View {
        column(link("Harmless", "javascript:fetch('/api/v1/boards')"))
    }
}
