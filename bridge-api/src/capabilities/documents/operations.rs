//! What can be asked of a folder. Each operation gets the granted folder, opens it first, and reaches everything through that door.

use std::{
    cmp::Reverse,
    collections::BTreeMap,
    sync::{Arc, atomic::AtomicU64},
    time::{Duration, Instant},
};

use fanlight_runtime::Refusal;

use super::{
    File, Folder,
    door::{Door, Patience},
    walk::kind,
};
use crate::{
    capabilities::documents::{DocumentKind, Entry, Found, Hit, Page, Text, Within},
    documents::{self, Facts, Problem, Selection, Table, Watch as _, Words},
};

/// Documents that one call of `list` names.
const PAGE: usize = 500;
/// Bytes of a document that a widget reads at once, and that are searched.
const MAX_READ: u64 = 256 << 10;
/// Bytes of a note in which title and tags are looked for.
const MAX_FACTS: u64 = 64 << 10;
/// Hits of a search.
const MAX_HITS: u32 = 100;

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        match problem {
            Problem::Invalid(words) => Self::Invalid(words),
            Problem::Missing(words) => Self::Missing(words),
            Problem::Full(words) => Self::Full(words),
            Problem::Unavailable(words) => Self::Unavailable(words),
        }
    }
}

/// What an operation is told by its call.
pub(in super::super) struct Caller<'a> {
    /// What was granted.
    pub(in super::super) granted: &'a Within,
    /// When an answer is of use at the latest.
    pub(in super::super) until: Instant,
    /// Until when it waits for titles and tags that nobody has read yet.
    pub(in super::super) patient_until: Instant,
    /// Bytes that were worked through.
    pub(in super::super) worked: &'a Arc<AtomicU64>,
}

impl Caller<'_> {
    /// The part of the grant that is meant.
    fn within(&self, folder: &str) -> Result<Within, Refusal> {
        if folder.is_empty() { Ok(self.granted.clone()) } else { self.granted.inner(folder) }
    }
}

impl Folder {
    /// One page of the documents in `folder`, after the path `after`.
    pub(in super::super) async fn list(
        self: &Arc<Self>,
        caller: &Caller<'_>,
        folder: &str,
        after: Option<&str>,
    ) -> Result<Page, Refusal> {
        let within = caller.within(folder)?;
        let all = self.listing_by(caller.until).await?;
        let start = after.map_or(0, |after| all.files.partition_point(|file| file.path.as_str() <= after));
        let mut found = all.files[start..].iter().filter(|file| within.covers(&file.path));
        let files: Vec<File> = found.by_ref().take(PAGE).cloned().collect();
        let next = found.next().and(files.last()).map(|file| file.path.clone());
        let unread = |file: &&File| file.kind == DocumentKind::Markdown && self.known.of(file).is_none();
        let unread: Vec<File> = files.iter().filter(unread).cloned().collect();
        if !unread.is_empty() && Instant::now() < caller.patient_until {
            let (patience, _leaving) = Patience::new(caller.until.min(caller.patient_until), caller.worked);
            let granted = caller.granted.clone();
            self.blocking(&self.threads, move |folder| folder.learn(&granted, &unread, &patience)).await?;
        }
        let entries = files.into_iter().map(|file| {
            let facts = self.known.of(&file).map(|facts| Facts::clone(&facts)).unwrap_or_default();
            let File { path, kind, size, modified } = file;
            Entry { path, kind, size, modified: modified / 1_000_000, title: facts.title, tags: facts.tags }
        });
        Ok(Page { entries: entries.collect(), next, truncated: all.truncated })
    }

    /// Read titles and tags of notes, so that no list has to wait for it.
    ///
    /// # Errors
    /// `unavailable` when the folder has vanished.
    pub async fn warm(self: &Arc<Self>) -> Result<(), Refusal> {
        let listing = self.listing().await?;
        let unread = |file: &&File| file.kind == DocumentKind::Markdown && self.known.of(file).is_none();
        let unread: Vec<File> = listing.files.iter().filter(unread).cloned().collect();
        // A little at a time: others want the disk, too.
        for some in unread.chunks(PAGE) {
            let some = some.to_vec();
            let (patience, _leaving) = Patience::new(Instant::now() + Duration::from_secs(5), &Arc::default());
            self.blocking(&self.threads, move |folder| folder.learn(&Within::default(), &some, &patience)).await?;
        }
        Ok(())
    }

    /// A note that cannot be read now has no title, and no less a place in the list.
    fn learn(&self, granted: &Within, files: &[File], patience: &Patience) -> Result<(), Refusal> {
        let door = Door::open(&self.dir, granted.folder())?;
        for file in files {
            if patience.is_over() {
                break;
            }
            let read = granted.relative(&file.path).and_then(|path| door.beginning(path, MAX_FACTS));
            if let Ok((bytes, _)) = read {
                self.known.learn(file, documents::facts(&String::from_utf8_lossy(&bytes)));
            }
        }
        Ok(())
    }

    /// The text of a document.
    pub(in super::super) async fn read(self: &Arc<Self>, caller: &Caller<'_>, path: &str) -> Result<Text, Refusal> {
        let (granted, relative) = (caller.granted.folder().to_owned(), caller.granted.relative(path)?.to_owned());
        self.blocking(&self.threads, move |folder| {
            let (bytes, more) = Door::open(&folder.dir, &granted)?.beginning(&relative, MAX_READ)?;
            let mut text = decode(bytes, more);
            if kind(&relative) == Some(DocumentKind::Markdown) {
                let (front, body) = documents::split(&text.text);
                if let Some(front) = front {
                    text.properties = documents::properties(front);
                    text.text = body.to_owned();
                }
            }
            Ok(text)
        })
        .await
    }

    /// Documents with every word of `query`.
    pub(in super::super) async fn search(
        self: &Arc<Self>,
        caller: &Caller<'_>,
        query: &str,
        folder: &str,
        limit: u32,
    ) -> Result<Found, Refusal> {
        let (within, mut words) = (caller.within(folder)?, Words::new(query)?);
        let limit = limit.clamp(1, MAX_HITS) as usize;
        let all = self.listing_by(caller.until).await?;
        let (patience, _leaving) = Patience::new(caller.until, caller.worked);
        let granted = caller.granted.clone();
        self.blocking(&self.scans, move |folder| {
            let mut files: Vec<&File> = all.files.iter().filter(|file| within.covers(&file.path)).collect();
            files.sort_by_key(|file| Reverse(file.modified));
            let door = Door::open(&folder.dir, granted.folder())?;
            // In the order in which they are shown; the last one makes room for a better one.
            let mut best: BTreeMap<(Reverse<u32>, usize), Hit> = BTreeMap::new();
            let mut complete = true;
            for (n, file) in files.into_iter().enumerate() {
                // What is gone since it was listed, or cannot be read, has no words.
                let Ok((bytes, _)) = granted.relative(&file.path).and_then(|path| door.beginning(path, MAX_READ)) else {
                    continue;
                };
                if patience.read(bytes.len() as u64).is_err() {
                    complete = false;
                    break;
                }
                let text = String::from_utf8_lossy(&bytes);
                let Some(rank) = words.rank(&file.path, &text) else { continue };
                let place = (Reverse(rank), n);
                if best.len() == limit && best.last_key_value().is_some_and(|(worst, _)| *worst < place) {
                    continue;
                }
                let documents::Match { title, line, excerpt } = words.show(&text);
                let title = title.filter(|_| file.kind == DocumentKind::Markdown);
                best.insert(place, Hit { path: file.path.clone(), title, line, excerpt });
                if best.len() > limit {
                    best.pop_last();
                }
            }
            Ok(Found { hits: best.into_values().collect(), complete })
        })
        .await
    }

    /// Rows or sums of a table.
    pub(in super::super) async fn query(self: &Arc<Self>, caller: &Caller<'_>, asked: Selection) -> Result<Table, Refusal> {
        let (granted, relative) = (caller.granted.folder().to_owned(), caller.granted.relative(&asked.path)?.to_owned());
        if kind(&relative) != Some(DocumentKind::Csv) {
            return Err(Refusal::Invalid(format!("`{}` is no table: its name does not end in .csv", asked.path)));
        }
        let (patience, _leaving) = Patience::new(caller.until, caller.worked);
        self.blocking(&self.scans, move |folder| {
            let file = Door::open(&folder.dir, &granted)?.file(&relative)?;
            Ok(documents::query(file, &asked, &patience)?)
        })
        .await
    }
}

/// Bytes as text, cut between characters; what is no UTF-8 becomes U+FFFD and is counted.
fn decode(mut bytes: Vec<u8>, truncated: bool) -> Text {
    // A character that was cut in two is not broken text.
    if truncated
        && let Err(e) = std::str::from_utf8(&bytes)
        && e.error_len().is_none()
    {
        bytes.truncate(e.valid_up_to());
    }
    let (text, replaced) = match String::from_utf8(bytes) {
        Ok(text) => (text, 0),
        Err(e) => {
            let replaced = e.as_bytes().utf8_chunks().map(|chunk| chunk.invalid().len()).sum::<usize>();
            (String::from_utf8_lossy(e.as_bytes()).into_owned(), u32::try_from(replaced).unwrap_or(u32::MAX))
        }
    };
    Text { text, properties: Vec::new(), replaced, truncated }
}
