//! Names child 7 of an arena that has one node.

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
        Ok(View { nodes: vec![column(vec![7])], root: 0 })
    }

    fn migrate(_: String, state: Vec<u8>) -> Result<Vec<u8>, Error> {
        Ok(state)
    }
}

widget::export_widget!(Guest with_types_in widget);

fn column(children: Vec<u32>) -> Node {
    Node::Column(Group { children, gap: Gap::None, align: Align::Stretch })
}
