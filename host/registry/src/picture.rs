//! Pictures of packages: whatever an author supplies is decoded under limits and written again as a small PNG, so no
//! metadata, no trick and no other format ever reaches a browser.

use std::io::Cursor;

use fanlight_runtime::Failure;
use image::{DynamicImage, ImageFormat, ImageReader, Limits, imageops::FilterType};

use crate::error;

/// Largest picture in a package, in bytes.
pub const MAX_PICTURE_BYTES: usize = 256 * 1024;
/// Widest picture, in pixels.
pub const MAX_PICTURE_WIDTH: u32 = 640;
/// Tallest picture, in pixels.
pub const MAX_PICTURE_HEIGHT: u32 = 400;

/// Largest file that is decoded, in bytes: an author's screenshot may be larger than what is kept of it.
const MAX_SOURCE_BYTES: usize = 8 * 1024 * 1024;
/// Largest side that is decoded, in pixels, and memory for it, in bytes.
const MAX_SOURCE_SIDE: u32 = 8_192;
const MAX_SOURCE_ALLOC: u64 = 128 * 1024 * 1024;

/// How large a picture may be.
#[derive(Clone, Copy)]
pub(crate) struct Fit {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) bytes: usize,
}

/// The picture of a package in the gallery.
pub(crate) const GALLERY: Fit = Fit { width: MAX_PICTURE_WIDTH, height: MAX_PICTURE_HEIGHT, bytes: MAX_PICTURE_BYTES };

/// Decodes PNG, JPEG or WebP and returns a PNG that fits. `what` names it in errors.
pub(crate) fn normalise(source: &[u8], what: &str, most: Fit) -> Result<Vec<u8>, Failure> {
    let wrong = |problem: &str| {
        error::package(
            format!("{what} is refused: {problem}"),
            format!("Use a PNG, JPEG or WebP file of at most 8 MiB, best {}×{} pixels.", most.width, most.height),
        )
    };
    if source.len() > MAX_SOURCE_BYTES {
        return Err(wrong("the file is larger than 8 MiB"));
    }
    let mut reader = ImageReader::new(Cursor::new(source)).with_guessed_format().map_err(|_| wrong("it cannot be read"))?;
    if !matches!(reader.format(), Some(ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP)) {
        return Err(wrong("its format is not known"));
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SOURCE_SIDE);
    limits.max_image_height = Some(MAX_SOURCE_SIDE);
    limits.max_alloc = Some(MAX_SOURCE_ALLOC);
    reader.limits(limits);
    let decoded = reader.decode().map_err(|e| wrong(&error::quoted(&e.to_string())))?;
    let mut picture = fit(decoded, most.width, most.height);
    loop {
        let png = encode(&picture).ok_or_else(|| wrong("it cannot be written as PNG"))?;
        if png.len() <= most.bytes {
            return Ok(png);
        }
        // A photograph does not compress well as PNG: fewer pixels do. Four rounds reach a third of the width.
        let (width, height) = (picture.width() * 3 / 4, picture.height() * 3 / 4);
        if width == 0 || height == 0 {
            return Err(wrong(&format!("it does not fit into {} KiB", most.bytes >> 10)));
        }
        picture = fit(picture, width, height);
    }
}

/// The same for what a package carries already: too large is refused before it is decoded.
pub(crate) fn packaged(section: &[u8], what: &str, most: Fit) -> Result<Vec<u8>, Failure> {
    if section.len() > most.bytes {
        return Err(error::package(
            format!("{what} has {} bytes; {} is the most", section.len(), most.bytes),
            "Build it again with `fanlight build`, which makes it small enough.",
        ));
    }
    normalise(section, what, most)
}

fn fit(picture: DynamicImage, width: u32, height: u32) -> DynamicImage {
    if picture.width() <= width && picture.height() <= height {
        return picture;
    }
    picture.resize(width, height, FilterType::Triangle)
}

fn encode(picture: &DynamicImage) -> Option<Vec<u8>> {
    let mut png = Cursor::new(Vec::new());
    // Eight bits a channel: a 16-bit picture would only be larger.
    DynamicImage::ImageRgba8(picture.to_rgba8()).write_to(&mut png, ImageFormat::Png).ok()?;
    Some(png.into_inner())
}
