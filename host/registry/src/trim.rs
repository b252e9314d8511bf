//! Leaving out of a core module what a package has no use for: debug information, which names folders of the author's machine, and the
//! functions that give back the memory of an answer. An instance lives for one call, and all that it holds ends with it.

use std::{borrow::Cow, convert::Infallible};

use fanlight_runtime::Failure;
use wasm_encoder::{
    CustomSection, ExportSection, Module,
    reencode::{Error, Reencode},
};
use wasmparser::{CustomSectionReader, ExportSectionReader, Parser};

use crate::error;

/// The component model's name for a function that is called after the host has read the answer of another, which is the rest of its name.
const POST_RETURN: &str = "cabi_post_";

/// The module without them.
///
/// # Errors
/// `invalid.package` when the module is damaged.
pub(crate) fn trimmed(core: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut module = Module::new();
    Trim.parse_core_module(&mut module, Parser::new(0), core).map_err(|e| error::damaged(&e))?;
    Ok(module.finish())
}

struct Trim;

impl Reencode for Trim {
    type Error = Infallible;

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: ExportSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        for export in section {
            let export = export?;
            if !export.name.starts_with(POST_RETURN) {
                self.parse_export(exports, export)?;
            }
        }
        Ok(())
    }

    fn parse_custom_section(&mut self, module: &mut Module, section: CustomSectionReader<'_>) -> Result<(), Error<Infallible>> {
        if !section.name().starts_with(".debug") {
            module.section(&CustomSection { name: Cow::Borrowed(section.name()), data: Cow::Borrowed(section.data()) });
        }
        Ok(())
    }
}
