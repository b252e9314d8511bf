//! A heading whose text would lie just below 4 GiB, where there is no memory.

use fanlight_bridge::guest::{
    context::Context,
    events::Event,
    failure::Error,
    view::*,
    widget::{self, Outcome},
};

struct Guest;

impl widget::Guest for Guest {
    fn update(_: Context, _: Option<Vec<u8>>, _: Event) -> Result<Outcome, Error> {
        Ok(Outcome { state: Vec::new(), refresh_after: None })
    }

    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        // SAFETY: none. This is the attack.
        Ok(heading(unsafe { String::from_raw_parts(0xffff_0000 as *mut u8, 0x1000, 0x1000) }))
    }

    fn migrate(_: String, state: Vec<u8>) -> Result<Vec<u8>, Error> {
        Ok(state)
    }
}

widget::export_widget!(Guest with_types_in widget);

fn heading(text: String) -> View {
    View { nodes: vec![Node::Heading(Heading { text, level: 1 })], root: 0 }
}
