//! The workspace's notes and tables, as far as the person let the widget see them.
//!
//! Declare it in `fanlight.toml` as `[permissions.documents]` with the folder to read as its scope.
//!
//! Notes are listed with their titles and tags, read, and searched. Tables of any size are asked: the host reads the file, and the
//! widget gets one page of rows, or a sum for each group.
//!
//! ```
//! use fanlight_sdk::{documents::{self, at_least, since}, prelude::*};
//!
//! /// What was dear lately, and what a month costs.
//! fn look() -> Result<()> {
//!     for hit in documents::search("milk")?.hits {
//!         log::info(format!("{} line {}: {}", hit.path, hit.line, hit.excerpt));
//!     }
//!     let dear = documents::query("home/budget.csv")
//!         .filter("amount", at_least(100.0))
//!         .filter("date", since("2026-05"))
//!         .sort_by("date")
//!         .descending()
//!         .page(0, 50)
//!         .run()?;
//!     for row in dear.rows() {
//!         log::info(format!("{}: {:?}", row.text("what"), row.number("amount")));
//!     }
//!     let months = documents::query("home/budget.csv").group("date").by_month().sum("amount").run()?;
//!     for month in months.rows() {
//!         log::info(format!("{}: {}", month.text("date"), month.text("sum of amount")));
//!     }
//!     Ok(())
//! }
//! ```

mod query;
mod table;

#[cfg(not(target_arch = "wasm32"))]
use crate::rehearsal::gate::documents as gate;
#[cfg(target_arch = "wasm32")]
use fanlight_bridge::guest::documents as gate;
pub use fanlight_bridge::guest::documents::{Column, ColumnType, Entry, Found, Hit, Kind, Page, Test, Text};
pub use query::{Query, at_least, at_most, contains, differs, empty, equals, filled, query, since, until};
pub use table::{Row, Table};

use crate::Result;

/// Up to 500 documents in `folder` and below, in the order of their paths; the empty string is everything granted.
/// For the next page pass the `next` of the page before.
pub fn page(folder: &str, after: Option<&str>) -> Result<Page> {
    Ok(gate::list(folder, after)?)
}

/// All documents in `folder` and below, page by page as they are taken.
pub fn list(folder: &str) -> impl Iterator<Item = Result<Entry>> {
    let folder = folder.to_owned();
    let mut entries = Vec::new().into_iter();
    let mut more = true;
    let mut after: Option<String> = None;
    std::iter::from_fn(move || {
        loop {
            if let Some(entry) = entries.next() {
                return Some(Ok(entry));
            }
            if !std::mem::take(&mut more) {
                return None;
            }
            match page(&folder, after.as_deref()) {
                Ok(page) => {
                    (entries, more, after) = (page.entries.into_iter(), page.next.is_some(), page.next);
                }
                Err(error) => return Some(Err(error)),
            }
        }
    })
}

/// The latest documents that have every one of these words in path or text, in any case: up to 20 of them.
pub fn search(words: &str) -> Result<Found> {
    search_in("", words, 20)
}

/// The same in `folder` and below, with up to `limit` documents, which is 1 to 100.
pub fn search_in(folder: &str, words: &str, limit: u32) -> Result<Found> {
    Ok(gate::search(words, folder, limit)?)
}

/// The text of a document, its first 256 KiB, and the properties in the front matter of a note.
pub fn read(path: &str) -> Result<Text> {
    Ok(gate::read(path)?)
}
