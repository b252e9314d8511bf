//! What the operations answer, as in `wit/documents.wit`. What is asked of tables is in `content/selection.rs`.

use serde::{Deserialize, Serialize};
use wasmtime::component::{ComponentType, Lift, Lower};

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ComponentType, Lift, Lower)]
#[component(enum)]
#[repr(u8)]
pub enum DocumentKind {
    /// A note.
    #[component(name = "markdown")]
    Markdown,
    /// A table.
    #[component(name = "csv")]
    Csv,
}

/// One document, as `list` names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ComponentType, Lift, Lower)]
#[component(record)]
#[allow(missing_docs, reason = "documented in the WIT")]
pub struct Entry {
    pub path: String,
    pub kind: DocumentKind,
    pub size: u64,
    pub modified: u64,
    pub title: Option<String>,
    pub tags: Vec<String>,
}

/// A part of a list.
#[derive(Clone, Debug, Serialize, Deserialize, ComponentType, Lift, Lower)]
#[component(record)]
#[allow(missing_docs, reason = "documented in the WIT")]
pub struct Page {
    pub entries: Vec<Entry>,
    pub next: Option<String>,
    pub truncated: bool,
}

/// A document's text.
#[derive(Clone, Debug, Serialize, Deserialize, ComponentType, Lift, Lower)]
#[component(record)]
#[allow(missing_docs, reason = "documented in the WIT")]
pub struct Text {
    pub text: String,
    pub properties: Vec<(String, String)>,
    pub replaced: u32,
    pub truncated: bool,
}

/// A document in which words were found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ComponentType, Lift, Lower)]
#[component(record)]
#[allow(missing_docs, reason = "documented in the WIT")]
pub struct Hit {
    pub path: String,
    pub title: Option<String>,
    pub line: u32,
    pub excerpt: String,
}

/// Where words were found.
#[derive(Clone, Debug, Serialize, Deserialize, ComponentType, Lift, Lower)]
#[component(record)]
#[allow(missing_docs, reason = "documented in the WIT")]
pub struct Found {
    pub hits: Vec<Hit>,
    pub complete: bool,
}
