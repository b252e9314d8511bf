//! What is asked of a table and what is answered, as in `wit/documents.wit`. A guest writes the question: [`Selection::check`] comes
//! before anything else looks at it.

#[cfg(feature = "host")]
use serde::{Deserialize, Serialize};
#[cfg(feature = "host")]
use wasmtime::component::{ComponentType, Lift, Lower};

use super::Problem;

/// Bytes of a column's name, and columns that are named.
const MAX_NAME: usize = 200;
const MAX_COLUMNS: usize = 256;
/// Filters, and bytes of the text of one.
const MAX_FILTERS: usize = 16;
const MAX_TEXT: usize = 1_000;
/// Measures of a group.
const MAX_MEASURES: usize = 8;
/// Rows of a page, and rows up to its end.
const MAX_LIMIT: u32 = 500;
const MAX_REACH: u32 = 10_000;

/// What a cell has to be.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "host", derive(Serialize, Deserialize, ComponentType, Lift, Lower), component(variant))]
pub enum Test {
    /// This text, or a number of the same value.
    #[cfg_attr(feature = "host", component(name = "equals"))]
    Equals(String),
    /// Anything but this text.
    #[cfg_attr(feature = "host", component(name = "differs"))]
    Differs(String),
    /// A text with this in it, whatever the case.
    #[cfg_attr(feature = "host", component(name = "contains"))]
    Contains(String),
    /// A number, this or more.
    #[cfg_attr(feature = "host", component(name = "at-least"))]
    AtLeast(f64),
    /// A number, this or less.
    #[cfg_attr(feature = "host", component(name = "at-most"))]
    AtMost(f64),
    /// A date, this or later, of which a part may be given: `2026-05`.
    #[cfg_attr(feature = "host", component(name = "since"))]
    Since(String),
    /// A date, this or earlier; `2026-05` includes all of May.
    #[cfg_attr(feature = "host", component(name = "until"))]
    Until(String),
    /// Nothing, or spaces.
    #[cfg_attr(feature = "host", component(name = "empty"))]
    Empty,
    /// Anything else.
    #[cfg_attr(feature = "host", component(name = "filled"))]
    Filled,
}

/// A test of one column.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "host", derive(Serialize, Deserialize, ComponentType, Lift, Lower), component(record))]
pub struct Filter {
    /// Whose cells.
    pub column: String,
    /// What they have to be.
    pub test: Test,
}

/// The order of the rows.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "host", derive(Serialize, Deserialize, ComponentType, Lift, Lower), component(record))]
pub struct Sort {
    /// By whose cells.
    pub column: String,
    /// The largest first.
    pub descending: bool,
}

/// How many cells become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "host", derive(Serialize, Deserialize, ComponentType, Lift, Lower), component(enum))]
#[repr(u8)]
pub enum Fold {
    /// How many are filled; how many rows there are when no column is named.
    #[cfg_attr(feature = "host", component(name = "count"))]
    Count,
    /// The sum of the numbers.
    #[cfg_attr(feature = "host", component(name = "sum"))]
    Sum,
    /// Their mean.
    #[cfg_attr(feature = "host", component(name = "mean"))]
    Mean,
    /// The smallest number, or the first text or date.
    #[cfg_attr(feature = "host", component(name = "min"))]
    Min,
    /// The largest number, or the last text or date.
    #[cfg_attr(feature = "host", component(name = "max"))]
    Max,
}

/// What is computed for each group.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "host", derive(Serialize, Deserialize, ComponentType, Lift, Lower), component(record))]
pub struct Measure {
    /// Of whose cells.
    pub column: String,
    /// What.
    pub fold: Fold,
}

/// How much of a cell makes a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "host", derive(Serialize, Deserialize, ComponentType, Lift, Lower), component(enum))]
#[repr(u8)]
pub enum Grain {
    /// All of it.
    #[cfg_attr(feature = "host", component(name = "whole"))]
    Whole,
    /// The day of a date.
    #[cfg_attr(feature = "host", component(name = "day"))]
    Day,
    /// The month of a date.
    #[cfg_attr(feature = "host", component(name = "month"))]
    Month,
    /// The year of a date.
    #[cfg_attr(feature = "host", component(name = "year"))]
    Year,
}

/// One row for all rows that have something in common.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "host", derive(Serialize, Deserialize, ComponentType, Lift, Lower), component(record))]
pub struct Group {
    /// The column that they have in common; without it all rows are one group.
    #[cfg_attr(feature = "host", component(name = "by"))]
    pub by: Option<String>,
    /// How much of its cells.
    pub grain: Grain,
    /// What is computed for each.
    pub measures: Vec<Measure>,
}

/// What is asked of a table.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "host", derive(Serialize, Deserialize, ComponentType, Lift, Lower), component(record))]
pub struct Selection {
    /// The document.
    pub path: String,
    /// The columns to answer with; none means all of them.
    pub columns: Vec<String>,
    /// All of them have to hold.
    pub filters: Vec<Filter>,
    /// The order; without it, that of the file, and of groups that of their names.
    pub sort: Option<Sort>,
    /// Sums of groups instead of rows.
    pub group: Option<Group>,
    /// Rows to pass over.
    pub offset: u32,
    /// Rows to answer with.
    pub limit: u32,
}

/// What a column holds, as its first 200 rows say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "host", derive(Serialize, Deserialize, ComponentType, Lift, Lower), component(enum))]
#[repr(u8)]
pub enum ColumnType {
    /// Anything.
    #[cfg_attr(feature = "host", component(name = "text"))]
    Text,
    /// Numbers, and empty cells.
    #[cfg_attr(feature = "host", component(name = "number"))]
    Number,
    /// ISO dates, and empty cells.
    #[cfg_attr(feature = "host", component(name = "date"))]
    Date,
}

/// A column of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "host", derive(Serialize, Deserialize, ComponentType, Lift, Lower), component(record))]
pub struct Column {
    /// Its name in the first row of the file.
    pub name: String,
    /// What it holds.
    #[cfg_attr(feature = "host", component(name = "type"))]
    pub kind: ColumnType,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "host", derive(Serialize, Deserialize, ComponentType, Lift, Lower), component(record))]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// One page of rows, a cell for each column.
    pub rows: Vec<Vec<String>>,
    /// Rows of all pages: those that pass the filters, or the groups that they make.
    pub total: u64,
    /// Rows of the file that pass the filters.
    pub passed: u64,
    /// Rows that were left out, because they have more or fewer cells than the first.
    pub malformed: u64,
}

impl Selection {
    /// Refuse what is too much.
    pub(super) fn check(&self) -> Result<(), Problem> {
        let most = |what: &str, most: usize, many: usize| match many > most {
            true => Err(Problem::Invalid(format!("a query has at most {most} {what}, this one has {many}"))),
            false => Ok(()),
        };
        most("columns", MAX_COLUMNS, self.columns.len())?;
        most("filters", MAX_FILTERS, self.filters.len())?;
        most("measures", MAX_MEASURES, self.group.as_ref().map_or(0, |group| group.measures.len()))?;
        let by = self.group.iter().flat_map(|group| group.by.iter().chain(group.measures.iter().map(|measure| &measure.column)));
        let filters = self.filters.iter().map(|filter| &filter.column);
        let names = self.columns.iter().chain(filters).chain(self.sort.iter().map(|sort| &sort.column)).chain(by);
        // The name of a measure is a little longer than its column's.
        if let Some(long) = names.map(String::len).find(|&bytes| bytes > MAX_NAME + 16) {
            return Err(Problem::Invalid(format!("the name of a column has at most {MAX_NAME} bytes, this one has {long}")));
        }
        for Filter { test, .. } in &self.filters {
            match test {
                Test::Equals(text) | Test::Differs(text) | Test::Contains(text) | Test::Since(text) | Test::Until(text)
                    if text.len() > MAX_TEXT =>
                {
                    return Err(Problem::Invalid(format!("the text of a filter has at most {MAX_TEXT} bytes")));
                }
                Test::AtLeast(number) | Test::AtMost(number) if number.is_nan() => {
                    return Err(Problem::Invalid("a filter compares with a number, and this is none".into()));
                }
                _ => {}
            }
        }
        if self.limit > MAX_LIMIT || self.offset.saturating_add(self.limit) > MAX_REACH {
            return Err(Problem::Invalid(format!(
                "a page has at most {MAX_LIMIT} rows and ends at row {MAX_REACH} at the latest; narrow the query by a filter"
            )));
        }
        Ok(())
    }

    /// Rows up to the end of the page.
    pub(super) fn reach(&self) -> usize {
        (self.offset.min(MAX_REACH) + self.limit.min(MAX_LIMIT)) as usize
    }
}
