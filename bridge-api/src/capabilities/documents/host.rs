//! `fanlight:documents`: the workspace's notes and tables, as far as a person let the widget see them.

#[path = "folder.rs"]
mod folder;
#[path = "scope.rs"]
mod scope;
#[path = "wire.rs"]
mod wire;

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::{Duration, Instant},
};

use fanlight_runtime::{
    Answered, Capability, Failure, Gate, Grant, Interface, Limits, Operation, Price, Rights, ScopeError, Session, decode, encode,
};

use super::{Backing, Descriptor, Imports, Risk};
use crate::{
    documents::{Selection, Table},
    language::Said,
};
use folder::Caller;
pub use folder::{File, Folder, Listing};
pub use scope::Within;
pub use wire::{DocumentKind, Entry, Found, Hit, Page, Text};

/// Bytes that are searched, or read to answer a query, for one unit of fuel: 5,000 notes of 4 KiB cost a twentieth of a call.
const BYTES_PER_FUEL: u64 = 8;
/// The part of the time left that is kept for the guest, so that a refusal for want of time reaches it.
const KEPT: u32 = 10;
/// How long all lists of one call wait for titles and tags that nobody has read yet.
const TITLES: Duration = Duration::from_millis(200);

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
    imports: Some(Imports {
        interface: Interface {
            capability: Documents::NAME,
            name: "fanlight:documents/documents@0.1.0",
            operations: &[
                Operation::new::<(String, Option<String>), Page>("list", Price { call: 10_000, byte: 1 }),
                Operation::new::<(String,), Text>("read", Price { call: 10_000, byte: 1 }),
                Operation::new::<(String, String, u32), Found>("search", Price { call: 50_000, byte: 1 }),
                Operation::new::<(Selection,), Table>("query", Price { call: 50_000, byte: 1 }),
            ],
        },
        wit: include_str!("wit/documents.wit"),
    }),
    risk: Risk::ReadsYourData,
    narrowable: true,
    without: Said { en: "read your documents", de: "deine Dokumente lesen" },
    words: |scope, language| Ok(super::scope::<Documents>(scope)?.words(language)),
    intersect: super::intersect::<Documents>,
    open,
};

struct DocumentsSession {
    grant: Grant<Documents>,
    folder: Arc<Folder>,
    /// When an answer is of use at the latest.
    until: Instant,
    /// Until when lists wait for titles; from the first list on.
    patient_until: Option<Instant>,
    /// Bytes that were worked through since the gate asked last.
    worked: Arc<AtomicU64>,
}

impl DocumentsSession {
    fn new(grant: Grant<Documents>, folder: Arc<Folder>) -> Self {
        Self { grant, folder, until: Instant::now(), patient_until: None, worked: Arc::default() }
    }
}

#[async_trait::async_trait]
impl Session for DocumentsSession {
    async fn answer(&mut self, operation: &str, payload: &[u8]) -> Answered {
        let patient_until = match operation {
            "list" => *self.patient_until.get_or_insert_with(|| Instant::now() + TITLES),
            _ => self.until,
        };
        let caller = Caller { granted: self.grant.scope(), until: self.until, patient_until, worked: &self.worked };
        Ok(match operation {
            "list" => {
                let (folder, after): (String, Option<String>) = decode(payload)?;
                encode(&self.folder.list(&caller, &folder, after.as_deref()).await?)?
            }
            "read" => {
                let (path,): (String,) = decode(payload)?;
                encode(&self.folder.read(&caller, &path).await?)?
            }
            "search" => {
                let (query, folder, limit): (String, String, u32) = decode(payload)?;
                encode(&self.folder.search(&caller, &query, &folder, limit).await?)?
            }
            "query" => {
                let (asked,): (Selection,) = decode(payload)?;
                encode(&self.folder.query(&caller, asked).await?)?
            }
            other => return Err(Failure::internal(format!("no operation `{other}`")).into()),
        })
    }

    fn ends(&mut self, deadline: tokio::time::Instant) {
        let (deadline, now) = (deadline.into_std(), Instant::now());
        self.until = deadline.checked_sub(deadline.saturating_duration_since(now) / KEPT).unwrap_or(deadline);
    }

    fn worked(&mut self) -> u64 {
        self.worked.swap(0, Relaxed) / BYTES_PER_FUEL
    }

    fn restart(&mut self) -> bool {
        // A search of the call before may still be counting.
        (self.patient_until, self.worked) = (None, Arc::default());
        true
    }
}

fn open(rights: &Rights, backing: &Backing, _: &Limits, gate: &mut Gate) -> Result<(), ScopeError> {
    if let Some(grant) = rights.grant::<Documents>()? {
        gate.open(Documents::NAME, DocumentsSession::new(grant, Arc::clone(&backing.documents)));
    }
    Ok(())
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
