//! Draws what is in the storage instead of what is in the state.

use fanlight_bridge::guest::{
    context::Context,
    events::Event,
    failure::Error,
    storage,
    view::*,
    widget::{self, Outcome},
};

struct Guest;

impl widget::Guest for Guest {
    fn update(_: Context, _: Option<Vec<u8>>, _: Event) -> Result<Outcome, Error> {
        Ok(Outcome { state: Vec::new(), refresh_after: None })
    }

    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        match storage::get("anything") {
            Ok(_) => Ok(heading("The gate was open.".into())),
            Err(storage::Refusal::Denied(words)) => Err(Error::Denied(words)),
            Err(_) => Err(Error::Failed("The gate answered something else.".into())),
        }
    }

    fn migrate(_: String, state: Vec<u8>) -> Result<Vec<u8>, Error> {
        Ok(state)
    }
}

widget::export_widget!(Guest with_types_in widget);

fn heading(text: String) -> View {
    View { nodes: vec![Node::Heading(Heading { text, level: 1 })], root: 0 }
}
