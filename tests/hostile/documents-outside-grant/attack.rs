//! Reads notes that the manifest would allow and the grant does not: plainly, by a way around, and from the root of the disk.

use fanlight_sdk::prelude::*;

#[derive(Default, Serialize, Deserialize)]
pub struct Attack;

impl Widget for Attack {
    fn update(&mut self, _: Event, ctx: &Context) -> Result<()> {
        let _ = ctx;
        documents::read("projects/kittiwake.md")?;
        let ways = ["people/lotte.md", "projects/../people/lotte.md", "/people/lotte.md"];
        let mut denied = Error::failed("nothing was tried");
        for way in ways {
            denied = match documents::read(way) {
                Err(error) if error.is_denied() => error,
                other => return Err(Error::failed(format!("`{way}` gave {other:?}, not a denial"))),
            };
        }
        Err(denied)
    }

    fn view(&self, _: &Context) -> View {
        column("I look harmless.")
    }
}
