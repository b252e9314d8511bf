//! Bindings of `fanlight:log` for guests.

wit_bindgen::generate!({
    world: "fanlight:log/imports",
    path: ["wit", "src/capabilities/log/wit"],
    with: {
        "fanlight:log/log@0.1.0": generate,
    },
    additional_derives: [PartialEq],
});

pub use self::fanlight::log::log::*;
