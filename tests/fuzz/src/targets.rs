//! One file for each way in.

#[cfg(feature = "smith")]
pub(crate) mod component;
pub(crate) mod gate;
pub(crate) mod manifest;
pub(crate) mod markdown;
pub(crate) mod package;
pub(crate) mod query;
pub(crate) mod theme;
pub(crate) mod tokens;
pub(crate) mod trace;
pub(crate) mod view;
pub(crate) mod worker;
