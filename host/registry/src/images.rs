//! Images that a package's views may show: one custom section each, named in the manifest, decoded under limits and written again as
//! PNG like the gallery's picture.

use std::collections::{BTreeMap, BTreeSet};

use fanlight_bridge::manifest::{MAX_IMAGES, Manifest};
use fanlight_runtime::Failure;

use crate::{
    error,
    picture::{self, Fit},
};

/// Largest image in a package, in bytes.
pub const MAX_IMAGE_BYTES: usize = 512 * 1024;
/// Longest side of an image, in pixels.
pub const MAX_IMAGE_SIDE: u32 = 1_024;

const IMAGE: Fit = Fit { width: MAX_IMAGE_SIDE, height: MAX_IMAGE_SIDE, bytes: MAX_IMAGE_BYTES };

/// Makes an author's files, by name, fit for a package. They have to be those that the manifest names.
pub(crate) fn for_package(files: &BTreeMap<String, Vec<u8>>, manifest: &Manifest) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    declared(files.keys().map(String::as_str).collect(), manifest)?;
    files.iter().map(|(name, source)| Ok((name.clone(), picture::normalise(source, &called(name), IMAGE)?))).collect()
}

/// Checks the sections of a package, by name, against its manifest, and writes each image again.
pub(crate) fn packaged(sections: &BTreeMap<&str, &[u8]>, manifest: &Manifest) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    if sections.len() > MAX_IMAGES {
        let count = sections.len();
        return Err(error::package(format!("it carries {count} images; {MAX_IMAGES} is the most"), "Leave some out."));
    }
    declared(sections.keys().copied().collect(), manifest)?;
    sections.iter().map(|(name, png)| Ok(((*name).to_owned(), picture::packaged(png, &called(name), IMAGE)?))).collect()
}

fn called(name: &str) -> String {
    format!("the image `{}`", error::quoted(name))
}

/// Exactly those that the manifest names: a view may show no other, and none of them may be missing.
fn declared(carried: BTreeSet<&str>, manifest: &Manifest) -> Result<(), Failure> {
    let named: BTreeSet<&str> = manifest.images.keys().map(String::as_str).collect();
    let Some(odd) = carried.symmetric_difference(&named).next() else { return Ok(()) };
    let what = if named.contains(odd) {
        "names the image `{}`, which it does not carry"
    } else {
        "carries the image `{}`, which its manifest does not name"
    };
    let message = format!("it {}", what.replace("{}", &error::quoted(odd)));
    Err(error::package(message, "Name each image under `[images]` in fanlight.toml, and build it again with `fanlight build`."))
}
