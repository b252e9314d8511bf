//! Every node of a view, one tab for each group; what is entered is kept and shown.

mod data;
mod input;
mod layout;
mod state;
mod text;

use fanlight_sdk::prelude::*;

/// The state: what was last entered into each input.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Specimen {
    pressed: u32,
    text: String,
    area: String,
    number: Option<f64>,
    level: f64,
    day: Option<String>,
    check: bool,
    toggle: bool,
    size: Option<String>,
    colour: Option<String>,
    sent: Option<String>,
    descending: bool,
}

impl Widget for Specimen {
    fn update(&mut self, event: Event, _: &Context) -> Result<()> {
        self.note(&event);
        if event.pressed("by-name") {
            self.descending = !self.descending;
        }
        Ok(())
    }

    fn view(&self, ctx: &Context) -> View {
        column(
            tabs("groups", "Groups of nodes")
                .tab("Layout", layout::nodes())
                .tab("Text", text::nodes(ctx))
                .tab("Data", data::nodes(self.descending))
                .tab("Input", self.inputs())
                .tab("State", state::nodes()),
        )
    }
}

fanlight_sdk::export!(Specimen);
