//! Types: does the component fit the WIT of its world, function by function and field by field?

use fanlight_bridge::manifest::Kind;
use fanlight_runtime::Failure;

use crate::{Capabilities, error, system, world::Surface};

/// Checks a component, valid and with the right names, against the world of its kind. Linking it later is the second line.
pub(crate) fn check(component: &[u8], surface: &Surface, kind: Kind, capabilities: &Capabilities) -> Result<(), Failure> {
    let resolve = &capabilities.resolve;
    let world = match kind {
        Kind::Widget => capabilities.widget,
        Kind::Theme => capabilities.theme,
    };
    let fits = match system::imported(surface) {
        none if none.is_empty() => wit_component::targets(resolve, world, component),
        imported => {
            system::widened(resolve, world, &imported).and_then(|resolve| wit_component::targets(&resolve, world, component))
        }
    };
    fits.map_err(|e| {
        let cause = e.root_cause().to_string();
        // The validator speaks of a byte position in a component that was put together for this check alone.
        let cause = cause.split(" (at offset").next().unwrap_or(&cause).lines().collect::<Vec<_>>().join(": ");
        error::package(
            format!("its types are not those of the world `{}`: {}", kind.as_str(), error::quoted(&cause)),
            "Build it again with the SDK that belongs to this host.",
        )
    })
}
