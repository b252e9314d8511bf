//! Titles and tags that were read before, in bounded memory: a note that did not change is not read again for a list.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use super::walk::File;
use crate::documents::Facts;

/// Bytes of everything that is remembered, about.
const MOST: usize = 32 << 20;
/// Bytes that one note costs besides its path, title and tags.
const EACH: usize = 160;

/// What is known of notes.
#[derive(Debug, Default)]
pub(super) struct Known(Mutex<Memory>);

#[derive(Debug, Default)]
struct Memory {
    notes: HashMap<String, Note>,
    bytes: usize,
}

#[derive(Debug)]
struct Note {
    size: u64,
    modified: u64,
    facts: Arc<Facts>,
    bytes: usize,
}

impl Known {
    /// What was read of this version of a note.
    pub(super) fn of(&self, file: &File) -> Option<Arc<Facts>> {
        let memory = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let note = memory.notes.get(&file.path)?;
        ((note.size, note.modified) == (file.size, file.modified)).then(|| Arc::clone(&note.facts))
    }

    /// Remember it, if there is room.
    pub(super) fn learn(&self, file: &File, facts: Facts) -> Arc<Facts> {
        let bytes = EACH
            + file.path.len()
            + facts.title.as_ref().map_or(0, String::len)
            + facts.tags.iter().map(|t| t.len() + 24).sum::<usize>();
        let facts = Arc::new(facts);
        let mut memory = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let before = memory.notes.get(&file.path).map_or(0, |note| note.bytes);
        if memory.bytes - before + bytes <= MOST {
            memory.bytes = memory.bytes - before + bytes;
            let note = Note { size: file.size, modified: file.modified, facts: Arc::clone(&facts), bytes };
            memory.notes.insert(file.path.clone(), note);
        }
        facts
    }

    /// Forget notes that are gone. `files` is in the order of paths.
    pub(super) fn keep(&self, files: &[File]) {
        let mut memory = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Memory { notes, bytes } = &mut *memory;
        notes.retain(|path, note| {
            let there = files.binary_search_by(|file| file.path.as_str().cmp(path)).is_ok();
            if !there {
                *bytes -= note.bytes;
            }
            there
        });
    }
}
