//! A query: the rows that pass its filters become a page of rows or a page of groups.

use std::io::{Read, Seek};

use csv::ByteRecord;
use memchr::memmem::Finder;

use super::{Filter, Problem, Selection, Table, Test, Watch, cell, fold::fold, group, page, rows::Rows};

/// Answer a query from a table in CSV. It is read from beginning to end, however much of it there is; what is kept is bounded.
///
/// # Errors
/// `invalid` when the query asks for too much or the file is no table, `missing` for a column that it has not, `full` when there are
/// too many groups or the page is too large, and what `watch` said when it stopped the reading.
pub fn query<R: Read + Seek>(source: R, asked: &Selection, watch: &dyn Watch) -> Result<Table, Problem> {
    asked.check()?;
    let rows = Rows::open(source, watch)?;
    let filters = Filters::new(&asked.filters, &rows)?;
    match &asked.group {
        Some(group) => group::answer(rows, filters, asked, group),
        None => page::answer(rows, filters, asked),
    }
}

/// Filters whose columns were found.
pub(super) struct Filters {
    tests: Vec<(usize, Ready)>,
    comma: bool,
    scratch: Vec<u8>,
}

enum Ready {
    Equals { text: Vec<u8>, number: Option<f64>, wanted: bool },
    Contains(Box<Finder<'static>>),
    Numbers { least: f64, most: f64 },
    Since(Vec<u8>),
    Until(Vec<u8>),
    Filled(bool),
}

impl Filters {
    fn new<R: Read + Seek>(filters: &[Filter], rows: &Rows<'_, R>) -> Result<Self, Problem> {
        let ready = |test: &Test| {
            let equals = |text: &str, wanted| {
                let text = text.trim().as_bytes().to_vec();
                Ready::Equals { number: cell::number(&text, rows.comma()), text, wanted }
            };
            match test {
                Test::Equals(text) => equals(text, true),
                Test::Differs(text) => equals(text, false),
                Test::Contains(text) => {
                    let mut needle = Vec::new();
                    fold(text.as_bytes(), &mut needle);
                    Ready::Contains(Box::new(Finder::new(&needle).into_owned()))
                }
                Test::AtLeast(least) => Ready::Numbers { least: *least, most: f64::INFINITY },
                Test::AtMost(most) => Ready::Numbers { least: f64::NEG_INFINITY, most: *most },
                Test::Since(date) => Ready::Since(date.trim().as_bytes().to_vec()),
                Test::Until(date) => Ready::Until(date.trim().as_bytes().to_vec()),
                Test::Empty => Ready::Filled(false),
                Test::Filled => Ready::Filled(true),
            }
        };
        let tests = filters.iter().map(|filter| Ok((rows.column(&filter.column)?, ready(&filter.test))));
        Ok(Self { tests: tests.collect::<Result<_, Problem>>()?, comma: rows.comma(), scratch: Vec::new() })
    }

    /// Whether a row passes all of them.
    pub(super) fn pass(&mut self, row: &ByteRecord) -> bool {
        let (comma, scratch) = (self.comma, &mut self.scratch);
        self.tests.iter().all(|(column, test)| {
            let cell = row.get(*column).unwrap_or_default().trim_ascii();
            match test {
                Ready::Equals { text, number, wanted } => {
                    let equal = cell == text.as_slice() || number.is_some() && cell::number(cell, comma) == *number;
                    equal == *wanted
                }
                Ready::Contains(needle) => {
                    fold(cell, scratch);
                    needle.find(scratch).is_some()
                }
                Ready::Numbers { least, most } => cell::number(cell, comma).is_some_and(|n| *least <= n && n <= *most),
                Ready::Since(date) => cell::is_date(cell) && cell >= date.as_slice(),
                // `2026-05` includes what begins with it.
                Ready::Until(date) => cell::is_date(cell) && cell[..cell.len().min(date.len())] <= **date,
                Ready::Filled(wanted) => cell.is_empty() != *wanted,
            }
        })
    }
}
