//! Opening a package: everything that can be known about the bytes of a stranger before they run.

use std::collections::{BTreeMap, BTreeSet};

use fanlight_bridge::{
    manifest::Manifest,
    tokens::{self, Pack},
};
use fanlight_runtime::Failure;
use wasmparser::{Parser, Payload, Validator};

use crate::{Capabilities, Finding, contract, error, findings, images, picture, sections, world};

/// Largest package, in bytes.
pub const MAX_PACKAGE_BYTES: usize = 16 * 1024 * 1024;

/// A package that has passed every check. It does not keep the bytes.
#[derive(Clone, Debug)]
pub struct Package {
    /// BLAKE3 of all bytes, 64 lower-case hexadecimal digits.
    pub digest: String,
    /// What it says about itself.
    pub manifest: Manifest,
    /// What it can call: operations by the name of the capability. Always within what the manifest declares.
    pub imports: BTreeMap<String, BTreeSet<String>>,
    /// The functions it exports.
    pub exports: BTreeSet<String>,
    /// A PNG of at most 640×400 pixels and 256 KiB, written by us.
    pub picture: Option<Vec<u8>>,
    /// Those that its views may show, by name: each a PNG of at most 1,024×1,024 pixels and 512 KiB, written by us.
    pub images: BTreeMap<String, Vec<u8>>,
    /// Length in bytes.
    pub size: usize,
    /// What is allowed but worth mending.
    pub findings: Vec<Finding>,
}

impl Package {
    /// Checks `bytes` as an upload: a component, or a theme's pack of tokens. Nothing of it is compiled or run, and no byte of it is
    /// trusted. There is nothing in a pack to run, so its colours are judged here.
    ///
    /// # Errors
    /// `invalid.package` when this is no package, `invalid.manifest` when the manifest is wrong or says less than the
    /// component does, `invalid.tokens` when the tokens of a pack are wrong or cannot be read. All say what to do.
    pub fn open(bytes: &[u8], capabilities: &Capabilities) -> Result<Self, Failure> {
        if tokens::is_pack(bytes) { Self::pack(bytes) } else { Self::component(bytes, capabilities) }
    }

    /// A pack asks for nothing, calls nothing and exports nothing; its picture is drawn from its tokens.
    fn pack(bytes: &[u8]) -> Result<Self, Failure> {
        let pack = Pack::read(bytes)?;
        Ok(Self {
            digest: blake3::hash(bytes).to_hex().to_string(),
            findings: pack.notes.into_iter().map(Finding::from).collect(),
            imports: BTreeMap::new(),
            exports: BTreeSet::new(),
            picture: None,
            images: BTreeMap::new(),
            size: bytes.len(),
            manifest: pack.manifest,
        })
    }

    fn component(bytes: &[u8], capabilities: &Capabilities) -> Result<Self, Failure> {
        is_component(bytes)?;
        is_modest(bytes)?;
        let types = Validator::new_with_features(fanlight_runtime::wasm_features()).validate_all(bytes).map_err(|e| {
            error::package(
                format!("the component is not valid: {}", error::quoted(&e.to_string())),
                "The file is damaged, or uses a feature of WebAssembly that is switched off here, such as threads or 64-bit memory.",
            )
        })?;
        let found = sections::read(bytes)?;
        let Some(json) = found.manifest else {
            return Err(error::package(
                "the component carries no manifest",
                "`fanlight build` makes a package of it: with a folder, or with --core FILE for a file that is built already.",
            ));
        };
        let manifest = Manifest::from_json(json).map_err(|e| error::in_manifest(&e))?;
        let surface = world::surface(bytes, &types)?;
        surface.check_exports(manifest.kind)?;
        world::check_permissions(&manifest, capabilities)?;
        let imports = surface.check_imports(&manifest, capabilities)?;
        contract::check(bytes, &surface, manifest.kind, capabilities)?;
        let picture = found.picture.map(|section| picture::packaged(section, "the picture", picture::GALLERY)).transpose()?;
        let images = images::packaged(&found.images, &manifest)?;
        Ok(Self {
            digest: blake3::hash(bytes).to_hex().to_string(),
            findings: findings::look(bytes, &manifest, &imports, capabilities),
            imports,
            exports: surface.exports,
            picture,
            images,
            size: bytes.len(),
            manifest,
        })
    }
}

/// Checks the size first, then that this is WebAssembly and a component, with a kind word for each near miss.
fn is_component(bytes: &[u8]) -> Result<(), Failure> {
    if bytes.len() > MAX_PACKAGE_BYTES {
        let size = bytes.len();
        return Err(error::package(
            format!("it has {size} bytes; {MAX_PACKAGE_BYTES} is the most"),
            "Build it with optimisation, strip debug information, and leave large data out.",
        ));
    }
    if Parser::is_core_wasm(bytes) {
        return Err(error::package("this is a core module, not a component", "`fanlight build` makes a component of it."));
    }
    if bytes.is_empty() {
        return Err(error::package("the file is empty", "Build the package with `fanlight build`."));
    }
    if !Parser::is_component(bytes) {
        return Err(error::package(
            "this is not WebAssembly",
            "Build the package with `fanlight build`; a theme without code is a .tokens.json file, see docs/TOKENS.md.",
        ));
    }
    Ok(())
}

/// Modules and components that one package may hold, and how deep in each other: other toolchains make 13 to 38, two deep.
/// Validating and compiling what is nested a thousand deep takes minutes and gigabytes, so it is refused while it is only read.
const MAX_PARTS: usize = 100;
const MAX_NESTING: usize = 8;

pub(crate) fn is_modest(bytes: &[u8]) -> Result<(), Failure> {
    let (mut parts, mut nesting) = (0, 0);
    for payload in Parser::new(0).parse_all(bytes) {
        match payload {
            Ok(Payload::ModuleSection { .. } | Payload::ComponentSection { .. }) => {
                (parts, nesting) = (parts + 1, nesting + 1);
                if parts > MAX_PARTS || nesting > MAX_NESTING {
                    return Err(error::package(
                        format!("it holds more than {MAX_PARTS} modules and components, or nests them deeper than {MAX_NESTING}"),
                        "Build it with fewer parts: `fanlight build` makes one or two.",
                    ));
                }
            }
            Ok(Payload::End(_)) => nesting = nesting.saturating_sub(1),
            Ok(_) => {}
            // The validator says what is wrong, and better.
            Err(_) => return Ok(()),
        }
    }
    Ok(())
}
