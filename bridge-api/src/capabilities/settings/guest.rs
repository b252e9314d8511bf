//! Bindings of `fanlight:settings` for guests.

wit_bindgen::generate!({
    world: "fanlight:settings/imports",
    path: ["wit", "src/capabilities/settings/wit"],
    with: {
        "fanlight:bridge/gate@0.1.0": crate::guest::gate,
        "fanlight:settings/settings@0.1.0": generate,
    },
    additional_derives: [PartialEq],
});

pub use self::fanlight::settings::settings::*;
