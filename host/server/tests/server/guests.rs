//! Packages for the tests: real ones from the repository, and hostile ones made on the spot.

use fanlight_bridge::manifest::Manifest;
use fanlight_registry::build;
use serde_json::{Value, json};
use wasm_encoder::{CodeSection, Function, Instruction, MemorySection, MemoryType, Module, RawSection};
use wasmparser::{ExternalKind, Parser, Payload};
use wit_component::{ComponentEncoder, StringEncoding, dummy_module, embed_component_metadata};
use wit_parser::{ManglingAndAbi, Resolve, WorldId};

const TOILER: &str = include_str!("../../../../tests/toiler.wat");
const PALE: &str = include_str!("../../../../tests/hostile/theme-unreadable/guest.wat");
const PLAIN: &str = r#"(module
  (memory (export "memory") 1)
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) (i32.const 8192))
  (func (export "tokens") (param i64 i32 i32 i32) (result i32) (i32.const 2048)))"#;
const BRIDGE: &str = include_str!("../../../../bridge-api/wit/bridge.wit");

pub fn manifest(name: &str, change: impl FnOnce(&mut Value)) -> Manifest {
    let mut json = json!({
        "name": name, "version": "1.0.0", "kind": "widget", "api": "0.1.0", "publisher": "Tests", "title": name,
        "description": "For the tests.", "state": "board",
    });
    change(&mut json);
    Manifest::from_json(json.to_string().as_bytes()).unwrap()
}

/// Counts with the buttons `less` and `more`; asks for nothing.
pub fn counter() -> Vec<u8> {
    counter_of("1.0.0")
}

pub fn counter_of(version: &str) -> Vec<u8> {
    counter_by("Tests", version)
}

/// The counter as somebody publishes it.
pub fn counter_by(publisher: &str, version: &str) -> Vec<u8> {
    let component = include_bytes!("../../../assets/guests/counter.wasm");
    let manifest = manifest("counter", |json| {
        json["version"] = json!(version);
        json["publisher"] = json!(publisher);
    });
    build(component, &manifest, None).unwrap()
}

/// The counter with settings, and a state for each viewer.
pub fn counter_with_settings() -> Vec<u8> {
    let component = include_bytes!("../../../assets/guests/counter.wasm");
    let manifest = manifest("settable", |json| {
        json["state"] = json!("viewer");
        json["settings"] = json!({ "step": { "type": "number", "label": "Step", "default": 1 } });
    });
    build(component, &manifest, None).unwrap()
}

/// Reads one key of its storage at each event, and fails when it may not.
pub fn storage_reader() -> Vec<u8> {
    storage_reader_of("1.0.0")
}

pub fn storage_reader_of(version: &str) -> Vec<u8> {
    let component = include_bytes!("../../../assets/guests/storage-reader.wasm");
    let manifest = manifest("storage-reader", |json| {
        json["version"] = json!(version);
        json["permissions"] = json!({ "storage": { "reason": "To read a note." } });
    });
    build(component, &manifest, None).unwrap()
}

/// What a hostile guest does in each of its functions.
#[derive(Clone, Copy, Debug)]
pub enum Deed {
    Crash,
    Burn,
}

/// A widget whose every function does that.
pub fn hostile(name: &str, deed: Deed) -> Vec<u8> {
    build(&module(deed), &manifest(name, |_| {}), None).unwrap()
}

/// A widget that takes some ten milliseconds of a core whenever it is told something, and then does it. It may ask for storage, and does not.
pub fn toiler() -> Vec<u8> {
    toiler_for(3_000_000)
}

/// The same, for so many turns of a loop: each is about seven units of the 50 million that a call has.
pub fn toiler_for(turns: u32) -> Vec<u8> {
    let module = TOILER.replace("UPDATE", &turns.to_string()).replace("RENDER", "1");
    let manifest = manifest("toiler", |json| json["permissions"] = json!({ "storage": { "reason": "For the tests." } }));
    build(&of_world(&module, "widget"), &manifest, None).unwrap()
}

/// A theme of white text on white ground.
pub fn pale_theme() -> Vec<u8> {
    build(&of_world(PALE, "theme"), &manifest("pale", |json| json["kind"] = json!("theme")), None).unwrap()
}

/// A theme that leaves everything as it is.
pub fn plain_theme() -> Vec<u8> {
    build(&of_world(PLAIN, "theme"), &manifest("plain", |json| json["kind"] = json!("theme")), None).unwrap()
}

fn of_world(text: &str, name: &str) -> Vec<u8> {
    let (resolve, world) = world(name);
    let mut module = wat::parse_str(text).unwrap();
    embed_component_metadata(&mut module, &resolve, world, StringEncoding::UTF8).unwrap();
    module
}

/// A component that nobody made a package of.
pub fn without_manifest() -> Vec<u8> {
    ComponentEncoder::default().module(&module(Deed::Crash)).unwrap().encode().unwrap()
}

fn world(name: &str) -> (Resolve, WorldId) {
    let mut resolve = Resolve::default();
    resolve.push_str("bridge.wit", BRIDGE).unwrap();
    let guest = format!("package test:guest; world guest {{ include fanlight:bridge/{name}@0.1.0; }}");
    let package = resolve.push_str("guest.wit", &guest).unwrap();
    let world = resolve.select_world(&[package], None).unwrap();
    (resolve, world)
}

fn module(deed: Deed) -> Vec<u8> {
    let (resolve, world) = world("widget");
    let mut module = with_bodies(&dummy_module(&resolve, world, ManglingAndAbi::Standard32), deed);
    embed_component_metadata(&mut module, &resolve, world, StringEncoding::UTF8).unwrap();
    module
}

/// The same module with other function bodies: `cabi_realloc` gives a place for what the host hands over, all others do the deed.
fn with_bodies(module: &[u8], deed: Deed) -> Vec<u8> {
    let mut realloc = None;
    for payload in Parser::new(0).parse_all(module) {
        if let Payload::ExportSection(exports) = payload.unwrap() {
            let found = exports
                .into_iter()
                .map(Result::unwrap)
                .find(|export| export.kind == ExternalKind::Func && export.name == "cabi_realloc");
            realloc = found.map(|export| export.index);
        }
    }
    let (mut out, mut code, mut index) = (Module::new(), CodeSection::new(), 0);
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.unwrap();
        match &payload {
            Payload::MemorySection(_) => {
                let page = MemoryType { minimum: 17, maximum: None, memory64: false, shared: false, page_size_log2: None };
                out.section(MemorySection::new().memory(page));
            }
            Payload::CodeSectionStart { .. } | Payload::CustomSection(_) => {}
            Payload::CodeSectionEntry(_) => {
                let mut body = Function::new([]);
                match deed {
                    _ if Some(index) == realloc => body.instruction(&Instruction::I32Const(1024)),
                    Deed::Crash => body.instruction(&Instruction::Unreachable),
                    Deed::Burn => body
                        .instruction(&Instruction::Loop(wasm_encoder::BlockType::Empty))
                        .instruction(&Instruction::Br(0))
                        .instruction(&Instruction::End)
                        .instruction(&Instruction::Unreachable),
                };
                code.function(body.instruction(&Instruction::End));
                index += 1;
            }
            Payload::End(_) => {}
            other => {
                if let Some((id, range)) = other.as_section() {
                    out.section(&RawSection { id, data: &module[range] });
                }
            }
        }
    }
    // Code is the last section of a module that has no data.
    out.section(&code);
    out.finish()
}
