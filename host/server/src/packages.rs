//! Packages between store, registry and browser.
//!
//! | file | idea |
//! |---|---|
//! | `describe` | a package as JSON, with the host's plain words for what it asks |
//! | `grants` | what a person grants, held against what the manifest declares |
//! | `upload` | bytes of a stranger become a package, or a reason why not |
//! | `samples` | the packages that come with Fanlight |

mod describe;
mod grants;
mod samples;
mod upload;

use std::collections::BTreeMap;

use fanlight_bridge::{
    language::Language,
    manifest::{Kind, Manifest},
};

use crate::problem::Problem;

pub(crate) use describe::{Description, Setting, settings};
pub(crate) use grants::{Given, Grants, Install, Wanted, given, within};
pub(crate) use samples::seed;
pub(crate) use upload::{check, judge, keep};

/// The content types that a package may come as.
pub(crate) const MEDIA_TYPES: &[&str] =
    &["application/wasm", "application/octet-stream", "application/json", fanlight_bridge::tokens::MEDIA_TYPE];

/// What a stored package says about itself. It was checked when the package came in.
pub(crate) fn manifest(package: &fanlight_store::Package) -> Result<Manifest, Problem> {
    serde_json::from_value(package.manifest.clone()).map_err(|e| Problem::ours(&e))
}

/// The same of a package that can be put on a board.
pub(crate) fn widget_manifest(package: &fanlight_store::Package) -> Result<Manifest, Problem> {
    let manifest = manifest(package)?;
    if manifest.kind == Kind::Widget {
        return Ok(manifest);
    }
    Err(Problem::unprocessable("This package is a theme; a board holds widgets.").hint("Choose it under themes."))
}

/// The host's words in every language beside English.
fn words_in(words: impl Fn(Language) -> String) -> BTreeMap<Language, String> {
    Language::OTHERS.iter().map(|&language| (language, words(language))).collect()
}
