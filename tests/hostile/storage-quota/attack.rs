//! Fills its storage beyond the quota. The refusal is a value, and `?` makes it the failure of the call.

use fanlight_sdk::prelude::*;

#[derive(Default, Serialize, Deserialize)]
pub struct Attack;

impl Widget for Attack {
    fn update(&mut self, _: Event, ctx: &Context) -> Result<()> {
        let value = vec![ctx.seed() as u8; 64 * 1024];
        for n in 0..100 {
            storage::put_bytes(&format!("{n}"), &value)?;
        }
        Ok(())
    }

    fn view(&self, _: &Context) -> View {
        column("I look harmless.")
    }
}
