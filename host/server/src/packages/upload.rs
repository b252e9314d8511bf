//! Bytes of a stranger become a package, or a reason why not. Nothing of them runs here.

use std::sync::Arc;

use fanlight_registry::{Capabilities, Package};
use fanlight_store::{Added, NewPackage, Store, StoreError, TenantScope};
use serde_json::json;

use crate::{clock, problem::Problem};

/// Check, keep and register. The bytes are on the disk before their row is.
///
/// # Errors
/// `invalid.package`, `invalid.manifest`, or `version-exists`.
pub(crate) async fn add(
    store: &Store,
    scope: &TenantScope,
    capabilities: &Arc<Capabilities>,
    bytes: Vec<u8>,
) -> Result<Added, Problem> {
    let capabilities = Arc::clone(capabilities);
    // Checking takes up to a second for the largest ones.
    let checked = tokio::task::spawn_blocking(move || Package::open(&bytes, &capabilities).map(|package| (package, bytes))).await;
    let (package, bytes) = checked.map_err(|e| Problem::ours(&e))??;
    // Before the bytes are kept: of a version that is taken they would lie around for good.
    let known = store.read(scope).await?.packages().await?;
    let taken = |other: &fanlight_store::Package| {
        (other.name == package.manifest.name && other.version == package.manifest.version.to_string())
            && other.digest.as_ref() != package.digest
    };
    if let Some(other) = known.into_iter().find(taken) {
        return Err(StoreError::VersionExists { name: other.name, version: other.version, existing: other.digest }.into());
    }
    let staged = store.stage_package(scope, bytes).await?;
    let manifest = &package.manifest;
    let new = NewPackage {
        name: manifest.name.clone(),
        publisher: manifest.publisher.clone(),
        version: manifest.version.to_string(),
        kind: manifest.kind.as_str().to_owned(),
        manifest: serde_json::to_value(manifest).map_err(|e| Problem::ours(&e))?,
        picture: package.picture,
    };
    let images = package.images;
    let now = clock::now_ms();
    let mut write = store.write(scope).await?;
    let added = write.add_package(staged, new, now).await?;
    if let Added::New(package) = &added {
        for (name, png) in images {
            write.add_package_image(&package.digest, &name, png).await?;
        }
        let detail = json!({ "name": package.name, "version": package.version, "size": package.size });
        write.audit(now, "package.added", package.digest.as_ref(), &detail).await?;
    }
    write.commit().await?;
    Ok(added)
}
