//! A chart that ends after the last day that a browser can name.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        let series = |values: Vec<Option<f64>>| Series { name: "s".into(), values, tone: Tone::Neutral };
        let (axis, series) = (Axis::Dates(vec![0, u64::MAX]), vec![series(vec![Some(1.0); 2])]);
        only(Node::Chart(Chart { title: "Odd".into(), kind: ChartKind::Line, axis, series, unit: None }))
    }
}
