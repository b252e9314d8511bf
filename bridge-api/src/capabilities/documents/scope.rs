//! How far a grant of documents reaches: one folder and all below it.

use fanlight_runtime::Refusal;
use serde::{Deserialize, Serialize};

use crate::{language::Language, text::is_deceptive};

/// Longest path in bytes.
const MAX_PATH: usize = 1_024;
/// Longest granted folder in bytes: people read it in a sentence of the host's.
const MAX_FOLDER: usize = 200;

/// A folder of the workspace and everything below it; the empty folder is all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Raw")]
pub struct Within {
    folder: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(default)]
    folder: String,
}

impl TryFrom<Raw> for Within {
    type Error = String;

    fn try_from(raw: Raw) -> Result<Self, String> {
        let folder = raw.folder.trim_matches('/');
        if folder.is_empty() {
            return Ok(Self::default());
        }
        plain(folder).map_err(|refusal| refusal.to_string())?;
        quotable(folder)?;
        Ok(Self { folder: folder.to_owned() })
    }
}

/// Refuse a folder that could rewrite the sentence in which the host quotes it: by ending the quotation, by a line of its own, by
/// turning the direction of what follows, or by being too long to be read.
fn quotable(folder: &str) -> Result<(), String> {
    if folder.len() > MAX_FOLDER {
        return Err(format!("the name of a granted folder has at most {MAX_FOLDER} bytes, this one has {}", folder.len()));
    }
    match folder.chars().find(|&c| is_deceptive(c) || matches!(c, '“' | '”' | '"' | '‘' | '’')) {
        None => Ok(()),
        Some(c) => Err(format!(
            "the name of a granted folder has no quotes and no invisible characters, this one has U+{:04X}",
            c as u32
        )),
    }
}

/// Refuse a path that is not just names with `/` between them. What a `..` or a link would reach is cap-std's to decide when the
/// file is opened; this catches the obvious early, with a better sentence.
fn plain(path: &str) -> Result<(), Refusal> {
    if path.len() > MAX_PATH {
        return Err(Refusal::Invalid(format!("a path has at most {MAX_PATH} bytes")));
    }
    if path.contains(['\0', '\\']) {
        return Err(Refusal::Invalid("a path has no NUL and no backslash".into()));
    }
    // A hidden file or folder, and `.` and `..`, begin with a dot.
    if path.split('/').any(|part| part.is_empty() || part.starts_with('.')) {
        return Err(Refusal::Denied("the path is hidden, or leads outside of what was granted".into()));
    }
    Ok(())
}

impl Within {
    /// The folder, without a slash at either end.
    pub fn folder(&self) -> &str {
        &self.folder
    }

    /// True when the document is in the folder or below it.
    pub fn covers(&self, path: &str) -> bool {
        self.folder.is_empty() || path.strip_prefix(&self.folder).is_some_and(|rest| rest.starts_with('/'))
    }

    /// The deeper of the two, if one contains the other.
    pub fn intersect(&self, other: &Self) -> Option<Self> {
        let contains = |outer: &Self, inner: &Self| outer.folder == inner.folder || outer.covers(&inner.folder);
        if contains(self, other) { Some(other.clone()) } else { contains(other, self).then(|| self.clone()) }
    }

    /// A folder within this one, by its path from the workspace.
    ///
    /// # Errors
    /// A refusal when it is not.
    pub fn inner(&self, folder: &str) -> Result<Self, Refusal> {
        let folder = folder.trim_end_matches('/');
        plain(folder)?;
        let inner = Self { folder: folder.to_owned() };
        if self.intersect(&inner).as_ref() == Some(&inner) {
            return Ok(inner);
        }
        Err(self.outside(folder))
    }

    /// A document's path from the granted folder, given its path from the workspace.
    ///
    /// # Errors
    /// A refusal when it is not within the folder.
    pub fn relative<'a>(&self, path: &'a str) -> Result<&'a str, Refusal> {
        plain(path)?;
        if !self.covers(path) {
            return Err(self.outside(path));
        }
        Ok(path.strip_prefix(&self.folder).unwrap_or(path).trim_start_matches('/'))
    }

    fn outside(&self, path: &str) -> Refusal {
        Refusal::Denied(format!("`{path}` is outside of `{}`, which is what was granted", self.folder))
    }

    /// What it means, for the person who grants it.
    pub fn words(&self, language: Language) -> String {
        let folder = &self.folder;
        match (language, folder.is_empty()) {
            (Language::English, true) => "Read all of your documents.".into(),
            (Language::English, false) => format!("Read your documents in “{folder}” and its subfolders, and no others."),
            (Language::German, true) => "Alle deine Dokumente lesen.".into(),
            (Language::German, false) => {
                format!("Deine Dokumente in „{folder}“ und seinen Unterordnern lesen, und keine anderen.")
            }
        }
    }
}
