//! Making a package: a core module becomes a component, and the component gets its manifest, picture and metadata.

use std::{borrow::Cow, collections::BTreeMap};

use fanlight_bridge::manifest::{Manifest, ManifestError};
use fanlight_runtime::Failure;
use wasm_encoder::{ComponentSection as _, CustomSection};
use wasm_metadata::{AddMetadata, AddMetadataField};
use wasmparser::{Parser, Payload};
use wit_component::ComponentEncoder;

use crate::{error, images, picture, sections};

/// Why no package could be made.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The manifest is not valid.
    #[error("{0}")]
    Manifest(#[from] ManifestError),
    /// The module, the component or the picture is not what it should be.
    #[error("{0}")]
    Invalid(#[from] Failure),
}

/// Makes a package of a core module that was built with the SDK, or of a component. The same input gives the same bytes.
///
/// The result carries `fanlight:manifest`, `fanlight:picture` if there is a picture (PNG, JPEG or WebP, made smaller where
/// needed), and the standard metadata of WebAssembly tools: name, version, description and producers. Debug information is
/// dropped: it names folders of the author's machine.
///
/// # Errors
/// [`BuildError`] says what to mend. A package that was made still has to pass [`crate::Package::open`].
pub fn build(core_or_component: &[u8], manifest: &Manifest, picture: Option<&[u8]>) -> Result<Vec<u8>, BuildError> {
    build_with_images(core_or_component, manifest, picture, &BTreeMap::new())
}

/// The same for a package whose manifest names images: `images` holds their files (PNG, JPEG or WebP) by name. Each becomes a PNG in a
/// section `fanlight:image:<name>`.
///
/// # Errors
/// As [`build`], and when the names are not exactly those of the manifest.
pub fn build_with_images(
    core_or_component: &[u8],
    manifest: &Manifest,
    picture: Option<&[u8]>,
    images: &BTreeMap<String, Vec<u8>>,
) -> Result<Vec<u8>, BuildError> {
    let json = manifest.to_json()?;
    let images = images::for_package(images, manifest)?;
    let component = if Parser::is_component(core_or_component) {
        core_or_component.to_vec()
    } else if Parser::is_core_wasm(core_or_component) {
        encode(&sections::without(core_or_component, |name| name.starts_with(".debug"))?)?
    } else {
        return Err(error::package("this is not WebAssembly", "Name the .wasm file that cargo made.").into());
    };
    // What is written below replaces what was there, so that packing a package again gives the same bytes.
    let bare = sections::without(&component, |name| {
        matches!(name, sections::MANIFEST | sections::PICTURE | "version" | "description" | "component-name" | "producers")
            || name.starts_with(sections::IMAGE)
    })?;
    let mut metadata = AddMetadata::default();
    metadata.name = AddMetadataField::Set(manifest.name.clone());
    metadata.processed_by = vec![("fanlight".to_owned(), env!("CARGO_PKG_VERSION").to_owned())];
    let mut package = metadata.to_wasm(&bare).map_err(|e| damaged(&e))?;
    let version = manifest.version.to_string();
    append(&mut package, "version", version.as_bytes());
    append(&mut package, "description", manifest.description.as_bytes());
    append(&mut package, sections::MANIFEST, &json);
    if let Some(source) = picture {
        append(&mut package, sections::PICTURE, &picture::normalise(source, "the picture", picture::GALLERY)?);
    }
    for (name, png) in &images {
        append(&mut package, &format!("{}{name}", sections::IMAGE), png);
    }
    Ok(package)
}

fn append(package: &mut Vec<u8>, name: &str, data: &[u8]) {
    CustomSection { name: Cow::Borrowed(name), data: Cow::Borrowed(data) }.append_to_component(package);
}

/// The module that the C libraries of other toolchains import; its adapter stands on WASI 0.2.
const PREVIEW1: &str = "wasi_snapshot_preview1";

fn encode(core: &[u8]) -> Result<Vec<u8>, Failure> {
    let encoder = ComponentEncoder::default().validate(true).module(core);
    let encoder = match imports_from(core, PREVIEW1) {
        true => encoder.and_then(|encoder| {
            encoder.adapter(PREVIEW1, wasi_preview1_component_adapter_provider::WASI_SNAPSHOT_PREVIEW1_REACTOR_ADAPTER)
        }),
        false => encoder,
    };
    let encoded = encoder.and_then(|mut encoder| encoder.encode());
    encoded.map_err(|e| {
        error::package(
            format!("no component can be made of this module: {}", error::quoted(&format!("{e:#}"))),
            "Export the widget or theme with the SDK's macro, and build for wasm32-unknown-unknown; from C, link as a reactor.",
        )
    })
}

fn imports_from(core: &[u8], module: &str) -> bool {
    let mut payloads = Parser::new(0).parse_all(core);
    payloads.any(|payload| match payload {
        Ok(Payload::ImportSection(section)) => section.into_imports().flatten().any(|import| import.module == module),
        _ => false,
    })
}

fn damaged(error: &dyn std::fmt::Display) -> Failure {
    error::package(error::quoted(&error.to_string()), "The file is damaged: build it again.")
}
