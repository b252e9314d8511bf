//! A column in a column in a column: a view so deep that whoever walks it by recursion falls.

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
        let nodes = (1..=100_000).map(|child| column(if child < 100_000 { vec![child] } else { Vec::new() }));
        Ok(View { nodes: nodes.collect(), root: 0 })
    }

    fn migrate(_: String, state: Vec<u8>) -> Result<Vec<u8>, Error> {
        Ok(state)
    }
}

widget::export_widget!(Guest with_types_in widget);
