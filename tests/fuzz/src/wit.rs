//! Values of a WIT type, as they lie in a guest's memory by the canonical ABI. What is chosen comes from the fuzzer's bytes.

use std::sync::LazyLock;

use arbitrary::{Result, Unstructured};
use fanlight_bridge::capabilities;
use wit_parser::{Resolve, SizeAlign, Type, TypeDefKind, TypeId};

/// The contract and every capability.
pub static RESOLVE: LazyLock<Resolve> = LazyLock::new(|| {
    let mut resolve = Resolve::default();
    resolve.push_str("bridge.wit", include_str!("../../../bridge-api/wit/bridge.wit")).unwrap();
    for imports in capabilities::ALL.iter().filter_map(|capability| capability.imports) {
        resolve.push_str(imports.interface.name, imports.wit).unwrap();
    }
    resolve
});

/// How large each type is in memory.
pub static SIZES: LazyLock<SizeAlign> = LazyLock::new(|| {
    let mut sizes = SizeAlign::default();
    sizes.fill(&RESOLVE);
    sizes
});

/// Where an image lies in the memory of a guest.
pub const BASE: usize = 1 << 20;
/// No image is larger.
const MOST: usize = 1 << 19;
/// Texts that are more than text to somebody.
const WORDS: [&str; 24] = [
    "",
    " ",
    "k",
    "a",
    "b",
    "2026-02-28",
    "2026-02-30",
    "EUR",
    "eur",
    "https://example.org/a?b#c",
    "HTTPS://example.org:443",
    "javascript:alert(1)",
    "\u{202e}x",
    "\u{200b}",
    "é\u{301}",
    "👩\u{200d}🚀",
    "# a\n- b\n  - [ ] c",
    "|a|b|\n|-|-|\n|1|",
    "[a](b)",
    "../a",
    "garden/harvest.csv",
    "a\0b",
    "{\"a\":[1]}",
    "\"x\"",
];
const NUMBERS: [f64; 8] = [0.0, -0.0, 0.5, 1.0, -1.0, 1e308, f64::INFINITY, f64::NAN];

/// A part of a guest's memory that is being filled.
pub struct Image<'a, 'u> {
    /// What lies at [`BASE`] and behind.
    pub bytes: Vec<u8>,
    from: &'a mut Unstructured<'u>,
    /// Whether what the canonical ABI refuses may occur.
    mischief: bool,
    /// The next node of an arena that has no parent yet, and keys so far: most views are trees with different keys, so that the
    /// checks behind the first ones are reached.
    next: u32,
    keys: u32,
}

impl std::fmt::Debug for Image<'_, '_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Image({} bytes)", self.bytes.len())
    }
}

impl<'a, 'u> Image<'a, 'u> {
    /// An empty one.
    ///
    /// # Errors
    /// When the fuzzer's bytes are used up.
    pub fn new(from: &'a mut Unstructured<'u>) -> Result<Self> {
        let mischief = from.ratio(1, 8)?;
        Ok(Self { bytes: Vec::new(), from, mischief, next: 1, keys: 0 })
    }

    /// Room for `size` bytes; its place in [`Image::bytes`].
    ///
    /// # Errors
    /// When the image is large enough.
    pub fn room(&mut self, size: usize, align: usize) -> Result<usize> {
        let at = self.bytes.len().next_multiple_of(align);
        if at + size > MOST {
            return Err(arbitrary::Error::NotEnoughData);
        }
        self.bytes.resize(at + size, 0);
        Ok(at)
    }

    /// Writes a value of `ty` at `at`, and what it points to behind everything else.
    ///
    /// # Errors
    /// When the fuzzer's bytes are used up, or the image is full.
    pub fn store(&mut self, ty: &Type, at: usize, name: &str) -> Result<()> {
        match ty {
            Type::Bool => {
                let value = self.from.arbitrary::<bool>()?;
                self.put(at, &[u8::from(value)]);
            }
            Type::U8 | Type::S8 => {
                let value = if self.from.ratio(3, 4)? { self.from.int_in_range(0..=4)? } else { self.from.arbitrary()? };
                self.put(at, &[value]);
            }
            Type::U16 | Type::S16 => {
                let value: u16 = if self.from.arbitrary()? { self.from.int_in_range(1..=9)? } else { self.from.arbitrary()? };
                self.put(at, &value.to_le_bytes());
            }
            Type::U32 | Type::S32 | Type::Char => {
                let value: u32 = if self.from.ratio(3, 4)? { self.from.int_in_range(0..=20)? } else { self.from.arbitrary()? };
                self.put(at, &value.to_le_bytes());
            }
            Type::U64 | Type::S64 => {
                let value =
                    if self.from.arbitrary()? { u64::from(self.from.arbitrary::<u32>()?) } else { self.from.arbitrary()? };
                self.put(at, &value.to_le_bytes());
            }
            Type::F32 => {
                let value = self.number()? as f32;
                self.put(at, &value.to_le_bytes());
            }
            Type::F64 => {
                let value = self.number()?;
                self.put(at, &value.to_le_bytes());
            }
            Type::String => {
                let text = self.text(name)?;
                let place = self.room(text.len(), 1)?;
                self.put(place, &text);
                self.span(at, place, text.len())?;
            }
            Type::Id(id) => self.named(*id, at, name)?,
            Type::ErrorContext => {}
        }
        Ok(())
    }

    fn named(&mut self, id: TypeId, at: usize, field: &str) -> Result<()> {
        let definition = &RESOLVE.types[id];
        match &definition.kind {
            TypeDefKind::Type(_) if definition.name.as_deref() == Some("index") => self.index(at, field),
            TypeDefKind::Type(ty) => self.store(ty, at, field),
            TypeDefKind::Record(record) => {
                let offsets = SIZES.field_offsets(record.fields.iter().map(|field| &field.ty));
                for (field, (offset, ty)) in record.fields.iter().zip(offsets) {
                    self.store(ty, at + offset.size_wasm32(), &field.name)?;
                }
                Ok(())
            }
            TypeDefKind::Tuple(tuple) => {
                for (offset, ty) in SIZES.field_offsets(&tuple.types) {
                    self.store(ty, at + offset.size_wasm32(), field)?;
                }
                Ok(())
            }
            TypeDefKind::Enum(cases) => {
                let case = self.case(cases.cases.len())?;
                self.put(at, &[case]);
                Ok(())
            }
            TypeDefKind::Variant(variant) => {
                let types: Vec<Option<&Type>> = variant.cases.iter().map(|case| case.ty.as_ref()).collect();
                self.variant(&types, at, field)
            }
            TypeDefKind::Option(some) => self.variant(&[None, Some(some)], at, field),
            TypeDefKind::Result(result) => self.variant(&[result.ok.as_ref(), result.err.as_ref()], at, field),
            TypeDefKind::List(element) => self.list(element, at, field),
            other => unreachable!("the contract has no {}", other.as_str()),
        }
    }

    /// The number of a case, all of which fit into a byte.
    fn case(&mut self, cases: usize) -> Result<u8> {
        let beyond = self.mischief && self.from.ratio(1, 32)?;
        if beyond { self.from.arbitrary() } else { self.from.int_in_range(0..=(cases - 1) as u8) }
    }

    fn variant(&mut self, cases: &[Option<&Type>], at: usize, field: &str) -> Result<()> {
        let case = self.case(cases.len())?;
        self.put(at, &[case]);
        let payload = at + SIZES.payload_offset(wit_parser::Int::U8, cases.iter().copied()).size_wasm32();
        match cases.get(usize::from(case)).copied().flatten() {
            Some(ty) => self.store(ty, payload, field),
            None => Ok(()),
        }
    }

    fn list(&mut self, element: &Type, at: usize, field: &str) -> Result<()> {
        let (size, align) = (SIZES.size(element).size_wasm32(), SIZES.align(element).align_wasm32());
        let arena = field == "nodes";
        let most = if arena { 64 } else { self.from.int_in_range(0..=6)? };
        let many = !arena && self.from.ratio(1, 200)?;
        let most = if many { self.from.int_in_range(0..=3_000)? } else { most };
        let place = self.room(most * size, align)?;
        let mut length = 0;
        // An arena ends where nobody refers to more of it.
        while length < most && (!arena || (length as u32) < self.next) {
            if self.from.is_empty() {
                break;
            }
            self.store(element, place + length * size, field)?;
            length += 1;
        }
        self.span(at, place, length)
    }

    /// A child of an arena, or its root.
    fn index(&mut self, at: usize, field: &str) -> Result<()> {
        let value = if self.from.ratio(1, 64)? {
            self.from.arbitrary()?
        } else if field == "root" {
            0
        } else {
            self.next += 1;
            self.next - 1
        };
        self.put(at, &value.to_le_bytes());
        Ok(())
    }

    fn number(&mut self) -> Result<f64> {
        if self.from.ratio(3, 4)? { self.from.choose(&NUMBERS).copied() } else { self.from.arbitrary() }
    }

    fn text(&mut self, field: &str) -> Result<Vec<u8>> {
        if self.mischief && self.from.ratio(1, 32)? {
            return self.from.arbitrary();
        }
        if field == "key" && self.from.ratio(15, 16)? {
            self.keys += 1;
            return Ok(format!("k{}", self.keys).into_bytes());
        }
        Ok(match self.from.int_in_range(0..=15)? {
            0..=9 => self.from.choose(&WORDS)?.as_bytes().to_vec(),
            10..=14 => self.from.arbitrary::<&str>()?.as_bytes().to_vec(),
            _ => self.from.choose(&WORDS)?.repeat(self.from.int_in_range(0..=4_000)?).into_bytes(),
        })
    }

    /// Where a list or a text lies, and how long it is.
    fn span(&mut self, at: usize, place: usize, length: usize) -> Result<()> {
        let beyond = self.mischief && self.from.ratio(1, 32)?;
        let (place, length) = if beyond { self.from.arbitrary()? } else { ((BASE + place) as u32, length as u32) };
        self.put(at, &place.to_le_bytes());
        self.put(at + 4, &length.to_le_bytes());
        Ok(())
    }

    fn put(&mut self, at: usize, value: &[u8]) {
        self.bytes[at..at + value.len()].copy_from_slice(value);
    }
}
