//! The format of the Design Tokens Community Group, version 2025.10: <https://www.designtokens.org/tr/2025.10/format/>.
//!
//! | file | idea |
//! |---|---|
//! | `json` | bytes of a stranger become JSON: bounded, and each name once |
//! | `tree` | groups become a list of tokens, with their types and with what they extend |
//! | `resolve` | references become values: no cycle, no flood |
//! | `value`, `color` | a value becomes a token of the contract |
//! | `write` | tokens become a document again |
//!
//! Which groups of a document are a theme's says `tokens/pack.rs`.

mod color;
mod json;
mod resolve;
mod tree;
mod value;
mod write;

use fanlight_runtime::Failure;

pub(super) use json::parse;
pub(super) use resolve::Resolver;
pub(super) use tree::Tree;
pub(super) use value::token;
pub use write::{export, flat};

/// Largest document, in bytes. It is checked before anything is parsed.
pub const MAX_PACK_BYTES: usize = 256 * 1024;
/// What a document is called on the wire.
pub const MEDIA_TYPE: &str = "application/design-tokens+json";
/// Where Fanlight keeps its own words in a document's `$extensions`.
pub(super) const EXTENSION: &str = "app.fanlight";

/// Deepest nesting of JSON, and longest chain of references or extended groups.
const MAX_DEPTH: usize = 32;
/// Most tokens in a document, those of extended groups counted each time.
const MAX_TOKENS: usize = 2_000;
/// Most values that following references may make: a few lines can stand for millions.
const MAX_VALUES: usize = 50_000;

/// A fault at a place in the document.
fn at(place: &str, problem: impl std::fmt::Display) -> Failure {
    super::invalid(format!("{}: {problem}", quoted(place)))
}

/// Names in a document are a stranger's text: one line, nothing that deceives, 120 characters at most.
pub(super) fn quoted(text: &str) -> String {
    let cut: String = text.chars().take(120).collect();
    let mut kept = crate::text::sentence(&cut);
    if cut.len() < text.len() {
        kept.push('…');
    }
    kept
}
