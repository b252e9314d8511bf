//! The outermost sections of a component: reading those that are ours, and leaving some out when a package is made.

use std::collections::BTreeMap;

use fanlight_runtime::Failure;
use wasm_encoder::{RawSection, Section as _};
use wasmparser::{Parser, Payload};

use crate::error;

/// JSON of the manifest; exactly one.
pub(crate) const MANIFEST: &str = "fanlight:manifest";
/// PNG; at most one.
pub(crate) const PICTURE: &str = "fanlight:picture";
/// PNG; what follows is the image's name, at most one each.
pub(crate) const IMAGE: &str = "fanlight:image:";

/// What Fanlight wrote into a component.
#[derive(Debug, Default)]
pub(crate) struct Sections<'a> {
    /// Contents of the manifest's section.
    pub(crate) manifest: Option<&'a [u8]>,
    /// Contents of the picture's section.
    pub(crate) picture: Option<&'a [u8]>,
    /// Contents of the images' sections, by name.
    pub(crate) images: BTreeMap<&'a str, &'a [u8]>,
}

/// Finds our sections at the outermost level. A component nested inside may carry what it likes: it is not looked at.
pub(crate) fn read(component: &[u8]) -> Result<Sections<'_>, Failure> {
    let mut found = Sections::default();
    outermost(component, |payload, _| {
        if let Payload::CustomSection(section) = payload {
            let before = match (section.name(), section.name().strip_prefix(IMAGE)) {
                (MANIFEST, _) => found.manifest.replace(section.data()),
                (PICTURE, _) => found.picture.replace(section.data()),
                (_, Some(name)) => found.images.insert(name, section.data()),
                _ => return Ok(()),
            };
            if before.is_some() {
                return Err(error::package(
                    format!("it has more than one section `{}`", error::quoted(section.name())),
                    "Build it again with `fanlight build`; two manifests could tell two people two stories.",
                ));
            }
        }
        Ok(())
    })?;
    Ok(found)
}

/// The same module or component without those outermost custom sections whose name `drop` accepts.
pub(crate) fn without(wasm: &[u8], drop: impl Fn(&str) -> bool) -> Result<Vec<u8>, Failure> {
    let mut kept = wasm.get(..8).unwrap_or_default().to_vec();
    outermost(wasm, |payload, whole| {
        if matches!(&payload, Payload::CustomSection(section) if drop(section.name())) {
            return Ok(());
        }
        if let Some((id, range)) = payload.as_section() {
            RawSection { id, data: whole.get(range).unwrap_or_default() }.append_to(&mut kept);
        }
        Ok(())
    })?;
    Ok(kept)
}

fn outermost<'a>(wasm: &'a [u8], mut each: impl FnMut(Payload<'a>, &'a [u8]) -> Result<(), Failure>) -> Result<(), Failure> {
    let mut depth = 0_usize;
    for payload in Parser::new(0).parse_all(wasm) {
        let payload =
            payload.map_err(|e| error::package(error::quoted(&e.to_string()), "The file is damaged: build it again."))?;
        let nested = matches!(payload, Payload::ModuleSection { .. } | Payload::ComponentSection { .. });
        let end = matches!(payload, Payload::End(_));
        if depth == 0 {
            each(payload, wasm)?;
        }
        depth = depth.saturating_add(usize::from(nested)).saturating_sub(usize::from(end));
    }
    Ok(())
}
