//! What the host offers to components: the list against which imports are checked.

use std::fmt::Write as _;

use fanlight_bridge::capabilities::{self, Descriptor, Imports};
use wit_parser::{Resolve, WorldId, WorldItem};

/// Every capability of this host, with the contract that follows from their WIT.
#[derive(Debug)]
pub struct Capabilities {
    known: Vec<Descriptor>,
    pub(crate) resolve: Resolve,
    pub(crate) widget: WorldId,
    pub(crate) theme: WorldId,
}

/// A capability's WIT does not parse or does not define the interface it names: a fault of the host's own list.
#[derive(Debug, thiserror::Error)]
#[error("capability `{name}`: {problem}")]
pub struct CapabilityError {
    /// Which capability, or `contract` for the whole.
    pub name: String,
    /// What is wrong.
    pub problem: String,
}

/// The worlds `widget` and `theme`, and the types they share.
const BRIDGE: &str = include_str!("../../../bridge-api/wit/bridge.wit");

impl Capabilities {
    /// What Fanlight itself offers: every capability there is.
    ///
    /// # Errors
    /// As [`Capabilities::new`].
    pub fn fanlight() -> Result<Self, CapabilityError> {
        Self::new(capabilities::ALL)
    }

    /// Reads the WIT of the bridge and of each capability. Do it once and keep it.
    ///
    /// # Errors
    /// When the list is wrong, which is a fault of ours and found by every test that starts the host.
    pub fn new(list: &[Descriptor]) -> Result<Self, CapabilityError> {
        let mut resolve = Resolve::default();
        let failed = |name: &str| {
            let name = name.to_owned();
            move |e: &dyn std::fmt::Display| CapabilityError { name, problem: format!("{e:#}") }
        };
        resolve.push_str("bridge.wit", BRIDGE).map_err(|e| failed("contract")(&e))?;
        let mut imports = String::new();
        for capability in list {
            let Some(Imports { interface, wit }) = capability.imports else { continue };
            resolve.push_str(capability.name, wit).map_err(|e| failed(capability.name)(&e))?;
            let _ = writeln!(imports, "  import {};", interface.name);
        }
        let bridge = "fanlight:bridge";
        let version = fanlight_bridge::manifest::API_VERSION;
        let host = format!(
            "package fanlight:host;\nworld widget {{\n  include {bridge}/widget@{version};\n{imports}}}\n\
             world theme {{\n  include {bridge}/theme@{version};\n}}\n"
        );
        let package = resolve.push_str("host.wit", &host).map_err(|e| failed("contract")(&e))?;
        let world = |name: &str| resolve.select_world(&[package], Some(name)).map_err(|e| failed("contract")(&e));
        let (widget, theme) = (world("widget")?, world("theme")?);
        share_types(&mut resolve, widget, theme);
        share_types(&mut resolve, theme, widget);
        Ok(Self { known: list.to_vec(), resolve, widget, theme })
    }

    /// The capability that an import belongs to: `Ok(None)` for an interface of nobody's, and the version that the host
    /// speaks when the component was made for another.
    pub(crate) fn of_import(&self, import: &str) -> Result<Option<&Descriptor>, &'static str> {
        let bare = |name: &str| name.split_once('@').map_or(name, |(bare, _)| bare).to_owned();
        let named = |capability: &Descriptor| capability.imports.map(|imports| imports.interface.name);
        for capability in &self.known {
            match named(capability) {
                Some(name) if name == import => return Ok(Some(capability)),
                Some(name) if bare(name) == bare(import) => return Err(name),
                _ => {}
            }
        }
        Ok(None)
    }

    /// The capability that a manifest calls by this name.
    pub(crate) fn named(&self, name: &str) -> Option<&Descriptor> {
        self.known.iter().find(|capability| capability.name == name)
    }

    /// All of them.
    pub(crate) fn list(&self) -> impl Iterator<Item = &Descriptor> {
        self.known.iter()
    }

    /// The names for a hint, such as `a, b, c`.
    pub(crate) fn names(&self) -> String {
        self.known.iter().map(|capability| capability.name).collect::<Vec<_>>().join(", ")
    }
}

/// Lets a component of one world mention the types of the other: a guest that was linked with the SDK carries both worlds,
/// and types are not rights.
fn share_types(resolve: &mut Resolve, from: WorldId, to: WorldId) {
    let types_alone = |item: &WorldItem| match item {
        WorldItem::Type { .. } => true,
        WorldItem::Interface { id, .. } => resolve.interfaces.get(*id).is_some_and(|i| i.functions.is_empty()),
        WorldItem::Function(_) => false,
    };
    let imports = resolve.worlds.get(from).map(|world| &world.imports).into_iter().flatten();
    let shared: Vec<_> = imports.filter(|(_, item)| types_alone(item)).map(|(key, item)| (key.clone(), item.clone())).collect();
    if let Some(world) = resolve.worlds.get_mut(to) {
        for (key, item) in shared {
            world.imports.entry(key).or_insert(item);
        }
    }
}
