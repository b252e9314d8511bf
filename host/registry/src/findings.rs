//! What is allowed in a package but worth telling its author.

use std::collections::{BTreeMap, BTreeSet};

use fanlight_bridge::{
    manifest::Manifest,
    tokens::{Note, Pack, ScreenFault},
};
use fanlight_runtime::Limits;
use serde::Serialize;

use crate::Capabilities;

/// One thing worth mending. It does not keep a package from being installed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// Stable name, such as `permission.unused`.
    pub code: String,
    /// What was found.
    pub message: String,
    /// What to do about it.
    pub hint: String,
    /// Two colours that cannot be told apart, and the nearest that can; only where `code` is `contrast`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contrast: Option<ScreenFault>,
}

impl Finding {
    fn new(code: &str, message: String, hint: String) -> Self {
        Self { code: code.to_owned(), message, hint, contrast: None }
    }
}

impl From<Note> for Finding {
    fn from(Note { code, message, hint }: Note) -> Self {
        Self::new(code, message, hint)
    }
}

impl From<ScreenFault> for Finding {
    fn from(fault: ScreenFault) -> Self {
        Self { contrast: Some(fault.clone()), ..Self::new("contrast", fault.message(), fault.hint()) }
    }
}

/// Every pair of colours for which a theme's pack was refused, with a colour that would pass. Empty for whatever else is wrong with it.
pub fn contrast(pack: &[u8]) -> Vec<Finding> {
    Pack::faults(pack).into_iter().map(Finding::from).collect()
}

/// Most keys of a translation that are named.
const MAX_NAMED: usize = 10;
/// Longest path that is quoted from a package.
const MAX_PATH: usize = 80;

/// Looks at a package that has passed every check.
pub(crate) fn look(
    bytes: &[u8],
    manifest: &Manifest,
    imports: &BTreeMap<String, BTreeSet<String>>,
    capabilities: &Capabilities,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    // Only what is imported shows whether it is used.
    let imported = |name: &str| capabilities.named(name).is_some_and(|capability| capability.imports.is_some());
    for name in manifest.permissions.keys().filter(|name| imported(name) && !imports.contains_key(*name)) {
        findings.push(Finding::new(
            "permission.unused",
            format!("the manifest asks for `{name}`, and the component never uses it"),
            format!("Remove [permissions.{name}]: people trust a package that asks for less."),
        ));
    }
    for (name, value) in manifest.limits.entries() {
        let host = Limits::default();
        let mut lowered = host;
        if lowered.lower(name, value).is_ok() && lowered == host {
            findings.push(Finding::new(
                "limit.no-effect",
                format!("limits.{name} = {value} is not below this host's own limit"),
                "Remove it, or lower it: a package cannot raise a limit.".to_owned(),
            ));
        }
    }
    for (language, translation) in &manifest.translations {
        let left_out = translation.left_out(manifest);
        if let Some(first) = left_out.first() {
            let named = left_out.iter().take(MAX_NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
            findings.push(Finding::new(
                "translation.incomplete",
                format!("translations.{language} has no {first}: people read the original there"),
                format!("Write what is left out ({}), even where it is the same: {named}.", left_out.len()),
            ));
        }
    }
    if let Some(path) = path_of_a_machine(bytes) {
        findings.push(Finding::new(
            "path.leaked",
            format!("it names a folder of the machine that built it: {path}"),
            "`fanlight build` replaces such paths by neutral ones; what is left comes from libraries compiled before.".to_owned(),
        ));
    }
    findings
}

/// The first home folder that occurs in the bytes: rustc puts the paths of sources into panic messages.
fn path_of_a_machine(bytes: &[u8]) -> Option<String> {
    const HOMES: [&[u8]; 4] = [b"/home/", b"/root/", b"/Users/", b"C:\\Users\\"];
    let mut at = 0;
    while let Some(skip) = bytes.get(at..)?.iter().position(|b| matches!(b, b'/' | b'C')) {
        let rest = bytes.get(at + skip..)?;
        // What follows must look like a path: one more name and a separator.
        if let Some(home) = HOMES.iter().find(|home| rest.starts_with(home)) {
            let path: String = rest.iter().take(MAX_PATH).take_while(|b| b.is_ascii_graphic()).map(|b| char::from(*b)).collect();
            if path.get(home.len()..).is_some_and(|tail| tail.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '.')) {
                return Some(path);
            }
        }
        at += skip + 1;
    }
    None
}
