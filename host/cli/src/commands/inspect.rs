//! `fanlight inspect`: what a package says about itself, and what its bytes prove.

use std::path::PathBuf;

use fanlight_bridge::{
    capabilities,
    manifest::{Kind, StateScope},
};
use fanlight_registry::Package;
use fanlight_runtime::Limits;
use serde_json::{Value, json};

use crate::{exit::Exit, output, upload};

/// Arguments of `inspect`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  fanlight inspect dist/tasks.wasm
  fanlight inspect dist/tasks.wasm --json | jq .imports")]
pub(crate) struct InspectArgs {
    /// The package
    file: PathBuf,
    /// Print one JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

/// Prints the package's account of itself.
pub(crate) fn inspect(args: &InspectArgs) -> anyhow::Result<Exit> {
    let (package, _) = upload::open(&args.file)?;
    if args.json {
        output::result(as_json(&package)?);
    } else {
        as_text(&package);
        output::findings(&package.findings);
    }
    Ok(Exit::Done)
}

fn as_json(package: &Package) -> anyhow::Result<Value> {
    let limits: Value = limits(package).into_iter().map(|(name, value)| (name.to_owned(), Value::from(value))).collect();
    Ok(json!({
        "digest": package.digest,
        "size": package.size,
        "manifest": serde_json::to_value(&package.manifest)?,
        "imports": package.imports,
        "exports": package.exports,
        "has_picture": package.picture.is_some(),
        "images": package.images.keys().collect::<Vec<_>>(),
        "limits": limits,
        "findings": package.findings,
    }))
}

fn as_text(package: &Package) {
    let line = |name: &str, text: &str| output::result(format_args!("{name:<12}{text}"));
    let manifest = &package.manifest;
    output::result(format_args!("{} ({} {})", manifest.title, manifest.name, manifest.version));
    output::result(&manifest.description);
    output::result("");
    line("kind", &kind(package));
    line("publisher", &format!("{} (not signed)", manifest.publisher));
    line("digest", &package.digest);
    line("size", &output::bytes(package.size as u64));
    if package.picture.is_some() {
        line("picture", "yes");
    }
    if !package.images.is_empty() {
        line("images", &package.images.keys().map(String::as_str).collect::<Vec<_>>().join(", "));
    }
    if package.exports.is_empty() {
        line("code", "none: tokens alone");
    } else {
        line("exports", &package.exports.iter().map(String::as_str).collect::<Vec<_>>().join(", "));
    }
    if manifest.permissions.is_empty() {
        line("asks for", "nothing");
    }
    for (name, permission) in &manifest.permissions {
        let words = capabilities::find(name).and_then(|capability| capability.words(&permission.scope).ok());
        line("asks for", &format!("{name}: {}", words.unwrap_or_else(|| permission.scope.to_string())));
        line("", &format!("why: {}", permission.reason));
        let calls =
            package.imports.get(name).map(|operations| operations.iter().map(String::as_str).collect::<Vec<_>>().join(", "));
        line("", &format!("calls: {}", calls.as_deref().unwrap_or("nothing")));
    }
    for (name, setting) in manifest.settings_in_order() {
        line("setting", &format!("{name}: {}, {} unless changed", setting.label, setting.default));
    }
    if !manifest.translations.is_empty() {
        line("translated", &manifest.translations.keys().map(String::as_str).collect::<Vec<_>>().join(", "));
    }
    // A pack has nothing to run, and so nothing to limit.
    for (name, value) in limits(package).into_iter().filter(|_| !package.exports.is_empty()) {
        let lowered = manifest.limits.entries().any(|(declared, _)| declared == name);
        line("limit", &format!("{name} {value}{}", if lowered { " (lowered by the package)" } else { "" }));
    }
}

fn kind(package: &Package) -> String {
    let manifest = &package.manifest;
    match (manifest.kind, manifest.state) {
        (Kind::Theme, _) => "theme".to_owned(),
        (Kind::Widget, StateScope::Viewer) => "widget, each viewer has their own state".to_owned(),
        (Kind::Widget, StateScope::Board) => "widget, everybody on the board shares its state".to_owned(),
    }
}

/// The limits of one call that matter to people: this host's defaults, lowered by the package.
fn limits(package: &Package) -> [(&'static str, u64); 6] {
    let limits = package.manifest.limits.applied_to(Limits::default());
    [
        ("fuel", limits.fuel),
        ("wall_ms", limits.wall_ms),
        ("memory_bytes", limits.memory_bytes),
        ("gate_calls", limits.gate_calls),
        ("output_bytes", limits.output_bytes),
        ("state_bytes", limits.state_bytes),
    ]
}
