//! Bindings of `fanlight:storage` for guests.

wit_bindgen::generate!({
    world: "fanlight:storage/imports",
    path: ["wit", "src/capabilities/storage/wit"],
    with: {
        "fanlight:bridge/gate@0.1.0": crate::guest::gate,
        "fanlight:storage/storage@0.1.0": generate,
    },
    additional_derives: [PartialEq],
});

pub use self::fanlight::storage::storage::*;
