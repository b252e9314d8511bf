//! Packages: one `.wasm` component that carries its own manifest, or one `.tokens.json` with the tokens of a theme.
//!
//! Where things are:
//! - [`Package::open`] (`package.rs`): everything that can be known about an upload before it runs, or why it is refused.
//!   It reads sections (`sections.rs`), what the component imports and exports (`world.rs`), the types of both against the
//!   WIT (`contract.rs`; WASI's in `system.rs`), the picture (`picture.rs`) and the images (`images.rs`). What is odd but allowed becomes a [`Finding`] (`findings.rs`).
//! - [`build`] (`build.rs`): makes a package of a core module or component. The same input gives the same bytes.
//! - [`Capabilities`] (`capabilities.rs`): what the host offers, handed in by the caller: no capability is named here.
//! - [`with_manifest`] (`bare.rs`): lets `fanlight run` take a component that has no manifest yet.
//!
//! What is deliberately not here: compiling or running anything, storage, HTTP. A package is never unpacked to disk.
//!
//! [`Package::open`] works for up to a second on the largest packages: call it from a thread that may block.
//!
//! To add a check: put it in the file whose subject it is, with a case in `tests/`.

mod bare;
mod build;
mod capabilities;
mod contract;
mod error;
mod findings;
mod images;
mod package;
mod picture;
mod sections;
mod system;
mod world;

pub use bare::with_manifest;
pub use build::{BuildError, build, build_with_images};
pub use capabilities::{Capabilities, CapabilityError};
pub use fanlight_runtime::Failure as Invalid;
pub use findings::{Finding, contrast};
pub use images::{MAX_IMAGE_BYTES, MAX_IMAGE_SIDE};
pub use package::{MAX_PACKAGE_BYTES, Package};
pub use picture::{MAX_PICTURE_BYTES, MAX_PICTURE_HEIGHT, MAX_PICTURE_WIDTH};
