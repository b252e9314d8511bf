//! What a guest asks of the gate: any arguments that the WIT of any operation can say, and some that it cannot.

use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock, RwLock},
};

use arbitrary::Unstructured;
use fanlight_bridge::{
    Context, Event, Widget,
    capabilities::{self, Backing, documents::Folder},
    manifest::Manifest,
};
use fanlight_runtime::{Gate, Rights};
use serde_json::{Value, json};
use wit_parser::{Function, Type, TypeDefKind, abi::AbiVariant};

use crate::{
    guests,
    host::{self, LIMITS, RUNTIME},
    wit::{BASE, Image, RESOLVE, SIZES},
};

/// One guest for each operation of each capability.
static OPERATIONS: LazyLock<Vec<(&'static Function, Widget)>> = LazyLock::new(|| {
    let interfaces = capabilities::ALL.iter().filter_map(|capability| Some(capability.imports?.interface));
    let operations = interfaces.flat_map(|interface| interface.operations.iter().map(move |o| (interface.name, o.name)));
    operations
        .map(|(interface, operation)| {
            let guest = guests::gate(interface, operation);
            (guests::function(interface, operation), host::wait(Widget::load(&*RUNTIME, &guest)).expect("it is well made"))
        })
        .collect()
});

/// A workspace with a note and a table.
static WORKSPACE: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("garden")).unwrap();
    std::fs::write(folder.path().join("garden/harvest.csv"), "a,b\n1,2026-02-28\n2,x\n").unwrap();
    std::fs::write(folder.path().join("a.md"), "---\ntitle: A\n---\n# A\nb #k\n").unwrap();
    folder
});

static MANIFEST: LazyLock<Arc<Manifest>> = LazyLock::new(|| {
    let manifest = json!({
        "name": "fuzz", "version": "0.1.0", "kind": "widget", "api": "0.1.0", "publisher": "Fuzz", "title": "Fuzz",
        "description": "Asks for everything.",
        "settings": {
            "a": { "type": "text", "label": "A", "default": "" },
            "b": { "type": "choice", "label": "B", "default": "x", "options": ["x", "y"] },
        },
    });
    Arc::new(Manifest::from_json(manifest.to_string().as_bytes()).unwrap())
});

pub(crate) fn run(bytes: &[u8]) {
    let _ = attempt(&mut Unstructured::new(bytes));
}

fn attempt(from: &mut Unstructured<'_>) -> arbitrary::Result<()> {
    let (function, widget) = from.choose(&OPERATIONS)?;
    let image = arguments(function, from)?;
    let mut done = host::wait(widget.update(everything(), *LIMITS, &Context::default(), Some(&image), &Event::Refresh));
    let _ = host::blameless(done.result);
    assert!(done.usage.fuel <= LIMITS.fuel && done.usage.gate_calls <= 1);
    let writes = capabilities::close(&mut done.gate);
    assert!(
        writes.storage.iter().all(|(key, value)| key.len() <= 256 && value.as_ref().is_none_or(|value| value.len() <= 64 << 10))
    );
    for (name, value) in &writes.settings {
        assert_eq!(MANIFEST.check_setting(name, value), Ok(()));
    }
    let logged: usize = writes.log.lines.iter().map(|line| line.text.len()).sum();
    assert!(logged <= 4 << 10 && !writes.log.lines.iter().any(|line| line.text.contains('\u{1b}')));
    Ok(())
}

/// A gate at which everything is granted, with a little behind it.
pub(crate) fn everything() -> Gate {
    let backing = Backing {
        storage: Arc::new(RwLock::new(BTreeMap::from([("k".to_owned(), vec![1, 2, 3]), ("a\0b".to_owned(), Vec::new())]))),
        documents: Arc::new(Folder::open(WORKSPACE.path()).unwrap()),
        manifest: Arc::clone(&MANIFEST),
        settings: MANIFEST.default_settings(),
    };
    let rights: BTreeMap<String, Value> = capabilities::ALL
        .iter()
        .filter(|known| known.imports.is_some())
        .map(|known| (known.name.to_owned(), whole(known.name)))
        .collect();
    capabilities::open(&Rights::new(rights.clone(), rights), &backing, &LIMITS).unwrap()
}

fn whole(capability: &str) -> Value {
    if capability == "documents" { json!({ "folder": "" }) } else { json!({}) }
}

/// The core function's arguments, eight bytes each, and behind them what they point to.
fn arguments(function: &Function, from: &mut Unstructured<'_>) -> arbitrary::Result<Vec<u8>> {
    let mut image = Image::new(from)?;
    let head = image.room(8 * 17, 8)?;
    let types: Vec<&Type> = function.params.iter().map(|param| &param.ty).collect();
    let info = SIZES.params(types.iter().copied());
    let place = image.room(info.size.size_wasm32(), info.align.align_wasm32())?;
    let mut flat = Vec::new();
    for (param, (offset, ty)) in function.params.iter().zip(SIZES.field_offsets(types)) {
        let at = place + offset.size_wasm32();
        image.store(ty, at, &param.name)?;
        flatten(ty, at, &image.bytes, &mut flat);
    }
    if RESOLVE.wasm_signature(AbiVariant::GuestImport, function).indirect_params {
        flat = vec![(BASE + place) as u32];
    }
    for (at, value) in flat.into_iter().enumerate() {
        image.bytes[head + 8 * at..][..4].copy_from_slice(&value.to_le_bytes());
    }
    Ok(image.bytes)
}

/// What was stored at `at` as the core function takes it. No operation takes more than texts, lists, numbers of 32 bits, enums and
/// options of these; another one makes this panic, and is then to be added.
fn flatten(ty: &Type, at: usize, bytes: &[u8], flat: &mut Vec<u32>) {
    let word = |at: usize| bytes[at..at + 4].try_into().map_or(0, u32::from_le_bytes);
    match ty {
        Type::String => flat.extend([word(at), word(at + 4)]),
        Type::U32 | Type::S32 => flat.push(word(at)),
        Type::Bool | Type::U8 => flat.push(u32::from(bytes[at])),
        Type::Id(id) => match &RESOLVE.types[*id].kind {
            TypeDefKind::Type(ty) => flatten(ty, at, bytes, flat),
            TypeDefKind::List(_) => flat.extend([word(at), word(at + 4)]),
            TypeDefKind::Enum(_) => flat.push(u32::from(bytes[at])),
            TypeDefKind::Option(some) => {
                flat.push(u32::from(bytes[at]));
                flatten(some, at + SIZES.payload_offset(wit_parser::Int::U8, [Some(some)]).size_wasm32(), bytes, flat);
            }
            TypeDefKind::Record(record) => {
                for (offset, ty) in SIZES.field_offsets(record.fields.iter().map(|field| &field.ty)) {
                    flatten(ty, at + offset.size_wasm32(), bytes, flat);
                }
            }
            other => panic!("no operation had a {} until now", other.as_str()),
        },
        other => panic!("no operation had a {other:?} until now"),
    }
}
