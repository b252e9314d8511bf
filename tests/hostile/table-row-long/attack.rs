//! A table with a row of a thousand cells below one column.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        let columns = vec![TableColumn { title: "c".into(), align: CellAlign::Start, key: None, sorted: Order::None }];
        only(Node::Table(Table { caption: "Odd".into(), columns, rows: vec![vec![plain("x"); 1_000]] }))
    }
}
