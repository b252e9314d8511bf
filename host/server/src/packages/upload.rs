//! Bytes of a stranger become a package, or a reason why not. Nothing of a widget runs here; a theme is asked for its colours.

use fanlight_bridge::{manifest::Kind, tokens};
use fanlight_registry::Package;
use fanlight_store::{Added, Digest, NewPackage, Store, StoreError, TenantScope};
use serde_json::json;

use crate::{app::App, clock, problem::Problem};

/// A package that has passed every check, with its bytes.
pub(crate) struct Checked {
    package: Package,
    bytes: Vec<u8>,
}

/// Check what came in.
///
/// # Errors
/// `invalid.package`, `invalid.manifest`, `invalid.tokens` of a pack.
pub(crate) async fn check(app: &App, bytes: Vec<u8>) -> Result<Checked, Problem> {
    let (turn, capabilities) = (app.shares.check().await?, app.capabilities.clone());
    let checked = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        Package::open(&bytes, &capabilities).map(|package| Checked { package, bytes })
    })
    .await;
    Ok(checked.map_err(|e| Problem::ours(&e))??)
}

/// Run a theme with code on every screen and at every hour: what cannot be read is refused before it is kept.
///
/// # Errors
/// `invalid.tokens`, and whatever else goes wrong in a call.
pub(crate) async fn judge(app: &App, Checked { package, bytes }: &Checked) -> Result<(), Problem> {
    if package.manifest.kind != Kind::Theme || tokens::is_pack(bytes) {
        return Ok(());
    }
    let digest = Digest::of(bytes);
    let limits = package.manifest.limits.applied_to(app.sandbox.limits());
    let theme = match app.programs.new_theme(&digest, bytes.clone()).await? {
        Ok(theme) => theme,
        Err(failure) => {
            // That it does not compile is remembered on the disk: to try again would only take as long again.
            app.programs.forget(&digest);
            return Err(failure.into());
        }
    };
    let turn = app.shares.check().await?;
    let judged = theme.faults(limits, clock::guest_ms()).await.map(|faults| tokens::refusal(&faults));
    drop(turn);
    let (Ok(Some(failure)) | Err(failure)) = judged else { return Ok(()) };
    app.programs.discard(&digest).await;
    Err(failure.into())
}

/// Keep and register. The bytes are on the disk before their row is.
///
/// # Errors
/// `version-exists`.
pub(crate) async fn keep(store: &Store, scope: &TenantScope, checked: Checked) -> Result<Added, Problem> {
    let Checked { package, bytes } = checked;
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
