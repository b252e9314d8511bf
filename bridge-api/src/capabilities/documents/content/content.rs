//! What is in notes and tables: reading, searching and asking, over bytes that somebody else opened. The host runs it behind the gate,
//! and a rehearsal runs the same over texts in memory. No files, no grants and no clock are in here.
//!
//! | file | idea |
//! |---|---|
//! | `front_matter` | the properties between the fences at the top of a note |
//! | `note` | a note's title and tags |
//! | `fold` | the same letters, whatever their case |
//! | `search` | words in a note, and the line that shows them |
//! | `selection` | what is asked of a table, and how much may be asked |
//! | `rows` | a table's rows, one at a time |
//! | `cell` | numbers, dates and the order of cells |
//! | `query`, `page`, `group` | the answer: rows of a page, or sums of groups |

mod cell;
mod fold;
mod front_matter;
mod group;
mod note;
mod page;
mod query;
mod rows;
mod search;
mod selection;

use std::fmt;

pub use front_matter::{Property, properties, split};
pub use note::{Facts, facts};
pub use query::query;
pub use search::{Match, Words};
pub use selection::{Column, ColumnType, Filter, Fold, Grain, Group, Measure, Selection, Sort, Table, Test};

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The question is wrong, or the table is none.
    Invalid(String),
    /// What was named does not exist.
    Missing(String),
    /// The answer would be too large.
    Full(String),
    /// It takes too long, or the disk fails: the same may work later.
    Unavailable(String),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::Invalid(words) | Self::Missing(words) | Self::Full(words) | Self::Unavailable(words)) = self;
        f.write_str(words)
    }
}

impl std::error::Error for Problem {}

/// Told of every piece that is read, a few tens of KiB each: counts the work, and ends what nobody waits for any more.
pub trait Watch {
    /// So many bytes were read.
    ///
    /// # Errors
    /// Why to stop.
    fn read(&self, bytes: u64) -> Result<(), Problem>;
}

/// The longest beginning of `text` that has at most `most` bytes and ends between characters.
pub(crate) fn clipped(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
