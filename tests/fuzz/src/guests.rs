//! Guests that send an [`Image`](crate::wit::Image): what lies in their memory was made by the fuzzer, and they only point to it.

use std::fmt::Write as _;

use wit_component::{ComponentEncoder, StringEncoding};
use wit_parser::{
    Function, Resolve, WorldItem,
    abi::{AbiVariant, WasmType},
};

use crate::wit::{BASE, RESOLVE, SIZES};

/// Memory with a place for the host's values below [`BASE`].
const MEMORY: &str = r#"
  (memory (export "memory") 64)
  (global $free (mut i32) (i32.const 65536))
  (func (export "cabi_realloc") (param i32 i32) (param $align i32) (param $size i32) (result i32) (local $at i32)
    (local.set $at (i32.and
      (i32.add (global.get $free) (i32.sub (local.get $align) (i32.const 1)))
      (i32.sub (i32.const 0) (local.get $align))))
    (global.set $free (i32.add (local.get $at) (local.get $size)))
    (local.get $at))
"#;
/// What an export that is no matter today does: it returns zeros, an answer that went well and is empty.
const NOTHING: &str = "(i32.const 1024)";

/// A widget whose view is its state: a state is the image of a `result<view, error>`.
pub fn view() -> Vec<u8> {
    let (state, length) = (13, 14);
    let render = format!("(memory.copy (i32.const {BASE}) (local.get {state}) (local.get {length})) (i32.const {BASE})");
    widget("", NOTHING, &render)
}

/// A widget that calls `operation` of `interface` with the arguments in its state: eight bytes for each of the core function's
/// parameters, and behind them what they point to.
pub fn gate(interface: &str, operation: &str) -> Vec<u8> {
    let signature = RESOLVE.wasm_signature(AbiVariant::GuestImport, function(interface, operation));
    let mut arguments = String::new();
    let given = signature.params.len() - usize::from(signature.retptr);
    for (at, ty) in signature.params.iter().take(given).enumerate() {
        let _ = write!(arguments, " ({}.load (i32.const {}))", core_type(ty), BASE + 8 * at);
    }
    if signature.retptr {
        arguments += " (i32.const 2048)";
    }
    let params: Vec<&str> = signature.params.iter().map(core_type).collect();
    let import = format!("(import \"{interface}\" \"{operation}\" (func $ask (param {})))", params.join(" "));
    let context_state_event = exported("update").params.iter().map(|param| &param.ty).collect::<Vec<_>>();
    let state = SIZES.field_offsets(context_state_event).get(1).map_or(0, |(offset, _)| offset.size_wasm32());
    let update = format!(
        "(memory.copy (i32.const {BASE}) (i32.load offset={} (local.get 0)) (i32.load offset={} (local.get 0)))
         (call $ask{arguments}) {NOTHING}",
        state + 4,
        state + 8
    );
    let core = module(&import, &update, NOTHING);
    component(core, &format!("include fanlight:bridge/widget@0.1.0; import {interface};"))
}

/// A theme whose tokens are the image of a `result<list<token>, error>`.
pub fn theme(image: &[u8]) -> Vec<u8> {
    let data: String = image.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "\\{byte:02x}");
        text
    });
    let core = format!(
        "(module {MEMORY} (func (export \"tokens\") (param i64 i32 i32 i32) (result i32) (i32.const {BASE}))
           (data (i32.const {BASE}) \"{data}\"))"
    );
    component(wat::parse_str(core).unwrap(), "include fanlight:bridge/theme@0.1.0;")
}

/// Makes a widget of a core module that exports its functions.
pub fn widget_of(core: Vec<u8>) -> Vec<u8> {
    component(core, "include fanlight:bridge/widget@0.1.0;")
}

/// The core module of a widget, written as text: what follows from its world and is not asked for here does nothing.
pub fn module(imports: &str, update: &str, render: &str) -> Vec<u8> {
    let text = format!(
        "(module {imports} {MEMORY}
           (func (export \"update\") (param i32) (result i32) {update})
           (func (export \"render\") (param i64 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i64 i32 i32) (result i32) {render})
           (func (export \"migrate\") (param i32 i32 i32 i32) (result i32) {NOTHING}))"
    );
    wat::parse_str(text).unwrap()
}

fn widget(imports: &str, update: &str, render: &str) -> Vec<u8> {
    widget_of(module(imports, update, render))
}

fn component(mut core: Vec<u8>, world: &str) -> Vec<u8> {
    let mut resolve = Resolve::clone(&RESOLVE);
    let package = resolve.push_str("world.wit", &format!("package fuzz:guest; world guest {{ {world} }}")).unwrap();
    let world = resolve.select_world(&[package], None).unwrap();
    wit_component::embed_component_metadata(&mut core, &resolve, world, StringEncoding::UTF8).unwrap();
    ComponentEncoder::default().validate(true).module(&core).unwrap().encode().unwrap()
}

/// A function that guests import.
pub fn function(interface: &str, operation: &str) -> &'static Function {
    let found = RESOLVE.interfaces.iter().find(|(id, _)| RESOLVE.id_of(*id).as_deref() == Some(interface));
    found.and_then(|(_, interface)| interface.functions.get(operation)).unwrap()
}

/// A function that every widget or theme exports.
pub fn exported(name: &str) -> &'static Function {
    let exports = RESOLVE.worlds.iter().flat_map(|(_, world)| world.exports.values());
    exports
        .filter_map(|item| match item {
            WorldItem::Function(function) => Some(function),
            _ => None,
        })
        .find(|function| function.name == name)
        .unwrap()
}

fn core_type(ty: &WasmType) -> &'static str {
    match ty {
        WasmType::I64 | WasmType::PointerOrI64 => "i64",
        WasmType::F32 => "f32",
        WasmType::F64 => "f64",
        WasmType::I32 | WasmType::Pointer | WasmType::Length => "i32",
    }
}
