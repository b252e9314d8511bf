//! Tokens become a document of DTCG again: one that other tools read, and that this host reads as the same theme.

use serde_json::{Map, Value, json};

use super::EXTENSION;
use crate::{Contrast, Scheme, Tokens, manifest::Manifest, tokens::Shadow};

/// The tokens of one scheme as a plain document: groups `color`, `dimension` and so on, without modes.
pub fn flat(tokens: &Tokens) -> Value {
    let mut groups = Map::new();
    let mut group = |name: &str, kind: &str, all: Vec<(&'static str, Value)>| {
        if !all.is_empty() {
            let mut group = Map::from_iter([("$type".to_owned(), Value::from(kind))]);
            group.extend(all.into_iter().map(|(name, value)| (name.to_owned(), json!({ "$value": value }))));
            groups.insert(name.to_owned(), Value::Object(group));
        }
    };
    group("color", "color", tokens.color.iter().map(|(name, hex)| (*name, color(hex))).collect());
    group("dimension", "dimension", tokens.dimension.iter().map(|(name, value)| (*name, px(*value))).collect());
    group(
        "duration",
        "duration",
        tokens.duration.iter().map(|(name, ms)| (*name, json!({ "value": ms, "unit": "ms" }))).collect(),
    );
    group("family", "fontFamily", tokens.family.iter().map(|(name, value)| (*name, json!(stack(value)))).collect());
    group("weight", "fontWeight", tokens.weight.iter().map(|(name, value)| (*name, json!(value))).collect());
    group("shadow", "shadow", tokens.shadow.iter().map(|(name, value)| (*name, shadow(value))).collect());
    Value::Object(groups)
}

/// A whole theme as a pack: what every scheme and contrast has is in its own group.
pub fn export(manifest: &Manifest, looks: &[(Scheme, Contrast, Tokens)]) -> Value {
    let mut document = Map::from_iter([("$description".to_owned(), Value::from(manifest.description.as_str()))]);
    let mut own = json!({
        "name": manifest.name, "version": manifest.version.to_string(), "title": manifest.title,
        "publisher": manifest.publisher, "description": manifest.description,
    });
    if let (false, Some(own)) = (manifest.translations.is_empty(), own.as_object_mut()) {
        own.insert("translations".to_owned(), json!(manifest.translations));
    }
    document.insert("$extensions".to_owned(), json!({ EXTENSION: own }));
    for (scheme, contrast, tokens) in looks {
        document.insert(crate::tokens::screens::name(*scheme, *contrast).to_owned(), flat(tokens));
    }
    Value::Object(document)
}

/// `#rrggbb` or `#rrggbbaa`, as the rest of this module writes them.
fn color(hex: &str) -> Value {
    let channel =
        |at: usize| hex.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok()).map(|byte| f64::from(byte) / 255.0);
    let components: Vec<f64> = [1, 3, 5].into_iter().filter_map(channel).map(|value| rounded(value, 1e4)).collect();
    let mut color = json!({ "colorSpace": "srgb", "components": components, "hex": hex.get(..7) });
    if let (Some(alpha), Some(color)) = (channel(7), color.as_object_mut()) {
        color.insert("alpha".to_owned(), rounded(alpha, 1e4).into());
    }
    color
}

fn px(value: f32) -> Value {
    json!({ "value": rounded(f64::from(value), 1e3), "unit": "px" })
}

/// An `f32` would be written with all the digits of the `f64` next to it.
fn rounded(value: f64, steps: f64) -> f64 {
    (value * steps).round() / steps
}

fn shadow(shadow: &Shadow) -> Value {
    json!({
        "color": color(&shadow.color), "offsetX": px(shadow.x), "offsetY": px(shadow.y), "blur": px(shadow.blur), "spread": px(shadow.spread),
    })
}

/// Families that other tools know; the first of them names the safe one for us.
fn stack(family: &str) -> &'static [&'static str] {
    match family {
        "sans" => &["Inter", "Helvetica Neue", "Arial", "sans-serif"],
        "serif" => &["Charter", "Georgia", "serif"],
        "rounded" => &["ui-rounded", "Nunito", "sans-serif"],
        "slab" => &["Rockwell", "Roboto Slab", "serif"],
        "mono" => &["ui-monospace", "Menlo", "Consolas", "monospace"],
        _ => &["system-ui", "sans-serif"],
    }
}
