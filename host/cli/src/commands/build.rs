//! `fanlight build`: from an author's folder to a package.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use fanlight_bridge::manifest::{Manifest, ManifestError};
use fanlight_registry::{BuildError, Package};
use fanlight_runtime::{Failure, Kind};

use crate::{
    cargo,
    exit::{Exit, Usage},
    output, upload,
};

/// What an author's folder says about its package.
const MANIFEST: &str = "fanlight.toml";

/// Arguments of `build`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The folder holds:
  fanlight.toml   what the package says about itself, and what it asks for
  Cargo.toml      a library with crate-type = [\"cdylib\"] that depends on fanlight-sdk
  picture.png     for the gallery (optional; made to fit 640×400)

Example:
  fanlight build my-widget
  my-widget/dist/my-widget.wasm

It needs Rust's target for WebAssembly: rustup target add wasm32-unknown-unknown
RUSTC and CARGO_TARGET_DIR are respected. Other settings of the environment, such as RUSTFLAGS,
are not, so that a package depends on its folder alone.")]
pub(crate) struct BuildArgs {
    /// The author's folder
    #[arg(default_value = ".")]
    dir: PathBuf,
    /// Where to write the package; by default DIR/dist/NAME.wasm, where NAME is the manifest's
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Package this core module or component instead of running cargo
    #[arg(long, value_name = "FILE")]
    core: Option<PathBuf>,
}

/// Builds, checks the result as an upload would be checked, and prints the path of the package.
pub(crate) fn build(args: &BuildArgs) -> anyhow::Result<Exit> {
    let parts = Parts::of(&args.dir, args.core.as_deref())?;
    let (bytes, package) = parts.pack(&args.dir)?;
    let manifest = &parts.manifest;
    let path = args.output.clone().unwrap_or_else(|| args.dir.join("dist").join(format!("{}.wasm", manifest.name)));
    write(&path, &bytes)?;
    output::note(format_args!("packed {} {}, {}", manifest.name, manifest.version, output::bytes(bytes.len() as u64)));
    output::findings(&package.findings);
    output::result(path.display());
    Ok(Exit::Done)
}

/// All that a package is made of.
#[derive(PartialEq)]
pub(super) struct Parts {
    pub(super) manifest: Manifest,
    /// A core module or a component.
    core: Vec<u8>,
    picture: Option<Vec<u8>>,
    images: BTreeMap<String, Vec<u8>>,
}

impl Parts {
    /// Of an author's folder: cargo is run, unless `core` names what there is already.
    ///
    /// # Errors
    /// What is missing, or does not build.
    pub(super) fn of(dir: &Path, core: Option<&Path>) -> anyhow::Result<Self> {
        // The manifest first: what is wrong there need not wait for a compiler.
        let manifest = manifest(dir)?;
        let picture = optional(&dir.join("picture.png"))?;
        let images = images(dir, &manifest)?;
        let core = match core {
            Some(file) => upload::read(file)?,
            None => upload::read(&cargo::build(dir)?)?,
        };
        Ok(Self { manifest, core, picture, images })
    }

    /// One package of them, checked as an upload would be; `dir` is named where its manifest is wrong.
    ///
    /// # Errors
    /// What an upload would say.
    pub(super) fn pack(&self, dir: &Path) -> anyhow::Result<(Vec<u8>, Package)> {
        let packed = fanlight_registry::build_with_images(&self.core, &self.manifest, self.picture.as_deref(), &self.images);
        let bytes = packed.map_err(|e| match e {
            BuildError::Manifest(e) => in_manifest(dir, &e),
            BuildError::Invalid(e) => e,
        })?;
        let package = upload::check(&bytes)?;
        Ok((bytes, package))
    }
}

/// What the folder says about its package.
///
/// # Errors
/// Where to look for it, or what is wrong in it.
pub(super) fn manifest(dir: &Path) -> anyhow::Result<Manifest> {
    if !dir.is_dir() {
        return Err(Usage::new(format!("{} is not a folder", dir.display()), "Name the folder that holds fanlight.toml.").into());
    }
    let path = dir.join(MANIFEST);
    let text = fs::read_to_string(&path).map_err(|e| {
        let hint = match nearby(dir).filter(|_| e.kind() == io::ErrorKind::NotFound) {
            Some(other) => format!("Did you mean the folder `{}`?", other.display()),
            None => "Name the widget's folder: it holds a fanlight.toml; see `fanlight build --help`.".to_owned(),
        };
        Failure::new(Kind::InvalidManifest, format!("cannot read {}: {e}", path.display())).hint(hint)
    })?;
    Ok(Manifest::from_toml(&text).map_err(|e| in_manifest(dir, &e))?)
}

/// The author's folder that was meant, when this is one within it, or the one around it.
fn nearby(dir: &Path) -> Option<PathBuf> {
    let has_manifest = |dir: &PathBuf| dir.join(MANIFEST).is_file();
    let above = (1..=3).map(|levels| dir.join([".."; 3].iter().take(levels).collect::<PathBuf>())).find(has_manifest);
    above.or_else(|| {
        let mut below =
            fs::read_dir(dir).ok()?.take(1_000).filter_map(|entry| Some(dir.join(entry.ok()?.file_name()))).filter(has_manifest);
        // Of several nobody knows which is meant.
        let only = below.next().filter(|_| below.next().is_none())?;
        Some(only.strip_prefix(".").map(Path::to_path_buf).unwrap_or(only))
    })
}

/// The files that the manifest names, by the name that views use.
fn images(dir: &Path, manifest: &Manifest) -> anyhow::Result<BTreeMap<String, Vec<u8>>> {
    let read = |(name, file): (&String, &String)| {
        let hint = format!("{MANIFEST} names it in [images] as `{name}`: put the file there, or correct that line.");
        Ok((name.clone(), upload::read(&dir.join(file)).map_err(|failure| failure.hint(hint))?))
    };
    manifest.images.iter().map(read).collect()
}

/// Names the file: a line of it means nothing to who does not know which file has that line.
fn in_manifest(dir: &Path, error: &ManifestError) -> Failure {
    Failure::new(Kind::InvalidManifest, format!("{}: {error}", dir.join(MANIFEST).display())).hint(error.hint.clone())
}

fn optional(path: &Path) -> anyhow::Result<Option<Vec<u8>>> {
    match fs::metadata(path) {
        Ok(_) => Ok(Some(upload::read(path)?)),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(e).with_context(|| format!("cannot read {}", path.display())),
    }
}

/// Writes beside the place and renames, so that a server or a script never sees half a package.
fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let unwritable =
        |e: io::Error| Usage::new(format!("cannot write {}: {e}", path.display()), "Choose another place with -o FILE.");
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(unwritable)?;
    }
    let beside = path.with_extension(format!("{}.part", std::process::id()));
    fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, path)).map_err(|e| {
        let _ = fs::remove_file(&beside);
        unwritable(e).into()
    })
}
