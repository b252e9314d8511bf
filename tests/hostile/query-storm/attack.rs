//! Asks again and again: what the host does for it uses up its fuel.

use fanlight_sdk::prelude::*;

#[derive(Default, Serialize, Deserialize)]
pub struct Attack;

impl Widget for Attack {
    fn update(&mut self, _: Event, _: &Context) -> Result<()> {
        loop {
            documents::query("home/budget.csv").sort_by("amount").run()?;
        }
    }

    fn view(&self, _: &Context) -> View {
        column("I look harmless.")
    }
}
