//! Asks for rows that the host would have to keep by the thousand million: the gate refuses with a value.

use fanlight_sdk::{Refusal, prelude::*};

#[derive(Default, Serialize, Deserialize)]
pub struct Attack;

impl Widget for Attack {
    fn update(&mut self, _: Event, _: &Context) -> Result<()> {
        match documents::query("home/budget.csv").sort_by("what").page(u32::MAX, u32::MAX).run() {
            Err(Error::Refused(Refusal::Invalid(words))) => Err(Error::failed(words)),
            // It would go well, which is not what has to happen.
            _ => Ok(()),
        }
    }

    fn view(&self, _: &Context) -> View {
        column("I look harmless.")
    }
}
