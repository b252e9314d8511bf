//! The packages that come with Fanlight: in every workspace's gallery, checked like any other upload.

use fanlight_store::{Added, Digest, TenantScope};
use rust_embed::RustEmbed;

use crate::{app::App, problem::Problem};

#[derive(RustEmbed)]
#[folder = "../assets/packages/"]
#[include = "*.wasm"]
#[include = "*.tokens.json"]
#[allow_missing = true]
struct Samples;

/// Add the samples that are not there yet. One that is refused is our fault and no reason not to start.
///
/// # Errors
/// When the store fails.
pub(crate) async fn seed(app: &App, scope: &TenantScope) -> Result<(), Problem> {
    for name in Samples::iter() {
        let Some(file) = Samples::get(&name) else { continue };
        let bytes = file.data.into_owned();
        let digest = Digest::of(&bytes);
        let mut read = app.store.read(scope).await?;
        // One that was deleted does not come back by itself.
        let known = read.package(&digest).await?.is_some() || read.package_was_deleted(&digest).await?;
        drop(read);
        if !known && let Err(problem) = add(app, scope, bytes).await {
            tracing::warn!(%name, ?problem, "a sample package was not added");
        }
    }
    Ok(())
}

/// Their themes are judged by our tests, not at each first start.
async fn add(app: &App, scope: &TenantScope, bytes: Vec<u8>) -> Result<Added, Problem> {
    super::keep(&app.store, scope, super::check(app, bytes).await?).await
}

impl App {
    /// Compile the samples that the gallery has, so that the first widget starts at once. For the background.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn warm_samples(&self, scope: &TenantScope) -> Result<(), Problem> {
        for name in Samples::iter() {
            let Some(file) = Samples::get(&name) else { continue };
            let bytes = file.data.into_owned();
            let digest = Digest::of(&bytes);
            let known = self.store.read(scope).await?.package(&digest).await?.is_some();
            if known && let Ok(package) = fanlight_registry::Package::open(&bytes, &self.capabilities) {
                self.programs.warm(package.manifest.kind, &digest, bytes).await;
            }
        }
        Ok(())
    }
}
