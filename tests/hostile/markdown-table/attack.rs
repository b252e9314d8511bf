//! A parser that fills up short rows would make 64 million cells of this.

use fanlight_sdk::prelude::*;

#[derive(Default, Serialize, Deserialize)]
pub struct Attack;

impl Widget for Attack {
    fn update(&mut self, _: Event, _: &Context) -> Result<()> {
        Ok(())
    }

    fn view(&self, _: &Context) -> View {
        let head = format!("{}|\n{}|\n", "|a".repeat(8_000), "|-".repeat(8_000));
        column(markdown(head + &"|\n".repeat(8_000)))
    }
}
