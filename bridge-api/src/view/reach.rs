//! What a view may refer to beyond itself.

use std::collections::{BTreeMap, BTreeSet};

use fanlight_runtime::{Capability as _, Grant, Rights, ScopeError};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::Url;

use crate::{capabilities::links::Links, manifest::Manifest};

/// Longest address of a link, in bytes.
const MAX_ADDRESS: usize = 2_048;

/// The links that the person allowed and the images that the package carries. By default there are none.
#[derive(Clone, Debug, Default)]
pub struct Reach {
    links: Option<Grant<Links>>,
    images: BTreeSet<String>,
}

/// The same as data, to be written down.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Written {
    links: Option<Value>,
    images: BTreeSet<String>,
}

/// An address that a browser could open, and whether this widget's links may.
pub(super) struct Target {
    pub(super) address: String,
    pub(super) origin: String,
    pub(super) allowed: bool,
}

impl Reach {
    /// What the views of a widget with these rights and this manifest may refer to.
    ///
    /// # Errors
    /// [`ScopeError`] when a stored scope does not parse.
    pub fn of(rights: &Rights, manifest: &Manifest) -> Result<Self, ScopeError> {
        Ok(Self { links: rights.grant::<Links>()?, images: manifest.images.keys().cloned().collect() })
    }

    /// As data.
    pub(crate) fn written(&self) -> Result<Written, serde_json::Error> {
        let links = self.links.as_ref().map(|grant| serde_json::to_value(grant.scope())).transpose()?;
        Ok(Written { links, images: self.images.clone() })
    }

    /// From data: what was written down was a right then.
    pub(crate) fn of_written(written: Written) -> Result<Self, ScopeError> {
        let scope: BTreeMap<_, _> = written.links.map(|scope| (Links::NAME.to_owned(), scope)).into_iter().collect();
        Ok(Self { links: Rights::new(scope.clone(), scope).grant::<Links>()?, images: written.images })
    }

    /// Read an address. `None` when it is not `https://` and absolute, is longer than 2 KiB, or carries a name or password.
    pub(super) fn target(&self, address: &str) -> Option<Target> {
        // The parser mends what is written carelessly; what does not say `https://` is not mended into it.
        if address.len() > MAX_ADDRESS || !address.get(..8)?.eq_ignore_ascii_case("https://") {
            return None;
        }
        let url = Url::parse(address).ok()?;
        if url.scheme() != "https" || url.host().is_none() || !url.username().is_empty() || url.password().is_some() {
            return None;
        }
        let origin = url.origin().ascii_serialization();
        let allowed = self.links.as_ref().is_some_and(|grant| grant.scope().covers(&origin));
        let address = String::from(url);
        (address.len() <= MAX_ADDRESS).then_some(Target { address, origin, allowed })
    }

    /// Whether the package carries an image of this name.
    pub(super) fn has_image(&self, name: &str) -> bool {
        self.images.contains(name)
    }
}
