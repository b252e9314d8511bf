//! A thousand texts, each within every limit, that are all the same bytes.

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
        let shared = "x".repeat(60 * 1024).leak();
        let mut nodes = vec![Node::Column(Group { children: (1..=1_000).collect(), gap: Gap::None, align: Align::Stretch })];
        nodes.extend((0..1_000).map(|_| {
            // SAFETY: none, two strings must not own one buffer. This is the attack.
            let text = unsafe { String::from_raw_parts(shared.as_mut_ptr(), shared.len(), shared.len()) };
            Node::Heading(Heading { text, level: 1 })
        }));
        Ok(View { nodes, root: 0 })
    }

    fn migrate(_: String, state: Vec<u8>) -> Result<Vec<u8>, Error> {
        Ok(state)
    }
}

widget::export_widget!(Guest with_types_in widget);
