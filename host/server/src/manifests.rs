//! What packages say about themselves, by digest. The bytes under a digest never change, so what was read of them once holds.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use fanlight_bridge::manifest::Manifest;
use fanlight_store::{Digest, Read};

use crate::{packages, problem::Problem};

/// Manifests that stay in memory, each of a few kilobytes.
const KEPT: usize = 256;

/// The manifests of packages that are in use.
#[derive(Debug, Default)]
pub(crate) struct Manifests(Mutex<HashMap<Digest, Arc<Manifest>>>);

impl Manifests {
    /// That of a package which something names that `read` has found, such as a widget: whoever may see that, may see this.
    ///
    /// # Errors
    /// Only ours.
    pub(crate) async fn of(&self, read: &mut Read, digest: &Digest) -> Result<Arc<Manifest>, Problem> {
        if let Some(known) = self.known(digest) {
            return Ok(known);
        }
        let package = read.package(digest).await?.ok_or_else(|| Problem::ours(&"a widget's package is gone"))?;
        let manifest = Arc::new(packages::manifest(&package)?);
        let mut kept = self.kept();
        if kept.len() >= KEPT {
            // Those in use come back with their next use.
            kept.clear();
        }
        kept.insert(digest.clone(), Arc::clone(&manifest));
        Ok(manifest)
    }

    /// That of such a package, if it was in use before.
    pub(crate) fn known(&self, digest: &Digest) -> Option<Arc<Manifest>> {
        self.kept().get(digest).cloned()
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, HashMap<Digest, Arc<Manifest>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
