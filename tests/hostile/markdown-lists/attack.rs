//! Lists within each other, then empty lines: a parser that looks at every open list on every line would never be done.

use fanlight_sdk::prelude::*;

#[derive(Default, Serialize, Deserialize)]
pub struct Attack;

impl Widget for Attack {
    fn update(&mut self, _: Event, _: &Context) -> Result<()> {
        Ok(())
    }

    fn view(&self, _: &Context) -> View {
        let lists: String = (0..150).map(|n| format!("{}- a\n", "  ".repeat(n))).collect();
        let rest = (64 << 10) - lists.len();
        column(markdown(lists + &"\n".repeat(rest)))
    }
}
