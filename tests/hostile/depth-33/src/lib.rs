//! Thirty-three columns within each other: one level more than a view may have.

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
        let column = |children| Node::Column(Group { children, gap: Gap::None, align: Align::Stretch });
        let nodes = (1..=33).map(|child| column(if child < 33 { vec![child] } else { Vec::new() }));
        Ok(View { nodes: nodes.collect(), root: 0 })
    }

    fn migrate(_: String, state: Vec<u8>) -> Result<Vec<u8>, Error> {
        Ok(state)
    }
}

widget::export_widget!(Guest with_types_in widget);
