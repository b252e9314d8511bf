//! Host bindings of the two worlds, generated from `wit/`.
#![allow(missing_docs, unreachable_pub, clippy::all, reason = "generated; documented in the WIT")]

pub(crate) mod widget {
    wasmtime::component::bindgen!({
        path: "wit",
        world: "fanlight:bridge/widget",
        exports: { default: async },
        additional_derives: [serde::Serialize, serde::Deserialize],
    });
}

pub(crate) mod theme {
    wasmtime::component::bindgen!({
        path: "wit",
        world: "fanlight:bridge/theme",
        exports: { default: async },
        additional_derives: [serde::Serialize, serde::Deserialize],
    });
}
