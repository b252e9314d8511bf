//! Asks tables that it may not read.

use fanlight_sdk::prelude::*;

#[derive(Default, Serialize, Deserialize)]
pub struct Attack;

impl Widget for Attack {
    fn update(&mut self, _: Event, _: &Context) -> Result<()> {
        documents::query("garden/harvest.csv").count().run()?;
        let mut denied = Error::failed("nothing was tried");
        for path in ["home/budget.csv", "garden/../home/budget.csv", "/etc/passwd.csv", "garden/.hidden.csv"] {
            denied = match documents::query(path).count().run() {
                Err(error) if error.is_denied() => error,
                other => return Err(Error::failed(format!("`{path}` gave {other:?}, not a denial"))),
            };
        }
        Err(denied)
    }

    fn view(&self, _: &Context) -> View {
        column("I look harmless.")
    }
}
