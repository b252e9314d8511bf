//! What a guest can call is what its component imports: proven from the bytes of the sample packages, operation by operation. The
//! SDK must not drag in what an author did not call.

use anyhow::{Result, bail};
use fanlight_tests::{checkout, guests};
use wit_component::DecodedWasm;

/// The functions that a component imports, as `package/interface.operation`. Interfaces that hold types alone do not count.
fn operations(component: &[u8]) -> Result<Vec<String>> {
    let DecodedWasm::Component(resolve, world) = wit_component::decode(component)? else { bail!("this is no component") };
    let mut found = Vec::new();
    for (key, import) in &resolve.worlds[world].imports {
        match import {
            wit_parser::WorldItem::Interface { id, .. } => {
                let functions = resolve.interfaces[*id].functions.keys();
                found.extend(functions.map(|function| format!("{}.{function}", resolve.name_world_key(key))));
            }
            wit_parser::WorldItem::Function(function) => found.push(function.name.clone()),
            wit_parser::WorldItem::Type { .. } => {}
        }
    }
    found.sort();
    Ok(found)
}

#[test]
fn samples_import_the_operations_that_they_call_and_no_others() -> Result<()> {
    let modules = guests::build("sample-widgets")?;
    for (name, expected) in [
        ("counter", &[][..]),
        ("daylight", &[]),
        ("bench-view", &["storage.get"]),
        ("storage-reader", &["storage.get"]),
        ("tasks", &["storage.delete", "storage.get", "storage.keys", "storage.put"]),
        ("notes-insight", &["documents.list", "documents.read"]),
    ] {
        let package = guests::package(&guests::core(&modules, name)?, &checkout().join("sample-widgets").join(name))?;
        let imports = operations(&package)?;
        let full = |short: &&str| match short.split_once('.') {
            Some((capability, operation)) => format!("fanlight:{capability}/{capability}@0.1.0.{operation}"),
            None => (*short).to_owned(),
        };
        assert_eq!(imports, expected.iter().map(full).collect::<Vec<_>>(), "{name}");
    }
    Ok(())
}
