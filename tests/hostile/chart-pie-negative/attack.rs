//! A pie with a piece below nothing.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        let series = |values: Vec<Option<f64>>| Series { name: "s".into(), values, tone: Tone::Neutral };
        let (axis, series) = (Axis::Names(vec!["a".into()]), vec![series(vec![Some(-1.0)])]);
        only(Node::Chart(Chart { title: "Odd".into(), kind: ChartKind::Pie, axis, series, unit: None }))
    }
}
