//! What a validated component imports and exports, by name. Functions count; interfaces of types alone are free.

use std::collections::{BTreeMap, BTreeSet};

use fanlight_bridge::manifest::{Kind, Manifest};
use fanlight_runtime::Failure;
use serde_json::json;
use wasmparser::{Parser, Payload, component_types::ComponentEntityType, types::Types};

use crate::{Capabilities, error, system};

/// Names at the outermost level of a component.
#[derive(Debug, Default)]
pub(crate) struct Surface {
    /// Function imports by interface, with its version.
    pub(crate) operations: BTreeMap<String, BTreeSet<String>>,
    /// Exported functions.
    pub(crate) exports: BTreeSet<String>,
}

/// Reads the surface of a component that `types` came from.
pub(crate) fn surface(component: &[u8], types: &Types) -> Result<Surface, Failure> {
    let mut surface = Surface::default();
    let mut depth = 0_usize;
    for payload in Parser::new(0).parse_all(component) {
        match payload.map_err(|e| damaged(&e))? {
            Payload::ModuleSection { .. } | Payload::ComponentSection { .. } => depth = depth.saturating_add(1),
            Payload::End(_) => depth = depth.saturating_sub(1),
            Payload::ComponentImportSection(section) if depth == 0 => {
                for import in section {
                    surface.add_import(import.map_err(|e| damaged(&e))?.name.name, types)?;
                }
            }
            Payload::ComponentExportSection(section) if depth == 0 => {
                for export in section {
                    surface.add_export(export.map_err(|e| damaged(&e))?.name.name, types)?;
                }
            }
            _ => {}
        }
    }
    Ok(surface)
}

impl Surface {
    fn add_import(&mut self, name: &str, types: &Types) -> Result<(), Failure> {
        match types.as_ref().component_item_for_import(name).map(|item| item.ty) {
            Some(ComponentEntityType::Instance(id)) => {
                let Some(instance) = types.as_ref().get(id) else { return Err(unsupported(name)) };
                for (operation, item) in &instance.exports {
                    match item.ty {
                        ComponentEntityType::Func(_) => {
                            self.operations.entry(name.to_owned()).or_default().insert(operation.clone());
                        }
                        ComponentEntityType::Type { .. } => {}
                        _ => return Err(unsupported(name)),
                    }
                }
                Ok(())
            }
            // A world that uses a type of an interface imports the type by its bare name.
            Some(ComponentEntityType::Type { .. }) => Ok(()),
            _ => Err(unsupported(name)),
        }
    }

    fn add_export(&mut self, name: &str, types: &Types) -> Result<(), Failure> {
        match types.as_ref().component_item_for_export(name).map(|item| item.ty) {
            Some(ComponentEntityType::Func(_)) => {
                self.exports.insert(name.to_owned());
                Ok(())
            }
            Some(ComponentEntityType::Type { .. }) => Ok(()),
            _ => Err(error::package(
                format!("it exports `{}`, which is not a function", error::quoted(name)),
                "Export the functions of the world `widget` or `theme` and nothing else.",
            )),
        }
    }

    /// Compares the exports with what the manifest's kind needs: all of these and no others.
    pub(crate) fn check_exports(&self, kind: Kind) -> Result<(), Failure> {
        let needed: BTreeSet<String> = functions(kind).iter().map(|name| (*name).to_owned()).collect();
        let list =
            |names: &BTreeSet<String>| names.iter().map(|n| format!("`{}`", error::quoted(n))).collect::<Vec<_>>().join(", ");
        if self.exports == needed {
            return Ok(());
        }
        let has = if self.exports.is_empty() { "nothing".to_owned() } else { list(&self.exports) };
        let hint = match [Kind::Widget, Kind::Theme]
            .into_iter()
            .find(|other| functions(*other).iter().all(|f| self.exports.contains(*f)))
        {
            Some(other) if other != kind => format!("Its functions are those of a {0}: write kind = \"{0}\".", other.as_str()),
            _ => {
                let export = match kind {
                    Kind::Widget => "export!(YourWidget)",
                    Kind::Theme => "export_theme!(YourTheme)",
                };
                format!(
                    "In Rust, end src/lib.rs with `fanlight_sdk::{export};`; otherwise implement the world `{}`, and nothing else.",
                    kind.as_str()
                )
            }
        };
        Err(error::package(format!("a {} exports {}; this component exports {has}", kind.as_str(), list(&needed)), hint))
    }

    /// Checks that every imported function belongs to a capability that the manifest declares, and sorts them by it.
    pub(crate) fn check_imports(
        &self,
        manifest: &Manifest,
        capabilities: &Capabilities,
    ) -> Result<BTreeMap<String, BTreeSet<String>>, Failure> {
        let mut sorted: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (import, operations) in &self.operations {
            let (interface, version) = import.split_once('@').unwrap_or((import, ""));
            let called = operations.iter().map(|o| format!("`{}`", error::quoted(o))).collect::<Vec<_>>().join(", ");
            let quoted = error::quoted(interface);
            if manifest.kind == Kind::Theme {
                let message = format!("a theme imports no function, and this one imports {called} of `{quoted}`");
                return Err(error::package(message, "Compute the tokens from the context alone."));
            }
            if system::is_frozen(import) {
                continue;
            }
            match capabilities.of_import(import) {
                Ok(Some(capability)) if manifest.permissions.contains_key(capability.name) => {
                    sorted.entry(capability.name.to_owned()).or_default().extend(operations.iter().cloned());
                }
                Ok(Some(capability)) => {
                    let name = capability.name;
                    return Err(error::manifest(
                        format!("the component imports {called} of `{quoted}`, and its manifest does not ask for `{name}`"),
                        format!("Add to fanlight.toml: [permissions.{name}] reason = \"why it is needed\"; or stop using it."),
                    ));
                }
                Ok(None) => return Err(unknown(import, &called, capabilities)),
                Err(spoken) => {
                    return Err(error::package(
                        format!("it imports `{quoted}` in version {}, and this host speaks `{spoken}`", error::quoted(version)),
                        "Build it again with the SDK that belongs to this host.",
                    ));
                }
            }
        }
        Ok(sorted)
    }
}

/// Checks that every permission is one of this host's, and that its scope means something.
pub(crate) fn check_permissions(manifest: &Manifest, capabilities: &Capabilities) -> Result<(), Failure> {
    for (name, permission) in &manifest.permissions {
        let Some(capability) = capabilities.named(name) else {
            let hint = format!("Remove it; this host offers: {}.", capabilities.names());
            return Err(error::manifest(format!("permissions.{name}: there is no such permission"), hint));
        };
        // What a scope has in common with itself is nothing new, but finding out parses it strictly.
        capability.intersect(&permission.scope, &permission.scope).map_err(|e| {
            // There is no such thing as all of what each package has to name itself.
            let hint = match capability.intersect(&json!({}), &json!({})) {
                Ok(_) => "Leave `scope` out to ask for all of it, or correct it.",
                Err(_) => "Correct it; docs/MANIFEST.md shows one for each permission.",
            };
            error::manifest(format!("permissions.{name}.scope: {}", error::quoted(&e.to_string())), hint)
        })?;
    }
    Ok(())
}

fn functions(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Widget => &["update", "render", "migrate"],
        Kind::Theme => &["tokens"],
    }
}

fn unknown(import: &str, called: &str, capabilities: &Capabilities) -> Failure {
    let hint = if import.starts_with("wasi:") {
        "Of the system there are only clocks that stand still, randomness from a seed, and empty folders, in WASI 0.2: leave out \
         what needs more, such as sockets."
            .to_owned()
    } else {
        format!("This host offers: {}.", capabilities.names())
    };
    error::package(format!("it imports {called} of `{}`, which this host does not offer", error::quoted(import)), hint)
}

fn unsupported(name: &str) -> Failure {
    error::package(
        format!("it imports `{}` other than as functions of an interface", error::quoted(name)),
        "Import interfaces of the host's WIT packages only.",
    )
}

fn damaged(error: &wasmparser::Error) -> Failure {
    error::package(error::quoted(&error.to_string()), "The file is damaged: build it again.")
}
