//! The guest side: Rust bindings of the WIT for code that runs behind the glass.
//!
//! Authors use `fanlight-sdk`, which wraps this; nothing here is friendlier than the WIT itself. Each world has a module
//! with what `wit_bindgen::generate!` makes of it, and each capability one more, kept in the capability's own folder.
//! Types that several worlds use are generated once and shared, so a refusal of storage is a refusal of documents.
//!
//! Only what a guest calls becomes an import of its component: a module that is linked and never called leaves no trace.
//!
//! To add a capability: write `capabilities/<name>/guest.rs` and add one line to the list below.
#![allow(
    unsafe_code,
    missing_docs,
    unreachable_pub,
    clippy::all,
    reason = "generated code: it is unsafe by nature, and documented in the WIT"
)]

mod event;

#[path = "capabilities/documents/guest.rs"]
pub mod documents;
#[path = "capabilities/log/guest.rs"]
pub mod log;
#[path = "capabilities/settings/guest.rs"]
pub mod settings;
#[path = "capabilities/storage/guest.rs"]
pub mod storage;

pub use self::event::Fields;
pub use self::gate_types::fanlight::bridge::gate;
pub use self::widget::fanlight::bridge::{context, events, failure, view};

/// World `widget`: the trait `Guest` with `update`, `render` and `migrate`, and the macro `export_widget!`.
pub mod widget {
    wit_bindgen::generate!({
        world: "fanlight:bridge/widget",
        path: "wit",
        generate_all,
        generate_unused_types: true,
        additional_derives: [PartialEq],
        // The export macro describes the world already; without this each widget would describe the world `theme` too.
        disable_custom_section_link_helpers: true,
        pub_export_macro: true,
        export_macro_name: "export_widget",
        default_bindings_module: "fanlight_bridge::guest::widget",
    });
}

/// World `theme`: the trait `Guest` with `tokens`, and the macro `export_theme!`.
pub mod theme {
    wit_bindgen::generate!({
        world: "fanlight:bridge/theme",
        path: "wit",
        with: {
            "fanlight:bridge/context@0.1.0": crate::guest::context,
            "fanlight:bridge/failure@0.1.0": crate::guest::failure,
            "fanlight:bridge/tokens@0.1.0": generate,
        },
        generate_unused_types: true,
        additional_derives: [PartialEq],
        // The export macro describes the world already; without this each widget would describe the world `theme` too.
        disable_custom_section_link_helpers: true,
        pub_export_macro: true,
        export_macro_name: "export_theme",
        default_bindings_module: "fanlight_bridge::guest::theme",
    });
}

mod gate_types {
    wit_bindgen::generate!({
        inline: "package fanlight:guest; world gate { import fanlight:bridge/gate@0.1.0; }",
        path: "wit",
        generate_all,
        generate_unused_types: true,
        additional_derives: [PartialEq],
    });
}
