//! A page of a table's rows. Only the places of rows in the file are kept, with what decides their order: so a page at the end of a
//! table of millions of rows costs no more memory than one at its beginning.

use std::{
    cmp::Ordering,
    collections::BinaryHeap,
    io::{Read, Seek},
};

use super::{Problem, Selection, Table, cell, cell::Key, query::Filters, rows::Rows};

/// Bytes of one cell in an answer.
const MAX_CELL: usize = 4 << 10;
/// Bytes of all cells in an answer.
const MAX_PAGE: usize = 1 << 20;

/// A row that may be on the page.
struct Place {
    key: Key,
    descending: bool,
    /// Where it is in the file, which also decides between equal ones.
    at: u64,
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key.compare(&other.key, self.descending).then(self.at.cmp(&other.at))
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Place {}

/// The rows from `offset` to `offset + limit`.
pub(super) fn answer<R: Read + Seek>(mut rows: Rows<'_, R>, mut filters: Filters, asked: &Selection) -> Result<Table, Problem> {
    let shown: Vec<usize> = match asked.columns.as_slice() {
        [] => (0..rows.columns.len()).collect(),
        names => names.iter().map(|name| rows.column(name)).collect::<Result<_, _>>()?,
    };
    let sort = match &asked.sort {
        Some(sort) => {
            let column = rows.column(&sort.column)?;
            Some((column, rows.columns[column].kind, sort.descending))
        }
        None => None,
    };
    let (comma, reach) = (rows.comma(), asked.reach());
    // The worst of the best rows is on top.
    let mut best: BinaryHeap<Place> = BinaryHeap::with_capacity(reach.min(1_024));
    let (mut passed, mut scratch) = (0, Vec::new());
    while rows.next()? {
        if !filters.pass(&rows.row) {
            continue;
        }
        passed += 1;
        if best.len() >= reach && (sort.is_none() || reach == 0) {
            continue;
        }
        let (key, descending) = match sort {
            Some((column, kind, descending)) => {
                (Key::of(rows.row.get(column).unwrap_or_default(), kind, comma, &mut scratch), descending)
            }
            None => (Key::Empty, false),
        };
        let place = Place { key, descending, at: rows.at() };
        if best.len() < reach {
            best.push(place);
        } else if let Some(mut worst) = best.peek_mut()
            && place < *worst
        {
            *worst = place;
        }
    }
    let places = best.into_sorted_vec();
    let mut bytes = 0;
    let mut found = Vec::new();
    for place in places.iter().skip(asked.offset as usize) {
        rows.go_to(place.at)?;
        let row: Vec<String> = shown.iter().map(|&n| cell::text(rows.row.get(n).unwrap_or_default(), MAX_CELL)).collect();
        bytes += row.iter().map(|cell| cell.len() + 8).sum::<usize>();
        if bytes > MAX_PAGE {
            return Err(Problem::Full(format!(
                "the page has more than {} KiB: ask for fewer columns or rows at once",
                MAX_PAGE >> 10
            )));
        }
        found.push(row);
    }
    let columns = shown.iter().map(|&n| rows.columns[n].clone()).collect();
    Ok(Table { columns, rows: found, total: passed, passed, malformed: rows.malformed })
}
