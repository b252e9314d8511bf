//! Takes more and more memory.

use fanlight_sdk::prelude::*;

#[derive(Default, Serialize, Deserialize)]
pub struct Attack;

impl Widget for Attack {
    fn update(&mut self, _: Event, _: &Context) -> Result<()> {
        let mut hoard = Vec::new();
        loop {
            hoard.push(Vec::<u8>::with_capacity(1024 * 1024));
            std::hint::black_box(&hoard);
        }
    }

    fn view(&self, _: &Context) -> View {
        column("I look harmless.")
    }
}
