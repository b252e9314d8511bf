//! Reads a note that the manifest would allow and the grant does not.

use fanlight_sdk::prelude::*;

#[derive(Default, Serialize, Deserialize)]
struct Guest;

impl Widget for Guest {
    fn update(&mut self, _: Event, ctx: &Context) -> Result<()> {
        let _ = ctx;
        documents::read("projects/kittiwake.md")?;
        documents::read("people/lotte.md")?;
        Ok(())
    }

    fn view(&self, _: &Context) -> View {
        column("I look harmless.")
    }
}

fanlight_sdk::export!(Guest);
