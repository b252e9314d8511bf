//! A table of 1,001 rows.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        let columns = vec![TableColumn { title: "c".into(), align: CellAlign::Start, key: None, sorted: Order::None }];
        only(Node::Table(Table { caption: "Long".into(), columns, rows: vec![vec![plain("")]; 1_001] }))
    }
}
