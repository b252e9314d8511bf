//! A question to a table, put together piece by piece.

use fanlight_bridge::guest::documents::{Filter, Fold, Grain, Group, Measure, Selection, Sort, Test};

use super::{gate, table::Table};
use crate::Result;

/// Rows of a page when none was asked for.
const ROWS: u32 = 100;

/// Asks the table at `path`, a CSV file whose first row has the names of its columns. Nothing happens before [`Query::run`].
pub fn query(path: &str) -> Query {
    let selection = Selection {
        path: path.into(),
        columns: Vec::new(),
        filters: Vec::new(),
        sort: None,
        group: None,
        offset: 0,
        limit: ROWS,
    };
    Query { selection }
}

/// A question to a table.
///
/// ```
/// use fanlight_sdk::documents::{equals, query};
///
/// let food = query("home/budget.csv").filter("category", equals("food")).sum("amount").count();
/// # let _ = food;
/// ```
#[derive(Clone, Debug)]
#[must_use = "a query does nothing before it is run"]
pub struct Query {
    selection: Selection,
}

impl Query {
    /// Answers with these columns alone, in this order.
    pub fn columns<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        self.selection.columns = names.into_iter().map(Into::into).collect();
        self
    }

    /// Takes only rows whose cell passes the test; with several filters, all of them. At most 16.
    pub fn filter(mut self, column: impl Into<String>, test: Test) -> Self {
        self.selection.filters.push(Filter { column: column.into(), test });
        self
    }

    /// Sorts by a column: numbers by value, everything else by lower case, empty cells last. Groups are sorted by the column they
    /// have in common, or by a measure such as `sum of amount`.
    pub fn sort_by(mut self, column: impl Into<String>) -> Self {
        self.selection.sort = Some(Sort { column: column.into(), descending: false });
        self
    }

    /// The largest first.
    pub fn descending(mut self) -> Self {
        if let Some(sort) = &mut self.selection.sort {
            sort.descending = true;
        }
        self
    }

    /// One row for all rows that have the same in this column.
    pub fn group(mut self, by: impl Into<String>) -> Self {
        self.grouping().by = Some(by.into());
        self
    }

    /// Groups dates by their day.
    pub fn by_day(mut self) -> Self {
        self.grouping().grain = Grain::Day;
        self
    }

    /// Groups dates by their month: `2026-05`.
    pub fn by_month(mut self) -> Self {
        self.grouping().grain = Grain::Month;
        self
    }

    /// Groups dates by their year.
    pub fn by_year(mut self) -> Self {
        self.grouping().grain = Grain::Year;
        self
    }

    /// Counts the rows of each group, or of the whole table when there are none; the column is called `count`.
    pub fn count(self) -> Self {
        self.measure("", Fold::Count)
    }

    /// Counts the filled cells of a column: `count of amount`.
    pub fn count_of(self, column: impl Into<String>) -> Self {
        self.measure(column, Fold::Count)
    }

    /// Adds up the numbers of a column: `sum of amount`.
    pub fn sum(self, column: impl Into<String>) -> Self {
        self.measure(column, Fold::Sum)
    }

    /// Their mean: `mean of amount`.
    pub fn mean(self, column: impl Into<String>) -> Self {
        self.measure(column, Fold::Mean)
    }

    /// The smallest number, the first date or text: `min of amount`.
    pub fn min(self, column: impl Into<String>) -> Self {
        self.measure(column, Fold::Min)
    }

    /// The largest number, the last date or text: `max of amount`.
    pub fn max(self, column: impl Into<String>) -> Self {
        self.measure(column, Fold::Max)
    }

    /// Passes over `offset` rows and answers with up to `limit`, at most 500; together they are at most 10,000. 100 rows unless told.
    pub fn page(mut self, offset: u32, limit: u32) -> Self {
        (self.selection.offset, self.selection.limit) = (offset, limit);
        self
    }

    /// Asks the host.
    pub fn run(self) -> Result<Table> {
        Ok(gate::query(&self.selection)?.into())
    }

    fn measure(mut self, column: impl Into<String>, fold: Fold) -> Self {
        self.grouping().measures.push(Measure { column: column.into(), fold });
        self
    }

    fn grouping(&mut self) -> &mut Group {
        self.selection.group.get_or_insert_with(|| Group { by: None, grain: Grain::Whole, measures: Vec::new() })
    }
}

/// This text, or a number of the same value.
pub fn equals(text: impl Into<String>) -> Test {
    Test::Equals(text.into())
}

/// Anything but this text.
pub fn differs(text: impl Into<String>) -> Test {
    Test::Differs(text.into())
}

/// A text with this in it, in any case.
pub fn contains(text: impl Into<String>) -> Test {
    Test::Contains(text.into())
}

/// A number, this or more.
pub fn at_least(number: impl Into<f64>) -> Test {
    Test::AtLeast(number.into())
}

/// A number, this or less.
pub fn at_most(number: impl Into<f64>) -> Test {
    Test::AtMost(number.into())
}

/// An ISO date, this or later; a part of one will do: `2026-05`.
pub fn since(date: impl Into<String>) -> Test {
    Test::Since(date.into())
}

/// An ISO date, this or earlier; `2026-05` includes all of May.
pub fn until(date: impl Into<String>) -> Test {
    Test::Until(date.into())
}

/// An empty cell.
pub fn empty() -> Test {
    Test::Empty
}

/// A cell that is not empty.
pub fn filled() -> Test {
    Test::Filled
}
