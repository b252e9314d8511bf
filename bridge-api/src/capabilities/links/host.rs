//! `links`: a view's links can be followed, to the origins that the person allowed. There is nothing to call: the grant decides how the
//! host shows a link, and a click is the person's own.

#[path = "scope.rs"]
mod scope;

use fanlight_runtime::Capability;

use super::{Descriptor, Risk};
use crate::language::Said;
pub use scope::Origins;

/// The right to show links that can be followed.
#[derive(Clone, Debug)]
pub struct Links;

impl Capability for Links {
    const NAME: &'static str = "links";
    type Scope = Origins;

    fn intersect(one: &Origins, other: &Origins) -> Option<Origins> {
        one.intersect(other)
    }
}

/// What the rest of the host knows of it.
pub const DESCRIPTOR: Descriptor = Descriptor {
    name: Links::NAME,
    imports: None,
    risk: Risk::Low,
    narrowable: true,
    without: Said { en: "offer links that you can open", de: "dir Links zum Öffnen anbieten" },
    words: |scope, language| Ok(super::scope::<Links>(scope)?.words(language)),
    intersect: super::intersect::<Links>,
    open: |_, _, _, _| Ok(()),
};

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
