//! A table with a row of one cell below two columns.

use crate::raw::*;

pub struct Attack;

impl Raw for Attack {
    fn render(_: Context, _: Vec<u8>) -> Result<View, Error> {
        let columns = vec![TableColumn { title: "c".into(), align: CellAlign::Start, key: None, sorted: Order::None }; 2];
        only(Node::Table(Table { caption: "Odd".into(), columns, rows: vec![vec![plain("alone")]] }))
    }
}
