//! A view: any arena that the WIT can say, and some that it cannot. What is accepted keeps to the limits.

use std::sync::LazyLock;

use arbitrary::Unstructured;
use fanlight_bridge::{Context, Reach, Widget};
use fanlight_runtime::{Kind, Limits};
use serde_json::Value;
use wit_parser::{Type, TypeDefKind};

use crate::{
    guests,
    host::{self, RUNTIME},
    wit::{Image, RESOLVE},
};

static WIDGET: LazyLock<Widget> =
    LazyLock::new(|| host::wait(Widget::load(&*RUNTIME, &guests::view())).expect("the guest itself is well made"));

pub(crate) fn run(bytes: &[u8]) {
    let _ = attempt(&mut Unstructured::new(bytes));
}

fn attempt(from: &mut Unstructured<'_>) -> arbitrary::Result<()> {
    let mut image = Image::new(from)?;
    let place = image.room(64, 8)?;
    image.store(&view(), place + 4, "view")?;
    show(&image.bytes);
    Ok(())
}

/// Lets a guest answer with this image of a `result<view, error>`, and looks at what a browser would be sent.
pub(super) fn show(image: &[u8]) {
    // A view is many bytes for little fuel; what it costs the host is what matters here.
    let limits = Limits::default();
    let shown = host::wait(WIDGET.render(limits, &Context::default(), image, &Reach::default()));
    if let Err(failure) = &shown.result {
        let expected = [Kind::InvalidView, Kind::Output, Kind::Trap, Kind::Guest];
        assert!(expected.contains(&failure.kind), "{failure}");
    }
    let Some(view) = host::blameless(shown.result) else { return };
    let json = serde_json::to_value(&view).expect("a view is JSON");
    let (nodes, depth) = size(&json["root"], 1);
    assert!(nodes <= limits.nodes && depth <= limits.depth, "{nodes} nodes, {depth} deep");
    let text = json.to_string();
    assert!(text.len() < 4 << 20, "{} bytes of JSON", text.len());
    assert!(!deceives(&json), "a character that deceives: {text}");
    assert!(!text.contains("\"allowed\":true"), "a link that nobody granted: {text}");
}

/// Whether a text has a character that is not seen, or turns what is around it.
fn deceives(json: &Value) -> bool {
    match json {
        Value::String(text) => text.contains(|c: char| {
            matches!(c, '\u{202e}' | '\u{200b}' | '\u{2066}' | '\u{feff}') || c.is_ascii_control() && !matches!(c, '\n' | '\t')
        }),
        Value::Array(inner) => inner.iter().any(deceives),
        Value::Object(inner) => inner.values().any(deceives),
        _ => false,
    }
}

/// Nodes and depth of a tree.
fn size(node: &Value, level: u64) -> (u64, u64) {
    let children = node["children"].as_array().into_iter().flatten();
    let tabs = node["tabs"].as_array().into_iter().flatten().map(|tab| &tab["child"]);
    children
        .chain(tabs)
        .map(|child| size(child, level + 1))
        .fold((1, level), |(all, deepest), (nodes, depth)| (all + nodes, deepest.max(depth)))
}

/// `view`, out of what the function returns.
fn view() -> Type {
    let Some(Type::Id(id)) = guests::exported("render").result else { unreachable!() };
    let TypeDefKind::Result(result) = &RESOLVE.types[id].kind else { unreachable!() };
    result.ok.unwrap()
}
