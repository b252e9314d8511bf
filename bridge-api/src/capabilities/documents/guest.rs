//! Bindings of `fanlight:documents` for guests.

wit_bindgen::generate!({
    world: "fanlight:documents/imports",
    path: ["wit", "src/capabilities/documents/wit"],
    with: {
        "fanlight:bridge/gate@0.1.0": crate::guest::gate,
        "fanlight:documents/documents@0.1.0": generate,
    },
    additional_derives: [PartialEq],
});

pub use self::fanlight::documents::documents::*;
