//! A note of somebody else's as one Markdown node.

use wit_parser::TypeDefKind;

use super::view;
use crate::{
    host,
    wit::{BASE, RESOLVE},
};

/// The longest text of a view, and one byte more.
const MOST: usize = (64 << 10) + 1;

pub(crate) fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes.get(..MOST).unwrap_or(bytes)).into_owned();
    let mut image = vec![0; 256];
    let mut put = |at: usize, value: u32| image[at..at + 4].copy_from_slice(&value.to_le_bytes());
    // The view: one node at 64, which is the root. The node: its text at 256, headings from level 0.
    put(4, (BASE + 64) as u32);
    put(8, 1);
    put(64, kind("markdown"));
    put(72, (BASE + 256) as u32);
    put(76, text.len() as u32);
    image.extend(text.bytes());
    view::show(&image);
}

/// The number of a kind of node.
fn kind(name: &str) -> u32 {
    let node = RESOLVE.types.iter().find(|(_, ty)| ty.name.as_deref() == Some("node"));
    let Some(TypeDefKind::Variant(kinds)) = node.map(|(_, ty)| &ty.kind) else { unreachable!() };
    kinds.cases.iter().position(|case| case.name == name).unwrap() as u32
}

pub(crate) fn seeds() -> Vec<Vec<u8>> {
    let notes = ["welcome.md", "journal/2026-11-14.md", "recipes/caldo-verde.md", "projects/kittiwake.md"];
    let mut seeds: Vec<_> = notes.into_iter().map(|note| host::asset(&format!("host/assets/workspace/{note}"))).collect();
    let odd = "> - 1. a\n>   |b|c|\n>   |-|:-:|\n>   |*d*|~~e~~ [f](https://g.example 'h')|\n\n```i\nj\n```\n- [x] k\n\n<l m=n>\n\nO\n===\n***\n";
    seeds.push(odd.into());
    seeds
}
