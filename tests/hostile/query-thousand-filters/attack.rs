//! Asks a table with more filters than it may: the gate refuses with a value.

use fanlight_sdk::{Refusal, prelude::*};

#[derive(Default, Serialize, Deserialize)]
pub struct Attack;

impl Widget for Attack {
    fn update(&mut self, _: Event, _: &Context) -> Result<()> {
        let all = documents::query("home/budget.csv");
        let many = (0..1_000).fold(all, |query, n| query.filter("what", documents::contains(format!("{n}"))));
        match many.run() {
            Err(Error::Refused(Refusal::Invalid(words))) => Err(Error::failed(words)),
            // It would go well, which is not what has to happen.
            _ => Ok(()),
        }
    }

    fn view(&self, _: &Context) -> View {
        column("I look harmless.")
    }
}
