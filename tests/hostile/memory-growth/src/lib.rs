//! Takes more and more memory.

use fanlight_sdk::prelude::*;

#[derive(Default, Serialize, Deserialize)]
struct Guest;

impl Widget for Guest {
    fn update(&mut self, _: Event, ctx: &Context) -> Result<()> {
        let mut hoard = Vec::new();
        loop {
            hoard.push(vec![ctx.seed() as u8 | 1; 1024 * 1024]);
            std::hint::black_box(&hoard);
        }
    }

    fn view(&self, _: &Context) -> View {
        column("I look harmless.")
    }
}

fanlight_sdk::export!(Guest);
