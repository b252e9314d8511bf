//! `fanlight:documents`: the workspace's notes and tables, as far as a person let the widget see them.

#[path = "folder.rs"]
mod folder;
#[path = "scope.rs"]
mod scope;

use std::sync::Arc;

use fanlight_runtime::{
    Answered, Capability, Failure, Gate, Grant, Interface, Limits, Operation, Price, Refusal, Rights, ScopeError, Session,
    decode, encode,
};
use serde::{Deserialize, Serialize};
use wasmtime::component::{ComponentType, Lift, Lower};

use super::{Backing, Descriptor, Risk};
use crate::language::Said;
pub use folder::Folder;
pub use scope::Within;

/// Documents that one call of `list` names.
const PAGE: usize = 500;

/// The right to read documents.
#[derive(Debug)]
pub struct Documents;

impl Capability for Documents {
    const NAME: &'static str = "documents";
    type Scope = Within;

    fn intersect(one: &Within, other: &Within) -> Option<Within> {
        one.intersect(other)
    }
}

/// What the rest of the host knows of it.
pub const DESCRIPTOR: Descriptor = Descriptor {
    name: Documents::NAME,
    interface: Interface {
        capability: Documents::NAME,
        name: "fanlight:documents/documents@0.1.0",
        operations: &[
            Operation::new::<(String, Option<String>), Page>("list", Price { call: 10_000, byte: 1 }),
            Operation::new::<(String,), Text>("read", Price { call: 10_000, byte: 1 }),
        ],
    },
    wit: include_str!("wit/documents.wit"),
    risk: Risk::ReadsYourData,
    narrowable: true,
    without: Said { en: "read your documents", de: "deine Dokumente lesen" },
    words: |scope, language| Ok(super::scope::<Documents>(scope)?.words(language)),
    intersect: super::intersect::<Documents>,
    open,
};

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
pub struct Entry {
    /// Relative to the workspace, `/` between the parts.
    pub path: String,
    /// Note or table.
    pub kind: DocumentKind,
    /// Bytes.
    pub size: u64,
    /// Milliseconds since 1970-01-01 UTC.
    pub modified: u64,
}

/// A part of a list.
#[derive(Clone, Debug, Serialize, Deserialize, ComponentType, Lift, Lower)]
#[component(record)]
#[allow(missing_docs, reason = "documented in the WIT")]
pub struct Page {
    pub entries: Vec<Entry>,
    pub next: Option<String>,
}

/// A document's text.
#[derive(Clone, Debug, Serialize, Deserialize, ComponentType, Lift, Lower)]
#[component(record)]
#[allow(missing_docs, reason = "documented in the WIT")]
pub struct Text {
    pub text: String,
    pub replaced: u32,
    pub truncated: bool,
}

struct DocumentsSession {
    grant: Grant<Documents>,
    folder: Arc<Folder>,
}

#[async_trait::async_trait]
impl Session for DocumentsSession {
    async fn answer(&mut self, operation: &str, payload: &[u8]) -> Answered {
        Ok(match operation {
            "list" => {
                let (folder, after): (String, Option<String>) = decode(payload)?;
                encode(&self.list(&folder, after.as_deref()).await?)?
            }
            "read" => {
                let (path,): (String,) = decode(payload)?;
                let granted = self.grant.scope();
                encode(&self.folder.read(granted.folder(), granted.relative(&path)?).await?)?
            }
            other => return Err(Failure::internal(format!("no operation `{other}`")).into()),
        })
    }
}

impl DocumentsSession {
    async fn list(&self, folder: &str, after: Option<&str>) -> Result<Page, Refusal> {
        let granted = self.grant.scope();
        let folder = if folder.is_empty() { granted.clone() } else { granted.inner(folder)? };
        let all = self.folder.entries().await?;
        let start = after.map_or(0, |after| all.partition_point(|entry| entry.path.as_str() <= after));
        let mut found = all[start..].iter().filter(|entry| folder.covers(&entry.path)).cloned();
        let entries: Vec<Entry> = found.by_ref().take(PAGE).collect();
        let next = found.next().and(entries.last()).map(|entry| entry.path.clone());
        Ok(Page { entries, next })
    }
}

fn open(rights: &Rights, backing: &Backing, _: &Limits, gate: &mut Gate) -> Result<(), ScopeError> {
    if let Some(grant) = rights.grant::<Documents>()? {
        gate.open(Documents::NAME, DocumentsSession { grant, folder: Arc::clone(&backing.documents) });
    }
    Ok(())
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
