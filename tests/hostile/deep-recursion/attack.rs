//! Calls itself without end. Ackermann's function needs little fuel to get very deep.

use fanlight_sdk::prelude::*;

#[derive(Default, Serialize, Deserialize)]
pub struct Attack;

impl Widget for Attack {
    fn update(&mut self, _: Event, ctx: &Context) -> Result<()> {
        Err(ackermann(3, ctx.seed() | 1 << 40).to_string().into())
    }

    fn view(&self, _: &Context) -> View {
        column("I look harmless.")
    }
}

fn ackermann(m: u64, n: u64) -> u64 {
    match (m, n) {
        (0, n) => n + 1,
        (m, 0) => ackermann(m - 1, 1),
        (m, n) => ackermann(m - 1, ackermann(m, n - 1)),
    }
}
