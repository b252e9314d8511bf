//! The workspace's notes and tables, as far as the person let the widget see them.
//!
//! Declare it in `fanlight.toml` as `[permissions.documents]` with the folder to read as its scope.

#[cfg(not(target_arch = "wasm32"))]
use crate::rehearsal::gate::documents as gate;
#[cfg(target_arch = "wasm32")]
use fanlight_bridge::guest::documents as gate;
pub use fanlight_bridge::guest::documents::{Entry, Kind, Page, Text};

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

/// The text of a document, its first 256 KiB.
pub fn read(path: &str) -> Result<Text> {
    Ok(gate::read(path)?)
}
