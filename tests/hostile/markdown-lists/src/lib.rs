//! Lists within each other, then empty lines: a parser that looks at every open list on every line would never be done.

use fanlight_sdk::prelude::*;

#[derive(Default, Serialize, Deserialize)]
struct Guest;

impl Widget for Guest {
    fn update(&mut self, _: Event, ctx: &Context) -> Result<()> {
        let _ = ctx;
        Ok(())
    }

    fn view(&self, _: &Context) -> View {
        let lists: String = (0..150).map(|n| format!("{}- a\n", "  ".repeat(n))).collect();
        let rest = (64 << 10) - lists.len();
        column(markdown(lists + &"\n".repeat(rest)))
    }
}

fanlight_sdk::export!(Guest);
