//! Never returns. The fuel ends it.

use fanlight_sdk::prelude::*;

#[derive(Default, Serialize, Deserialize)]
pub struct Attack;

impl Widget for Attack {
    fn update(&mut self, _: Event, ctx: &Context) -> Result<()> {
        let mut n = ctx.seed();
        loop {
            n = std::hint::black_box(n.wrapping_add(1));
        }
    }

    fn view(&self, _: &Context) -> View {
        column("I look harmless.")
    }
}
