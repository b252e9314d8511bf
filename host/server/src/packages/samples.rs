//! The packages that come with Fanlight: in every workspace's gallery, checked like any other upload.

use fanlight_store::{Digest, TenantScope};
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
        let known = app.store.read(scope).await?.package(&digest).await?.is_some();
        if !known && let Err(problem) = super::add(&app.store, scope, &app.capabilities, bytes).await {
            tracing::warn!(%name, ?problem, "a sample package was not added");
        }
    }
    Ok(())
}

impl App {
    /// Compile the samples, so that the first widget starts at once. For the background.
    pub(crate) async fn warm_samples(&self) {
        for name in Samples::iter() {
            let Some(file) = Samples::get(&name) else { continue };
            let bytes = file.data.into_owned();
            if let Ok(package) = fanlight_registry::Package::open(&bytes, &self.capabilities) {
                self.programs.warm(package.manifest.kind, &Digest::of(&bytes), bytes).await;
            }
        }
    }
}
